import { limitTime } from './limitTime';

/**
 * How long each of these takes when nothing is in its way, in milliseconds: the quickest of so many times. They take turns, so that a machine
 * that is busy for a while slows them all alike; the first turns are slow, too, with a program that has just started.
 */
export async function quickestOf(turns: number, works: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const quickest = works.map(() => Infinity);
  for (let turn = 0; turn < turns; turn++) {
    for (const [index, work] of works.entries()) {
      const started = limitTime.now();
      await work();
      quickest[index] = Math.min(quickest[index] ?? Infinity, limitTime.now() - started);
    }
  }
  return quickest;
}
