import assert from 'node:assert/strict';
import { completedSpoken, completedText } from '../../../src/progress/words';

describe('how much is completed, in words', () => {
  it('is a count and the percent of the same', () => {
    const counts = { done: 4, skipped: 0, total: 20, percent: 20 };
    assert.equal(completedText(counts), '4 of 20 completed (20%)');
    assert.equal(completedSpoken(counts), '4 of 20 topics completed, 20 percent');
  });

  it('says what the percent is of where topics are skipped', () => {
    const counts = { done: 4, skipped: 1, total: 20, percent: 21 };
    assert.equal(completedText(counts), '4 of 20 completed (21% without skipped topics)');
    assert.equal(completedSpoken(counts), '4 of 20 topics completed, 21 percent without skipped topics');
  });
});
