import type { EventOf, Failure, Outcome, RunEvent } from './events';

/** After so many failed runs of a stage its solution may be looked at. */
export const FAILURES_UNTIL_SOLUTION = 3;

/** What the last run found of a check: it has passed unless it says otherwise. */
export interface CheckResult {
  readonly id: string;
  readonly failure?: Failure | undefined;
  /** It could not be tried. */
  readonly untried?: Untried | undefined;
}

/** Why a check could not be tried, in a sentence, and which check has told what is wrong. */
export interface Untried {
  readonly reason: string;
  readonly stage: string;
  readonly check: string;
}

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
  readonly checks: readonly CheckResult[];
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

/** What is known of a stage, run or not: of one that is called as something that every object has, too. */
export const stageResultOf = (results: RepoResults | undefined, stage: string): StageResult =>
  (results && Object.hasOwn(results.stages, stage) ? results.stages[stage] : undefined) ?? NEVER_RUN;

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
    const checks = events.flatMap((event) => checkResultOf(event, stage));
    // Nothing of it was tried that failed: another stage has.
    const failsElsewhere = checks.some(({ untried }) => untried) && !checks.some(({ failure }) => failure);
    stages[stage] = {
      ...before,
      passed,
      at,
      ...(address !== undefined && { address }),
      ...(passed && before.firstPassedAt === undefined && { firstPassedAt: at }),
      failures: before.failures + (passed || failsElsewhere || before.firstPassedAt !== undefined ? 0 : 1),
      checks,
    };
  }
  const [problem] = of('problem');
  const outcome = of('run-finished')[0]?.outcome ?? 'problem';
  return { results: { ...results, stages }, news: { outcome, newlyPassed, regressions, ...(problem && { problem }) } };
}

/** What an event says of a check of this stage. */
function checkResultOf(event: RunEvent, stage: string): CheckResult[] {
  if (event.type === 'check-finished' && event.stage === stage)
    return [{ id: event.check, ...(event.failure && { failure: shortened(event.failure) }) }];
  if (event.type === 'check-untried' && event.stage === stage)
    return [{ id: event.check, untried: { reason: event.reason, ...event.cause } }];
  return [];
}

/** The next run may be of the program that is in the folder. */
function withoutAddress(result: StageResult): StageResult {
  const copy: { address?: string | undefined } & StageResult = { ...result };
  delete copy.address;
  return copy;
}

/**
 * What was found of a stage at a server that the learner had started themselves, when not all of it could be tried: the stage has neither passed
 * nor failed, and nothing of it is stored.
 */
export interface StagePart {
  readonly stage: string;
  /** When the run began, in milliseconds since 1970. */
  readonly at: number;
  readonly address: string;
  /** Those that were tried, in their order. */
  readonly checks: readonly CheckResult[];
  /** Of the others, by their ids, a sentence why they were not. */
  readonly leftOut: Readonly<Record<string, string>>;
}

/** The stages of a run of which checks were left out. */
export function partsOf(events: readonly RunEvent[], at: number): StagePart[] {
  const of = <T extends RunEvent['type']>(type: T) => events.filter((event): event is EventOf<T> => event.type === type);
  const address = of('run-started')[0]?.url ?? '';
  const leftOut = of('check-left-out');
  return of('stage-left-out').map(({ stage }) => ({
    stage,
    at,
    address,
    checks: events.flatMap((event) => checkResultOf(event, stage)),
    leftOut: Object.fromEntries(leftOut.filter((event) => event.stage === stage).map(({ check, reason }) => [check, reason])),
  }));
}

/** What is kept of a long text. */
const LONGEST = 4_000;
const cut = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST)}… and ${text.length - LONGEST} more characters of ${text.length}` : text;

const shortened = (failure: Failure): Failure =>
  Object.fromEntries(Object.entries(failure).map(([key, value]) => [key, typeof value === 'string' ? cut(value) : value])) as Failure;

/** How the last run of a stage ended; `open` when there was none. */
export type StageState = 'passed' | 'failed' | 'open';
/** The same of one of its checks, which may not have been tried. */
export type CheckState = StageState | 'untried';

export function stageStateOf({ passed, at }: StageResult): StageState {
  if (at === 0) return 'open';
  return passed ? 'passed' : 'failed';
}

/** The state of one check in the last run of its stage. */
export function checkStateOf({ checks }: Pick<StageResult, 'checks'>, check: string): CheckState {
  const found = checks.find(({ id }) => id === check);
  if (!found) return 'open';
  if (found.untried) return 'untried';
  return found.failure ? 'failed' : 'passed';
}

/** The first stage that did not pass when it was run last; undefined when none is left. */
export const nextStage = (results: RepoResults | undefined, stages: readonly string[]): string | undefined =>
  stages.find((id) => !stageResultOf(results, id).passed);

/** Every stage passed when it was run last. A project without stages is never finished. */
export const isFinished = (results: RepoResults | undefined, stages: readonly string[]): boolean =>
  stages.length > 0 && nextStage(results, stages) === undefined;
