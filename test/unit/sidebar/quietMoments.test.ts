import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { QuietMoments } from '../../../src/sidebar/roadmapTree/quietMoments';

/** Lets everything that has been resolved go on. */
const settle = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

describe('quiet moments of a tree', () => {
  let moments: QuietMoments;
  let drawn: number;
  let answer: () => Promise<unknown>;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'] });
    mock.method(performance, 'now', () => Date.now());
    drawn = 0;
    answer = () => Promise.resolve();
    moments = new QuietMoments(
      () => answer(),
      () => drawn++,
    );
    mock.timers.tick(10_000);
  });
  afterEach(() => {
    moments.dispose();
    mock.timers.reset();
    mock.restoreAll();
  });

  /** A click, and what is asked of a prompt window 10 ms later. */
  const click = () => {
    moments.touched();
    mock.timers.tick(10);
    return moments.isNow('click');
  };
  /** Lets time pass, and the window answer what it is asked meanwhile. */
  const pass = async (milliseconds: number) => {
    mock.timers.tick(milliseconds);
    await settle();
  };

  it('are all of them while nobody uses the tree', async () => {
    assert.deepEqual([await moments.isNow('window'), await moments.isNow('outside')], [true, true]);
  });

  it('are right after a click, and after the next one a while later', async () => {
    assert.equal(await click(), true);
    moments.drawn();
    mock.timers.tick(240);
    assert.equal(await click(), true);
  });

  it('are not right after a click that follows quickly, but 400 ms after the last of them', async () => {
    assert.equal(await click(), true);
    moments.drawn();
    for (let i = 0; i < 3; i++) {
      mock.timers.tick(150);
      moments.drawn();
      assert.equal(await click(), false);
    }
    await pass(389);
    assert.equal(drawn, 0);
    await pass(1);
    assert.equal(drawn, 1);
  });

  it('are after two beats when a series is slower, since the next press comes at about one', async () => {
    assert.equal(await click(), true);
    moments.drawn();
    for (let i = 0; i < 2; i++) {
      mock.timers.tick(440);
      moments.drawn();
      assert.equal(await click(), false);
    }
    await pass(889);
    assert.equal(drawn, 0);
    await pass(1);
    assert.equal(drawn, 1);
  });

  it('are as late as that when the last two clicks are told of at once', async () => {
    await click();
    await pass(440);
    moments.touched();
    await pass(50);
    moments.drawn();
    assert.equal(await click(), false);
    await pass(889);
    assert.equal(drawn, 0);
    await pass(1);
    assert.equal(drawn, 1);
  });

  it('are not right after a first click that follows rows drawn for another reason', async () => {
    moments.drawn();
    assert.equal(await click(), false);
    await pass(2_489);
    assert.equal(drawn, 0);
    await pass(1);
    assert.equal(drawn, 1);
  });

  it('are right after a click for which the window takes 79 ms, but 44 ms in a series', async () => {
    const clickThatTakes = async (milliseconds: number) => {
      answer = () => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
      moments.touched();
      const asked = moments.isNow('click');
      await pass(milliseconds);
      mock.timers.tick(1);
      return asked;
    };
    assert.equal(await clickThatTakes(79), true);
    mock.timers.tick(300);
    assert.equal(await clickThatTakes(44), true);
    mock.timers.tick(300);
    assert.equal(await clickThatTakes(45), false);
  });

  it('wait for 2.5 s when the window does not answer within 80 ms, and begin anew with each click', async () => {
    answer = () => new Promise(() => undefined);
    moments.touched();
    const asked = moments.isNow('click');
    mock.timers.tick(80);
    assert.equal(await asked, false);
    mock.timers.tick(2_000);
    moments.touched();
    mock.timers.tick(2_499);
    await settle();
    assert.equal(drawn, 0);
    await pass(1);
    assert.equal(drawn, 1);
  });

  it('wait for 2.5 s when the change of a click comes so late that the next press may be under way', async () => {
    moments.touched();
    mock.timers.tick(460);
    assert.equal(await moments.isNow('click'), false);
    await pass(2_039);
    assert.equal(drawn, 0);
    await pass(1);
    assert.equal(drawn, 1);
  });

  it('pass while the window is asked', async () => {
    let give = (): void => undefined;
    answer = () => new Promise<void>((resolve) => (give = resolve));
    moments.touched();
    mock.timers.tick(80);
    const asked = moments.isNow('click');
    mock.timers.tick(10);
    give();
    assert.equal(await asked, false);
    await pass(2_409);
    assert.equal(drawn, 0);
    await pass(1);
    assert.equal(drawn, 1);
  });

  it('pass within 90 ms of a click, since the next press may be early, while what is drawn is prepared', async () => {
    assert.equal(await click(), true);
    mock.timers.tick(79);
    assert.equal(moments.isStillNow(), true);
    mock.timers.tick(1);
    assert.equal(moments.isStillNow(), false);
    await pass(2_409);
    assert.equal(drawn, 0);
    await pass(1);
    assert.equal(drawn, 1);
  });

  it('come back when a series is over in which they have passed', async () => {
    await click();
    mock.timers.tick(290);
    assert.equal(await click(), true);
    mock.timers.tick(80);
    assert.equal(moments.isStillNow(), false);
    // Two beats of 300 ms after the last click.
    await pass(509);
    assert.equal(drawn, 0);
    await pass(1);
    assert.equal(drawn, 1);
  });

  it('pass when other rows are drawn meanwhile', async () => {
    await click();
    assert.equal(await click(), true);
    moments.drawn();
    assert.equal(moments.isStillNow(), false);
    await pass(390);
    assert.equal(drawn, 1);
  });

  it('wait for a click that is told of before the window answers, and for 2.5 s when it does not', async () => {
    moments.touched();
    mock.timers.tick(200);
    assert.equal(await moments.isNow('window'), false);
    let give = (): void => undefined;
    answer = () => new Promise<void>((resolve) => (give = resolve));
    await pass(200);
    moments.touched();
    give();
    await settle();
    assert.equal(drawn, 0);
    await pass(400);
    await pass(20);
    assert.equal(drawn, 0);
    await pass(2_079);
    assert.equal(drawn, 0);
    await pass(1);
    assert.equal(drawn, 1);
  });

  it('wait for 2.5 s after a click when the change came from elsewhere', async () => {
    moments.touched();
    mock.timers.tick(600);
    assert.equal(await moments.isNow('outside'), false);
    await pass(1_899);
    assert.equal(drawn, 0);
    await pass(1);
    assert.equal(drawn, 1);
  });

  it('are a while after a click when the learner has made the change elsewhere in this window', async () => {
    moments.touched();
    mock.timers.tick(200);
    assert.equal(await moments.isNow('window'), false);
    await pass(200);
    assert.equal(drawn, 1);
    assert.equal(await moments.isNow('window'), true);
  });

  it('do not come any more when the tree is gone', async () => {
    moments.touched();
    assert.equal(await moments.isNow('outside'), false);
    moments.dispose();
    mock.timers.tick(5_000);
    assert.equal(drawn, 0);
  });
});
