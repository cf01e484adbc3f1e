import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { SuiteStage } from '../../content/stage';
import type { Failure, Outcome, RunEvent } from '../model/events';
import { withAbilities } from '../kit/ability';
import type { Answer } from '../kit/answer';
import { CheckFailure, type Ability } from '../kit/failure';
import { limitTime } from '../kit/limitTime';
import type { Check, Environment, Lab, Program, Stage, Trial } from '../kit/stage';
import { BrokenAbilities } from './brokenAbilities';
import { failureOf } from './checkFailure';
import { EnvironmentProblem, type Clock, type RunLimits } from './runContext';
import { leftOutSentence, RunningServer, leftOutBefore } from './runningServer';
import { fillIn } from './startCommand';
import type { TestedProgram } from './testedProgram';

/** What one run shares between its stages. */
export interface Bench {
  readonly program: TestedProgram;
  /** Another instance of the same program, not started yet. @throws NotOurs of a server that somebody else has started. */
  readonly makeAnother: () => TestedProgram;
  readonly scratch: string;
  /** The variables that name the services of the program; of a server that somebody else has started, nobody knows them. */
  readonly services?: Environment;
  readonly limits: RunLimits;
  /** Counts while a program starts or ends. */
  readonly starting: Clock;
  /** Aborted when the run is cancelled. */
  readonly signal: AbortSignal;
  readonly emit: (event: RunEvent) => void;
}

const EVENTUALLY = 5_000;

/** How a run of stages ended. */
export type RunOutcome = Extract<Outcome, 'passed' | 'partial' | 'failed'>;

/** Checks stages in their order, or `only` one check of them. */
export async function runStages(
  stages: readonly SuiteStage[],
  stageOf: (id: string) => Promise<Stage<unknown>>,
  bench: Bench,
  only?: string,
): Promise<RunOutcome> {
  const found: StageOutcome[] = [];
  const abilities = new BrokenAbilities();
  for (const [index, { id }] of stages.entries())
    found.push(await runStage(id, await stageOf(id), bench, { isFirst: index === 0, only, abilities }));
  if (found.includes('failed')) return 'failed';
  return found.includes('left-out') ? 'partial' : 'passed';
}

/** What came of a stage: `left-out` when checks of it were, and none failed. */
type StageOutcome = 'passed' | 'failed' | 'left-out';
type CheckOutcome = StageOutcome | 'untried';

interface StagePart {
  readonly isFirst: boolean;
  /** The one check of it that is asked for. */
  readonly only: string | undefined;
  readonly abilities: BrokenAbilities;
}

/** Checks one stage, or `only` one check of it, and tells what comes of it. A first start that fails is an EnvironmentProblem. */
async function runStage(id: string, stage: Stage<unknown>, bench: Bench, { isFirst, only, abilities }: StagePart): Promise<StageOutcome> {
  const { emit, program, signal, scratch } = bench;
  const started = performance.now();
  emit({ type: 'stage-started', stage: id });
  abilities.stageBegins();
  const cleanUps = new CleanUps();
  const stageSignal = AbortSignal.any([signal, timeLimit(bench, cleanUps)]);
  const lab: Lab = { scratch, signal: stageSignal, defer: (cleanUp) => cleanUps.add(cleanUp) };
  const found: CheckOutcome[] = [];
  try {
    const { fixture, environment: prepared = {} } = (await stage.prepare?.(lab)) ?? { fixture: undefined };
    const environment = { ...fillIn(stage.environment ?? {}, scratch), ...prepared };
    const leftOut = (check: string) => (program instanceof RunningServer ? leftOutBefore(stage, environment, check) : undefined);
    const problem = program instanceof RunningServer ? undefined : await bringUp(program, environment, stage.restart === true, isFirst);
    for (const check of stage.checks.filter(({ id }) => only === undefined || id === only)) {
      signal.throwIfAborted();
      found.push(await tellCheck(check, { stage: id, fixture, bench, stageSignal, problem, leftOut: leftOut(check.id), abilities }));
    }
  } finally {
    await cleanUps.run();
  }
  const ms = performance.now() - started;
  const hasFailed = found.includes('failed') || found.includes('untried');
  if (found.includes('left-out')) emit({ type: 'stage-left-out', stage: id, ms });
  else emit({ type: 'stage-finished', stage: id, passed: !hasFailed, ms });
  return hasFailed ? 'failed' : found.includes('left-out') ? 'left-out' : 'passed';
}

interface CheckContext {
  readonly stage: string;
  readonly fixture: unknown;
  readonly bench: Bench;
  readonly stageSignal: AbortSignal;
  /** Why the program does not run as the stage wants it. */
  readonly problem: Failure | undefined;
  /** Why it cannot be tried. */
  readonly leftOut: string | undefined;
  readonly abilities: BrokenAbilities;
}

/** Carries out one check, unless it cannot be tried here, and tells what came of it. */
async function tellCheck(
  check: Check<unknown>,
  { stage, fixture, bench, stageSignal, problem, leftOut, abilities }: CheckContext,
): Promise<CheckOutcome> {
  const { emit, program, signal } = bench;
  const server = program instanceof RunningServer ? program : undefined;
  const leaveOut = (why: string): CheckOutcome => {
    emit({ type: 'check-left-out', stage, check: check.id, reason: leftOutSentence(why) });
    return 'left-out';
  };
  if (leftOut !== undefined) return leaveOut(leftOut);
  server?.begin();
  emit({ type: 'check-started', stage, check: check.id });
  const started = performance.now();
  const found = problem
    ? { failure: problem }
    : await withAbilities(
        (ability) => abilities.worked(ability),
        () => runCheck(check, fixture, bench, stageSignal),
      );
  signal.throwIfAborted();
  const why = server?.leftOutBecause(found !== undefined);
  if (why !== undefined) return leaveOut(why);
  const place = { stage, check: check.id };
  const ms = performance.now() - started;
  const cause = found && abilities.causeOf(place, found.restsOn);
  if (cause) {
    emit({ type: 'check-untried', ...place, ms, reason: untriedSentence(found.restsOn?.name ?? ''), cause });
    return 'untried';
  }
  emit({ type: 'check-finished', ...place, ms, ...(found && { failure: found.failure }) });
  return found ? 'failed' : 'passed';
}

