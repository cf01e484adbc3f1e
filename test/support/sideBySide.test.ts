import assert from 'node:assert/strict';
import { runSideBySide } from './sideBySide';
import type { Suite } from './suites';

/** Proofs that suites which run side by side wait for what they need, and are alone when they must be. */
describe('suites side by side', () => {
  /** Runs them, each in a turn of its own, and notes what ran together. */
  async function run(suites: Suite[], atOnce: number): Promise<{ together: string[]; results: string[] }> {
    const now = new Set<string>();
    const together: string[] = [];
    const results = await runSideBySide(suites, atOnce, async ({ name }) => {
      now.add(name);
      together.push([...now].sort().join('+'));
      await new Promise((resolve) => setImmediate(resolve));
      now.delete(name);
      return name.toUpperCase();
    });
    return { together, results };
  }
  const suite = (name: string, more: Partial<Suite> = {}): Suite => ({ name, command: [], ...more });

  it('run two at a time, and answer in their own order', async () => {
    const { together, results } = await run([suite('a'), suite('b'), suite('c')], 2);
    assert.deepEqual(results, ['A', 'B', 'C']);
    assert.equal(together[1], 'a+b');
    assert.ok(together.every((names) => names.split('+').length <= 2));
  });

  it('begin after what they need; what is not run is not waited for', async () => {
    const { together } = await run([suite('late', { after: ['first', 'elsewhere'] }), suite('first')], 2);
    assert.deepEqual(together, ['first', 'late']);
  });

  it('have the machine for themselves when they need it', async () => {
    const { together } = await run([suite('a'), suite('alone', { alone: true }), suite('b')], 2);
    assert.deepEqual(together, ['a', 'a+b', 'alone']);
  });

  it('that wait for each other are said', async () => {
    await assert.rejects(run([suite('a', { after: ['b'] }), suite('b', { after: ['a'] })], 2), /these wait for each other: a, b/);
  });

  it('stop everything when one cannot be run at all', async () => {
    await assert.rejects(
      runSideBySide([suite('a')], 2, () => Promise.reject(new Error('no such program'))),
      /no such program/,
    );
  });
});
