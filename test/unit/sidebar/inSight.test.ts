import assert from 'node:assert/strict';
import type { ProgressChange, ProgressStore } from '../../../src/progress/progressStore';
import { afterChanges, viewPause } from '../../../src/sidebar/inSight';

type Told = [string[], string];

const change = (source: ProgressChange['source'], ...topics: string[]): ProgressChange => ({ topics: new Set(topics), source });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('rows after changes', () => {
  let listener: ((change: ProgressChange) => void) | undefined;
  let told: Told[];
  const store = {
    onDidChange: (listen: typeof listener) => {
      listener = listen;
      return { dispose: () => (listener = undefined) };
    },
  } as unknown as ProgressStore;
  const fire = (one: ProgressChange) => listener?.(one);
  const start = () => {
    told = [];
    return afterChanges(store, ({ topics, source }) => told.push([[...topics], source]));
  };

  it('are shown a moment later, and not at once', async () => {
    const shown = start();
    fire(change('user', 'http'));
    assert.deepEqual(told, []);
    await pause(30);
    assert.deepEqual(told, [[['http'], 'user']]);
    shown.dispose();
  });

  it('are shown once for all that changed by then, as from outside when part of it was', async () => {
    const shown = start();
    fire(change('user', 'http', 'sql'));
    fire(change('outside', 'sql', 'git'));
    fire(change('user', 'http'));
    await pause(30);
    assert.deepEqual(told, [[['http', 'sql', 'git'], 'outside']]);
    fire(change('user', 'rest'));
    await pause(30);
    assert.deepEqual(told[1], [['rest'], 'user']);
    shown.dispose();
  });

  it('wait as long as the view says at the time of the change', async () => {
    let wait = 0;
    told = [];
    const shown = afterChanges(store, ({ topics, source }) => told.push([[...topics], source]), () => wait); // prettier-ignore
    fire(change('user', 'http'));
    await pause(20);
    assert.equal(told.length, 1);
    wait = 200;
    fire(change('user', 'sql'));
    await pause(20);
    assert.equal(told.length, 1);
    await pause(250);
    assert.equal(told.length, 2);
    shown.dispose();
  });

  it('let a dashboard that is in sight go first', () => {
    assert.equal(viewPause({ isInSight: false }), 10);
    assert.equal(viewPause({ isInSight: true }), 30);
  });

  it('are left alone when the view is gone', async () => {
    const shown = start();
    fire(change('user', 'http'));
    shown.dispose();
    await pause(30);
    assert.deepEqual(told, []);
    assert.equal(listener, undefined);
  });
});
