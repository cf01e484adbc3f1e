import { l10n } from 'vscode';
import { FAILURES_UNTIL_SOLUTION, type StageResult, type StageState } from './model/results';
import { stageUnderCheck, type RunProgress } from './model/runProgress';

/** "3 of 8 stages passed" */
export const stagesPassedText = (passed: number, total: number): string => l10n.t('{0} of {1} stages passed', passed, total);

/** How the last run of a stage ended, as a mark in a row; nothing when there was none. */
export function stateWords(state: StageState): string[] {
  if (state === 'open') return [];
  return [state === 'passed' ? l10n.t('passed') : l10n.t('failed')];
}

/** What of a stage's text a check is about, word for word. */
export const textSays = (quote: string): string => l10n.t('The text says: “{0}”', quote);

/** "Stage 2": what a stage is called where its title stands beside it, or is known. Never out of how many: that reads as progress. */
export const stageNumber = (number: number): string => l10n.t('Stage {0}', number);

/** "Checking REST API: Stage 2, Read one todo", or what it does before that */
export function checkingText(name: string, progress: RunProgress): string {
  if (progress.isEnding) return l10n.t('Canceling the check of {0}…', name);
  if (progress.isWaiting) return l10n.t('{0}: waiting until the dependencies are installed…', name);
  const stage = stageUnderCheck(progress);
  if (!stage) return l10n.t('Checking {0}: starting…', name);
  return l10n.t('Checking {0}: Stage {1}, {2}', name, stage.number, stage.title);
}

/** "1 of 2 stages done": how far a run is. */
export const runDoneText = ({ done, stages }: RunProgress): string =>
  stages.length === 1 ? l10n.t('{0} of 1 stage done', done) : l10n.t('{0} of {1} stages done', done, stages.length);

/** What a button says that completes the topics which a stage has proven. */
export const completeTopicsText = (topics: number): string =>
  topics === 1 ? l10n.t('Mark 1 Topic as Completed') : l10n.t('Mark {0} Topics as Completed', topics);

/** How the solution of a stage comes to be shown: after "more" checks that fail only once one has. */
export function solutionCondition({ failures }: Pick<StageResult, 'failures'>): string {
  const left = FAILURES_UNTIL_SOLUTION - failures;
  if (failures === 0) return l10n.t('The solution opens when this stage passes, or after {0} checks that fail.', left);
  return left === 1
    ? l10n.t('The solution opens when this stage passes, or after 1 more check that fails.')
    : l10n.t('The solution opens when this stage passes, or after {0} more checks that fail.', left);
}
