import assert from 'node:assert/strict';
import { BetweenClicks } from '../../../src/sidebar/roadmapTree/betweenClicks';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('what is done between clicks', () => {
  let done = 0;
  let between: BetweenClicks;
  beforeEach(() => {
    done = 0;
    between = new BetweenClicks(() => (done += 1));
  });
  afterEach(() => between.dispose());

  it('is done at once while nobody clicks, and right after a click', () => {
    between.soon();
    assert.equal(done, 1);
    between.touched();
    assert.equal(between.isNow, true);
    between.soon();
    assert.equal(done, 2);
  });

  it('waits, some time after a click, until another would have come', async () => {
    between.touched();
    await pause(200);
    assert.equal(between.isNow, false);
    between.soon();
    assert.equal(done, 0);
    await pause(500);
    assert.equal(done, 1);
  });

  it('waits for the end of a series of clicks, and is done once', async () => {
    for (let click = 0; click < 6; click++) {
      between.touched();
      if (click > 0) between.soon();
      await pause(100);
      assert.equal(done, 0, `after click ${click + 1}`);
    }
    await pause(600);
    assert.equal(done, 1);
  });

  it('waits after a change from elsewhere, since a click may be on its way', async () => {
    between.changedElsewhere();
    between.soon();
    assert.equal(done, 0);
    await pause(600);
    assert.equal(done, 1);
  });

  it('is not done any more when nobody is there to see it', async () => {
    between.touched();
    between.touched();
    between.soon();
    between.dispose();
    await pause(600);
    assert.equal(done, 0);
  });
});
