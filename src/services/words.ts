import { l10n } from 'vscode';
import type { CheckState } from '../core/checks/stageStates';
import type { Status } from '../core/progress/progress';

/** What a status is called in a sentence or a label. */
export function statusWord(status: Status): string {
  switch (status) {
    case 'todo':
      return l10n.t('not started');
    case 'doing':
      return l10n.t('learning');
    case 'done':
      return l10n.t('completed');
    case 'skipped':
      return l10n.t('skipped');
  }
}

/** "1 topic" or "7 topics". */
export const topicCount = (count: number): string => (count === 1 ? l10n.t('1 topic') : l10n.t('{0} topics', count));

/** "1 hour" or "12 hours". */
export const hourCount = (hours: number): string => (hours === 1 ? l10n.t('1 hour') : l10n.t('{0} hours', hours));

/** A bar of ten for places that can only show text; full only when everything is done. */
export function textBar(done: number, total: number): string {
  const filled = total > 0 ? Math.floor((done / total) * 10) : 0;
  return '▰'.repeat(filled) + '▱'.repeat(10 - filled);
}

/** "3 of 8 stages passed" */
export const stagesPassedText = (passed: number, total: number): string => l10n.t('{0} of {1} stages passed', passed, total);

/** How the last run of a stage ended, as a mark in a row; nothing when there was none. */
export function stateWords(state: CheckState): string[] {
  if (state === 'open') return [];
  return [state === 'passed' ? l10n.t('passed') : l10n.t('failed')];
}
