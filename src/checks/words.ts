import { l10n } from 'vscode';
import type { CheckState } from './model/results';

/** "3 of 8 stages passed" */
export const stagesPassedText = (passed: number, total: number): string => l10n.t('{0} of {1} stages passed', passed, total);

/** How the last run of a stage ended, as a mark in a row; nothing when there was none. */
export function stateWords(state: CheckState): string[] {
  if (state === 'open') return [];
  return [state === 'passed' ? l10n.t('passed') : l10n.t('failed')];
}