const untriedSentence = (ability: string): string => `Not tried, because ${ability} does not work yet.`;

/** What ended a check. */
interface Found {
  readonly failure: Failure;
  /** What the check rests on, when that is what did not work. */
  readonly restsOn?: Ability | undefined;
}

/** So long after the last look at a stage is looked again, at the soonest. */
const NEXT_LOOK = 100;

/**
 * Aborted when a stage has taken too long, but for its programs' starts and ends, which have limits of their own: a stage may start a slow program
 * again and again.
 */
function timeLimit({ limits, starting }: Bench, cleanUps: CleanUps): AbortSignal {
  const over = new AbortController();
  const [began, startedBefore] = [limitTime.now(), starting.milliseconds];
  let timer: NodeJS.Timeout;
  const look = (): void => {
    const taken = limitTime.now() - began - (starting.milliseconds - startedBefore);
    if (taken >= limits.stage) over.abort(new DOMException('The stage took too long.', 'TimeoutError'));
    else timer = setTimeout(look, Math.max(limits.stage - taken, NEXT_LOOK));
  };
  look();
  cleanUps.add(() => clearTimeout(timer));
  return over.signal;
}

/** The variables a program was started with, to know whether a stage needs it anew. */
const startedWith = new WeakMap<TestedProgram, Environment>();

/** Sees to it that the program runs as the stage wants it; returns why it does not. The first start of a run throws instead. */
async function bringUp(program: TestedProgram, environment: Environment, anew: boolean, isFirst: boolean): Promise<Failure | undefined> {
  const isRight = program.isRunning && !anew && isDeepStrictEqual(startedWith.get(program), environment);
  if (isRight) return undefined;
  try {
    startedWith.set(program, environment);
    await program.restart(environment);
    return undefined;
  } catch (error) {
    if (isFirst || !(error instanceof EnvironmentProblem)) throw error;
    return { message: `The program did not start for this stage. ${error.message}`, ...(error.detail && { output: error.detail }) };
  }
}

async function runCheck(check: Check<unknown>, fixture: unknown, bench: Bench, stageSignal: AbortSignal): Promise<Found | undefined> {
  const { program, scratch } = bench;
  const cleanUps = new CleanUps();
  let last: Answer | undefined;
  const [over, pausedBefore] = [new AbortController(), limitTime.stoodStill];
  const signal = AbortSignal.any([stageSignal, over.signal]);
  const listen = (one: TestedProgram) => {
    one.checkSignal = signal;
    one.cut = undefined;
    one.onAnswer = (answer) => (last = answer);
  };
  const trial: Trial<unknown> = {
    api: program.api,
    program,
    fixture,
    services: bench.services ?? {},
    get scratch() {
      if (program instanceof RunningServer) program.needs('it reads files of the program');
      return scratch;
    },
    signal,
    defer: (cleanUp) => cleanUps.add(cleanUp),
    unique: (prefix) => `${prefix}${randomBytes(4).toString('hex')}`,
    pause: (milliseconds) => wait(milliseconds, undefined, { signal }),
    eventually: (attempt, limit = EVENTUALLY) => eventually(attempt, limit, signal),
    startAnother: async (environment) => {
      const another = bench.makeAnother();
      cleanUps.add(() => another.stop());
      listen(another);
      await another.start({ ...startedWith.get(program), ...environment });
      return another satisfies Program;
    },
  };
  try {
    listen(program);
    if (!program.isRunning) await program.start();
    await Promise.race([check.run(trial), aborted(signal)]);
    // A program that answered and then crashed has not passed.
    if (!program.isRunning) throw new CheckFailure('The program crashed.');
    return undefined;
  } catch (error) {
    if (bench.signal.aborted) throw error;
    const lateAfter = stageSignal.aborted ? bench.limits.stage : undefined;
    const failure = failureOf(error, { last, program, lateAfter, pausedFor: limitTime.stoodStill - pausedBefore });
    // A program that has ended, or takes too long, is at fault itself.
    const isPlain = program.isRunning && !stageSignal.aborted;
    return { failure, ...(isPlain && error instanceof CheckFailure && { restsOn: error.restsOn }) };
  } finally {
    over.abort();
    await cleanUps.run();
  }
}

async function eventually<T>(attempt: () => Promise<T>, limit: number, signal: AbortSignal): Promise<T> {
  const end = limitTime.now() + limit;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof CheckFailure) || limitTime.now() > end) throw error;
    }
    await wait(50, undefined, { signal });
  }
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });

/** What has to be tidied up, last in, first out. One that fails keeps none of the others from being done. */
class CleanUps {
  private readonly list: (() => unknown)[] = [];

  add(cleanUp: () => unknown): void {
    this.list.push(cleanUp);
  }

  async run(): Promise<void> {
    const failed: unknown[] = [];
    for (const cleanUp of this.list.reverse()) {
      try {
        await cleanUp();
      } catch (error) {
        failed.push(error);
      }
    }
    if (failed.length > 0) throw failed[0];
  }
}
