import assert from 'node:assert/strict';
import { Clock } from '../../../src/checks/runner/runContext';

describe('a clock of the runner', () => {
  it('counts time once, however much was under way', () => {
    let now = 100;
    const clock = new Clock(() => now);
    const [first, second] = [clock.begin(), clock.begin()];
    now = 110;
    first();
    first();
    now = 130;
    assert.equal(clock.milliseconds, 30);
    second();
    now = 500;
    assert.equal(clock.milliseconds, 30);
    const third = clock.begin();
    now = 505;
    third();
    assert.equal(clock.milliseconds, 35);
  });
});
