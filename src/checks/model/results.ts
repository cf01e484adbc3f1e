import type { EventOf, Failure, Outcome, RunEvent } from './events';

/** After so many failed runs of a stage its solution may be looked at. */
export const FAILURES_UNTIL_SOLUTION = 3;

/** What the last runs in one stage of a repo came to. */
export interface StageResult {
  /** Whether its last run passed. */
  readonly passed: boolean;
  /** When its last run began, in milliseconds since 1970; 0 when there was none. */
  readonly at: number;
  /** When it passed for the first time. */
  readonly firstPassedAt?: number | undefined;
  /** How many runs have failed in it until it passed for the first time. */
  readonly failures: number;
  /** How many hints were unfolded. */
  readonly hints: number;
  /** What its last run found, in the order of the checks. */
  readonly checks: readonly { readonly id: string; readonly failure?: Failure | undefined }[];
  /** The address of the server that was checked last, which the learner had started themselves. */
  readonly address?: string | undefined;
}

/** What the checks of a repo came to, as it is stored. */
export interface RepoResults {
  readonly version: 1;
  /** The id that lies in its folder, by which it is known wherever that is; undefined as long as none could be put there. */
  readonly id?: string | undefined;
  /** The folder where it was seen last, as a URI; empty when another project was found there, and this one nowhere yet. */
  readonly uri: string;
  readonly project: string;
  /** To what the learner has agreed here (`projects/start/consent.ts`). */
  readonly allowed: readonly string[];
  /** By the id of the stage; one that was never run and whose hints are folded has none. */
  readonly stages: Readonly<Record<string, StageResult>>;
}

export const noResults = (uri: string, project: string): RepoResults => ({ version: 1, uri, project, allowed: [], stages: {} });

const NEVER_RUN: StageResult = { passed: false, at: 0, failures: 0, hints: 0, checks: [] };

/** What is known of a stage, run or not. */
export const stageResultOf = (results: RepoResults | undefined, stage: string): StageResult => results?.stages[stage] ?? NEVER_RUN;

/** The solution is shown to those who have passed the stage, or have failed in it often enough. */
export const maySeeSolution = ({ firstPassedAt, failures }: StageResult): boolean =>
  firstPassedAt !== undefined || failures >= FAILURES_UNTIL_SOLUTION;

/** The stages that passed when they were run last, in the order of the project. */
export const passedStages = (results: RepoResults | undefined, stages: readonly string[]): string[] =>
  stages.filter((id) => stageResultOf(results, id).passed);

/** What a run has brought that somebody is told about. */
export interface RunNews {
  readonly outcome: Outcome;
  /** Stages that passed for the first time. */
  readonly newlyPassed: readonly string[];
  /** Stages that had passed before and failed now. */
  readonly regressions: readonly string[];
  readonly problem?: EventOf<'problem'>;
}

/** Adds the events of a run that has finished to what was known. A stage that was not run to its end keeps what it had. */
export function applyRun(
  results: RepoResults,
  events: readonly RunEvent[],
  at: number,
): { readonly results: RepoResults; readonly news: RunNews } {
  const of = <T extends RunEvent['type']>(type: T) => events.filter((event): event is EventOf<T> => event.type === type);
  const newlyPassed: string[] = [];
  const regressions: string[] = [];
  const address = of('run-started')[0]?.url;
  const stages = { ...results.stages };
  for (const { stage, passed } of of('stage-finished')) {
    const before = withoutAddress(stageResultOf(results, stage));
    if (passed && before.firstPassedAt === undefined) newlyPassed.push(stage);
    if (!passed && before.firstPassedAt !== undefined) regressions.push(stage);
    stages[stage] = {
      ...before,
      passed,
      at,
      ...(address !== undefined && { address }),
      ...(passed && before.firstPassedAt === undefined && { firstPassedAt: at }),
      failures: before.failures + (passed || before.firstPassedAt !== undefined ? 0 : 1),
      checks: of('check-finished')
        .filter((event) => event.stage === stage)
        .map(({ check, failure }) => ({ id: check, ...(failure && { failure: shortened(failure) }) })),
    };
  }
  const [problem] = of('problem');
  const outcome = of('run-finished')[0]?.outcome ?? 'problem';
  return { results: { ...results, stages }, news: { outcome, newlyPassed, regressions, ...(problem && { problem }) } };
}

/** The next run may be of the program that is in the folder. */
function withoutAddress(result: StageResult): StageResult {
  const copy: { address?: string | undefined } & StageResult = { ...result };
  delete copy.address;
  return copy;
}

/** What is kept of a long text. */
const LONGEST = 4_000;
const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

const shortened = (failure: Failure): Failure =>
  Object.fromEntries(Object.entries(failure).map(([key, value]) => [key, typeof value === 'string' ? cut(value) : value])) as Failure;

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
