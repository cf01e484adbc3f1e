import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { SuiteStage } from '../../content/stage';
import type { Failure, Outcome, RunEvent } from '../model/events';
import type { Answer } from '../kit/answer';
import { CheckFailure } from '../kit/failure';
import type { Check, Environment, Lab, Program, Stage, Trial } from '../kit/stage';
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
  for (const [index, { id }] of stages.entries()) found.push(await runStage(id, await stageOf(id), bench, { isFirst: index === 0, only }));
  if (found.includes('failed')) return 'failed';
  return found.includes('left-out') ? 'partial' : 'passed';
}

/** What came of a stage: `left-out` when checks of it were, and none failed. */
type StageOutcome = 'passed' | 'failed' | 'left-out';

/** Checks one stage, or `only` one check of it, and tells what comes of it. A first start that fails is an EnvironmentProblem. */
async function runStage(
  id: string,
  stage: Stage<unknown>,
  bench: Bench,
  { isFirst, only }: { readonly isFirst: boolean; readonly only?: string | undefined },
): Promise<StageOutcome> {
  const { emit, program, signal, scratch } = bench;
  const started = performance.now();
  emit({ type: 'stage-started', stage: id });
  const cleanUps = new CleanUps();
  const stageSignal = AbortSignal.any([signal, timeLimit(bench, cleanUps)]);
  const lab: Lab = { scratch, signal: stageSignal, defer: (cleanUp) => cleanUps.add(cleanUp) };
  const found: StageOutcome[] = [];
  try {
    const { fixture, environment: prepared = {} } = (await stage.prepare?.(lab)) ?? { fixture: undefined };
    const environment = { ...fillIn(stage.environment ?? {}, scratch), ...prepared };
    const leftOut = (check: string) => (program instanceof RunningServer ? leftOutBefore(stage, environment, check) : undefined);
    const problem = program instanceof RunningServer ? undefined : await bringUp(program, environment, stage.restart === true, isFirst);
    for (const check of stage.checks.filter(({ id }) => only === undefined || id === only)) {
      signal.throwIfAborted();
      found.push(await tellCheck(check, { stage: id, fixture, bench, stageSignal, problem, leftOut: leftOut(check.id) }));
    }
  } finally {
    await cleanUps.run();
  }
  const ms = performance.now() - started;
  if (found.includes('left-out')) emit({ type: 'stage-left-out', stage: id, ms });
  else emit({ type: 'stage-finished', stage: id, passed: !found.includes('failed'), ms });
  return found.includes('failed') ? 'failed' : found.includes('left-out') ? 'left-out' : 'passed';
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
}

/** Carries out one check, unless it cannot be tried here, and tells what came of it. */
async function tellCheck(
  check: Check<unknown>,
  { stage, fixture, bench, stageSignal, problem, leftOut }: CheckContext,
): Promise<StageOutcome> {
  const { emit, program, signal } = bench;
  const server = program instanceof RunningServer ? program : undefined;
  const leaveOut = (why: string): StageOutcome => {
    emit({ type: 'check-left-out', stage, check: check.id, reason: leftOutSentence(why) });
    return 'left-out';
  };
  if (leftOut !== undefined) return leaveOut(leftOut);
  server?.begin();
  emit({ type: 'check-started', stage, check: check.id });
  const started = performance.now();
  const failure = problem ?? (await runCheck(check, fixture, bench, stageSignal));
  signal.throwIfAborted();
  const why = server?.leftOutBecause(failure !== undefined);
  if (why !== undefined) return leaveOut(why);
  emit({ type: 'check-finished', stage, check: check.id, ms: performance.now() - started, ...(failure && { failure }) });
  return failure ? 'failed' : 'passed';
}

/** So long after the last look at a stage is looked again, at the soonest. */
const NEXT_LOOK = 100;

/**
 * Aborted when a stage has taken too long, but for its programs' starts and ends, which have limits of their own: a stage may start a slow program
 * again and again.
 */
function timeLimit({ limits, starting }: Bench, cleanUps: CleanUps): AbortSignal {
  const over = new AbortController();
  const [began, startedBefore] = [performance.now(), starting.milliseconds];
  let timer: NodeJS.Timeout;
  const look = (): void => {
    const taken = performance.now() - began - (starting.milliseconds - startedBefore);
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

async function runCheck(check: Check<unknown>, fixture: unknown, bench: Bench, stageSignal: AbortSignal): Promise<Failure | undefined> {
  const { program, scratch } = bench;
  const cleanUps = new CleanUps();
  let last: Answer | undefined;
  const over = new AbortController();
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
    return failureOf(error, { last, program, lateAfter: stageSignal.aborted ? bench.limits.stage : undefined });
  } finally {
    over.abort();
    await cleanUps.run();
  }
}

interface FailureContext {
  readonly last: Answer | undefined;
  readonly program: TestedProgram;
  /** Milliseconds after which the stage was given up, when it was. */
  readonly lateAfter: number | undefined;
}

/** What the learner is told about an error that ended a check. */
function failureOf(error: unknown, context: FailureContext): Failure {
  const { last, program, lateAfter } = context;
  const around = {
    ...(last && { exchange: last.describe() }),
    ...(!program.isRunning && { output: program.lastLines }),
  };
  if (lateAfter !== undefined) return { message: `The stage took longer than ${lateAfter / 1000} seconds.`, ...around };
  const cut = program.cut === undefined ? '' : ` ${program.cut}`;
  if (error instanceof CheckFailure) return { message: `${error.message}${cut}`, ...error.difference, ...around };
  if (error instanceof EnvironmentProblem) {
    return { message: error.message, ...around, ...(error.detail && { output: error.detail }) };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { message: `The check itself broke; please report it. ${text}`, ...around };
}

async function eventually<T>(attempt: () => Promise<T>, limit: number, signal: AbortSignal): Promise<T> {
  const end = performance.now() + limit;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof CheckFailure) || performance.now() > end) throw error;
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
