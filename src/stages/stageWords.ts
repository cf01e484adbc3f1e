import { env, l10n } from 'vscode';
import { FAILURES_UNTIL_SOLUTION, maySeeSolution, type StageResult } from '../checks';
import type { StageText } from '../content/stage';
import { checkStateOf, stageStateOf, type CheckState } from '../checks';

/** What a state is called beside its sign. */
export function stateWord(state: CheckState): string {
  switch (state) {
    case 'passed':
      return l10n.t('Passed');
    case 'failed':
      return l10n.t('Failed');
    case 'open':
      return l10n.t('Not run');
  }
}

/** What the last run of a stage came to. */
export interface StageOutcome {
  /** "Passed: 5 of 5 checks" */
  readonly count: string;
  /** The sentence of the first check that failed. */
  readonly first: string | undefined;
  /** Both, to be read out. */
  readonly text: string;
}

/** What the last run came to; undefined when there was none. */
export function outcomeOf(text: StageText, result: StageResult): StageOutcome | undefined {
  const state = stageStateOf(result);
  if (state === 'open') return undefined;
  const states = text.checks.map(({ id }) => checkStateOf(result, id));
  const numberOf = (wanted: CheckState) => states.filter((one) => one === wanted).length;
  const total = text.checks.length;
  if (state === 'passed') return plainly(l10n.t('Passed: {0} of {1} checks', numberOf('passed'), total));
  const first = result.checks.find(({ failure }) => failure)?.failure?.message;
  if (first === undefined) return plainly(l10n.t('Not passed: {0} of {1} checks were run', total - numberOf('open'), total));
  const count = l10n.t('{0} of {1} checks failed', numberOf('failed'), total);
  return { count, first, text: l10n.t('{0}: {1}', count, first) };
}

const plainly = (count: string): StageOutcome => ({ count, first: undefined, text: count });

/** How the solution comes to be shown; undefined when it may be looked at. */
export function solutionCondition(result: StageResult): string | undefined {
  if (maySeeSolution(result)) return undefined;
  const left = FAILURES_UNTIL_SOLUTION - result.failures;
  return left === 1
    ? l10n.t('The solution opens after a pass, or 1 more try.')
    : l10n.t('The solution opens after a pass, or {0} more tries.', left);
}

/** "Checked on 12 Jan 2026, 14:05" */
export const checkedAt = (at: number): string =>
  l10n.t('Checked on {0}', new Date(at).toLocaleString(env.language, { dateStyle: 'medium', timeStyle: 'short' }));
