import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Register, Registers } from '../../../src/progress/model/registers';
import { ClockWatch, pullBack, setBack, StampGuard, TOLERANCE } from '../../../src/progress/model/stamps';

const NOW = 1_700_000_000_000;
const YEAR = 366 * 24 * 60 * 60 * 1000;
const at = (t: number, v: Register['v'] = 'done'): Register => ({ v, t, w: 'other' });
const timesOf = (registers: Registers): number[] => [...registers.values()].map(({ t }) => t);
const copy = (...times: number[]): Registers => new Map(times.map((t, i) => [`r/t${i}#status`, at(t)]));

describe('stamps: pullBack', () => {
  it('leaves a copy alone that says nothing of times to come', () => {
    const honest = copy(1, NOW, NOW + TOLERANCE);
    assert.equal(pullBack(honest, NOW + TOLERANCE, NOW), honest);
    assert.equal(pullBack(new Map(), NOW, NOW).size, 0);
  });

  it('moves what is ahead to now, in its order and with its ties, and lets the past be', () => {
    assert.deepEqual(timesOf(pullBack(copy(NOW + YEAR, 5, NOW + 2, 8.64e15, NOW + 2), NOW, NOW)), [NOW - 1, 5, NOW - 2, NOW, NOW - 2]);
  });

  it('what was just before now makes room', () => {
    assert.deepEqual(timesOf(pullBack(copy(NOW, NOW + YEAR, NOW - 1, NOW - 3), NOW, NOW)), [NOW - 1, NOW, NOW - 2, NOW - 3]);
  });

  it('changes values and writers of nothing', () => {
    assert.deepEqual(
      pullBack(new Map([['r/a#status', { v: [1], t: NOW + 1, w: 'w' }]]), NOW, NOW),
      new Map([['r/a#status', { v: [1], t: NOW, w: 'w' }]]),
    );
  });

  it('of anything leaves nothing ahead, and the order of all stamps', () => {
    const times = fc.array(fc.oneof(fc.integer({ min: 0, max: 8.64e15 }), fc.integer({ min: NOW - 5, max: NOW + 5 })), { maxLength: 20 });
    fc.assert(
      fc.property(times, (raw) => {
        const back = timesOf(pullBack(copy(...raw), NOW, NOW));
        assert.ok(back.every((t) => t >= 0 && t <= NOW));
        for (const [i, one] of raw.entries()) {
          for (const [j, other] of raw.entries()) assert.equal(Math.sign(back[i]! - back[j]!), Math.sign(one - other));
        }
      }),
    );
  });
});

describe('stamps: a clock that is set right', () => {
  it('is noticed once, by how much, however long after; not when it goes on, and not when it is corrected a little', () => {
    let [now, steady] = [NOW, 0];
    const pass = (by: number, clock = by) => ([now, steady] = [now + clock, steady + by]);
    const watch = new ClockWatch(
      () => now,
      () => steady,
    );
    pass(5_000);
    assert.equal(watch.setBack(), 0);
    pass(0, YEAR);
    assert.equal(watch.setBack(), 0);
    pass(60_000.5, 60_000 - YEAR);
    assert.deepEqual([watch.setBack(), watch.setBack()], [YEAR + 1, 0]);
    pass(1_000, 1_000 - TOLERANCE);
    assert.equal(watch.setBack(), 0);
  });

  it('dates what was written by the wrong one as the right one would have, and nothing else', () => {
    const moved = setBack(copy(NOW + YEAR - 50, 5, NOW + YEAR - 10, NOW + TOLERANCE), NOW, YEAR);
    assert.deepEqual([...moved].map(([key, { t }]) => [key, t]), [['r/t0#status', NOW - 50], ['r/t2#status', NOW - 10]]); // prettier-ignore
    assert.deepEqual(timesOf(setBack(copy(NOW + 3 * YEAR), NOW, YEAR)), [NOW], 'that was from elsewhere');
  });

  it('is remembered: what still says the wrong time counts as what it was moved to', () => {
    const guard = new StampGuard();
    const moved = at(NOW - 50);
    guard.remember('r/t0#status', at(NOW + YEAR), moved);
    assert.deepEqual(guard.take(copy(NOW + YEAR), NOW + TOLERANCE, NOW).get('r/t0#status'), moved);
  });
});

describe('stamps: the guard of what is read again and again', () => {
  const KEY = 'r/a#status';
  const read = (guard: StampGuard, now: number, register: Register) =>
    guard.take(new Map([[KEY, register]]), now + TOLERANCE, now).get(KEY);

  it('answers the same for the same register, however much later', () => {
    const guard = new StampGuard();
    assert.equal(read(guard, NOW, at(NOW + YEAR))?.t, NOW);
    assert.equal(read(guard, NOW + 60_000, at(NOW + YEAR))?.t, NOW);
  });

  it('believes a clock that is a little ahead', () => {
    assert.equal(read(new StampGuard(), NOW, at(NOW + TOLERANCE))?.t, NOW + TOLERANCE);
  });

  it('takes what says it is later still as news, and what says it is earlier as known', () => {
    const guard = new StampGuard();
    read(guard, NOW, at(NOW + YEAR, 'doing'));
    assert.deepEqual(read(guard, NOW + 10, at(NOW + YEAR + 1, 'done')), at(NOW + 10, 'done'));
    assert.deepEqual(read(guard, NOW + 20, at(NOW + YEAR, 'doing')), at(NOW + 10, 'done'));
  });
});
