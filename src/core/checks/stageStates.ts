import { stageResultOf, type RepoResults, type StageResult } from './results';

/** How the last run of a stage, or of one of its checks, ended; `open` when there was none. */
export type CheckState = 'passed' | 'failed' | 'open';

export function stageStateOf({ passed, at }: StageResult): CheckState {
  if (at === 0) return 'open';
  return passed ? 'passed' : 'failed';
}

/** The state of one check in the last run of its stage. */
export function checkStateOf({ checks }: StageResult, check: string): CheckState {
  const found = checks.find(({ id }) => id === check);
  if (!found) return 'open';
  return found.failure ? 'failed' : 'passed';
}

/** The first stage that did not pass when it was run last; undefined when none is left. */
export const nextStage = (results: RepoResults | undefined, stages: readonly string[]): string | undefined =>
  stages.find((id) => !stageResultOf(results, id).passed);

/** Every stage passed when it was run last. A project without stages is never finished. */
export const isFinished = (results: RepoResults | undefined, stages: readonly string[]): boolean =>
  stages.length > 0 && nextStage(results, stages) === undefined;

/** What is known of a repo as one of this project: another project may have been checked in its folder before. */
export const resultsFor = (results: RepoResults | undefined, project: string): RepoResults | undefined =>
  results?.project === project ? results : undefined;
