import type { Suite } from './suites';

/**
 * Runs suites, at most this many at a time, each once all that it comes after have ended (those that are not among them count as
 * ended) and those that are to be alone alone. Resolves with what came of them, in their own order.
 */
export async function runSideBySide<T>(suites: readonly Suite[], atOnce: number, run: (suite: Suite) => Promise<T>): Promise<T[]> {
  const results = new Map<Suite, T>();
  const waiting = new Set(suites);
  const running = new Map<Suite, Promise<void>>();
  const hasEnded = (name: string): boolean => ![...waiting, ...running.keys()].some((suite) => suite.name === name);
  const mayBegin = ({ after = [], alone }: Suite): boolean =>
    after.every(hasEnded) && (running.size === 0 || (!alone && ![...running.keys()].some((other) => other.alone)));

  while (waiting.size + running.size > 0) {
    const next = running.size < atOnce ? [...waiting].find(mayBegin) : undefined;
    if (next) {
      waiting.delete(next);
      const work = run(next).then((result) => {
        results.set(next, result);
        running.delete(next);
      });
      running.set(next, work);
    } else if (running.size > 0) await Promise.race(running.values());
    else throw new Error(`these wait for each other: ${[...waiting].map(({ name }) => name).join(', ')}`);
  }
  return suites.map((suite) => results.get(suite) as T);
}
