import type { Answer } from '../kit/answer';
import { CheckFailure } from '../kit/failure';
import type { Failure } from '../model/events';
import { EnvironmentProblem } from './runContext';
import type { TestedProgram } from './testedProgram';

/** How Node.js refuses to make a text of what can only have come from the program: no check makes such a thing. */
const NO_TEXT = /^(?:Cannot convert object to primitive value|Do not know how to serialize a BigInt)$/;

/** What was going on when a check ended. */
export interface FailureContext {
  readonly last: Answer | undefined;
  readonly program: TestedProgram;
  /** Milliseconds after which the stage was given up, when it was. */
  readonly lateAfter: number | undefined;
  /** So many milliseconds of the check the program was paused in a debugger. */
  readonly pausedFor: number;
}

/** What the learner is told about an error that ended a check. */
export function failureOf(error: unknown, context: FailureContext): Failure {
  const { last, program, lateAfter, pausedFor } = context;
  const around = {
    ...(last && { exchange: last.describe() }),
    ...(!program.isRunning && { output: program.lastLines }),
  };
  if (lateAfter !== undefined) return { message: `The stage took longer than ${lateAfter / 1000} seconds.`, ...around };
  const cut = `${program.cut === undefined ? '' : ` ${program.cut}`}${pausedFor < PAUSED_FOR_LONG ? '' : PAUSED}`;
  if (error instanceof CheckFailure) return { message: `${error.message}${cut}`, ...error.difference, ...around };
  if (error instanceof EnvironmentProblem) {
    return { message: error.message, ...around, ...(error.detail && { output: error.detail }) };
  }
  if (error instanceof TypeError && NO_TEXT.test(error.message)) {
    const message = 'The program has given an object, or a number beyond all bounds, in the place of a text or an ordinary number.';
    return { message, ...around };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { message: `The check itself broke; please report it. ${text}`, ...around };
}

/** What a program keeps for a second or two has expired after a pause of so many milliseconds. */
const PAUSED_FOR_LONG = 1_000;
const PAUSED = ' (The program was paused in the debugger meanwhile, and the clock went on: what expires may have expired by that.)';
