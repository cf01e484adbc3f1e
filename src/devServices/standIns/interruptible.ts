import { createContext, Script } from 'node:vm';

/** What was asked to end within some time did not. */
export class TookTooLong extends Error {
  override name = 'TookTooLong';
}

const context = createContext({ work: undefined as unknown });
/** The only way to end a loop or a regular expression from within the process that runs it. */
const run = new Script('work()');

/** Works for so long at most. It may be ended at any point, without its `finally`. @throws TookTooLong when it was. */
export function within<T>(milliseconds: number, work: () => T): T {
  context['work'] = work;
  try {
    return run.runInContext(context, { timeout: Math.ceil(milliseconds) }) as T;
  } catch (error) {
    throw isTimeout(error) ? new TookTooLong() : error;
  } finally {
    context['work'] = undefined;
  }
}

/** An error of the engine, made in a context that is not ours: no `instanceof` knows it. */
function isTimeout(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
