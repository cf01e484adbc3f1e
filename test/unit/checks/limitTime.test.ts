import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { LimitTime } from '../../../src/checks/kit/limitTime';

describe('the time of limits', () => {
  let clock = 0;
  let time: LimitTime;
  beforeEach(() => {
    clock = 1_000;
    time = new LimitTime(() => clock);
  });

  it('goes by as the clock does', () => {
    const began = time.now();
    clock = 1_250;
    assert.deepEqual([time.now() - began, time.isHeld, time.stoodStill], [250, false, 0]);
  });

  it('stands still while somebody holds it, and goes on from there', () => {
    const began = time.now();
    clock = 1_100;
    const letGo = time.hold();
    clock = 61_100;
    assert.deepEqual([time.now() - began, time.isHeld, time.stoodStill], [100, true, 60_000]);
    letGo();
    clock = 61_150;
    assert.deepEqual([time.now() - began, time.isHeld, time.stoodStill], [150, false, 60_000]);
  });

  it('goes on when the last of several lets go, each of whom does so once', () => {
    const began = time.now();
    const [one, other] = [time.hold(), time.hold()];
    clock = 2_000;
    one();
    one();
    clock = 3_000;
    assert.deepEqual([time.now() - began, time.isHeld], [0, true]);
    other();
    clock = 3_007;
    assert.deepEqual([time.now() - began, time.stoodStill], [7, 2_000]);
  });

  it('calls back when so much of it has gone by, however long it stood still, unless that was called off', async () => {
    const real = new LimitTime();
    let called = 0;
    const letGo = real.hold();
    real.after(20, () => (called += 1));
    real.after(20, () => (called += 10))();
    await wait(120);
    assert.equal(called, 0);
    letGo();
    await wait(120);
    assert.equal(called, 1);
  });
});
