import { TookTooLong, within } from '../interruptible';
import { MongoError } from './mongoError';

/** What the evaluation of one command may take, in milliseconds: all clients of the stand-in wait for it, and a slow machine has much to change. */
const standInLimit = 10_000;

interface Budget {
  left: number;
  readonly byClient: boolean;
}

let budget: Budget | undefined;
let evaluating = false;

/** Carries out a command whose evaluations together take no longer than its client, or the stand-in, allows. */
export function withTimeLimit<T>(maxTimeMS: unknown, command: () => T): T {
  const asked = Number(maxTimeMS ?? 0);
  const byClient = asked > 0 && asked < standInLimit;
  budget = { left: byClient ? asked : standInLimit, byClient };
  try {
    return command();
  } finally {
    budget = undefined;
  }
}

/**
 * Evaluates something that comes from a client: a filter with a regular expression, or a pipeline, can take for ever. It may be ended at any
 * point, so it must not change what is kept. @throws MongoError MongoDB's own when it takes too long.
 */
export function evaluate<T>(work: () => T): T {
  if (evaluating) return work();
  const current = budget ?? { left: standInLimit, byClient: false };
  if (current.left < 1) throw outOfTime(current);
  const began = performance.now();
  evaluating = true;
  try {
    return within(current.left, work);
  } catch (error) {
    throw error instanceof TookTooLong ? outOfTime(current) : error;
  } finally {
    evaluating = false;
    current.left -= performance.now() - began;
  }
}

function outOfTime({ byClient }: Budget): MongoError {
  const why = byClient ? '' : `: the built-in stand-in for MongoDB gives a command ${String(standInLimit / 1000)} seconds`;
  return new MongoError(50, 'MaxTimeMSExpired', `operation exceeded time limit${why}`);
}
