import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { quickestOf } from '../../../../src/checks/kit/stopwatch';

describe('the quickest of several times', () => {
  afterEach(() => mock.restoreAll());

  it('is found for each work in turns, so that what slows the machine for a while slows both', async () => {
    let now = 1_000;
    mock.method(performance, 'now', () => now);
    const order: string[] = [];
    const taking = (name: string, times: readonly number[]) => () => {
      now += times[order.filter((one) => one === name).length] ?? 0;
      order.push(name);
      return Promise.resolve();
    };
    assert.deepEqual(await quickestOf(3, [taking('slow', [900, 40, 50]), taking('quick', [800, 9, 3])]), [40, 3]);
    assert.deepEqual(order, ['slow', 'quick', 'slow', 'quick', 'slow', 'quick']);
  });
});
