import assert from 'node:assert/strict';
import type { App } from '../../../src/app';
import type { ProgressStore } from '../../../src/progress/progressStore';
import { continueLearning } from '../../../src/topic/commands';
import { temporaryHome } from '../support/home';
import { TestMachine } from '../support/stores';

describe('going on with the roadmap', () => {
  let machine: TestMachine;
  let store: ProgressStore;
  /** What happened, in turn. */
  let told: string[];

  const goOn = () =>
    continueLearning({
      store,
      library: { index: store.index },
      topicPages: {
        open: (id: string) => {
          told.push(`the page of ${id} has the focus, ${store.topic(id).status}`);
          return Promise.resolve();
        },
      },
      views: () =>
        Promise.resolve({ roadmap: { reveal: (id: string) => told.push(`the row of ${id} is in sight, ${store.topic(id).status}`) } }),
    } as unknown as App);

  beforeEach(async () => {
    machine = TestMachine.in(temporaryHome());
    store = (await machine.newLoadedWindow()).store;
    told = [];
  });
  afterEach(() => machine.remove());

  it('begins the first topic once its page has the focus: a tree whose rows are shown anew at that moment would take it back', async () => {
    await goOn();
    assert.deepEqual(told, ['the page of how-web has the focus, todo', 'the row of how-web is in sight, doing']);
  });

  it('opens what is being learned, and leaves it as it is', async () => {
    await store.setStatus(['sql'], 'doing');
    await goOn();
    assert.deepEqual(told, ['the page of sql has the focus, doing', 'the row of sql is in sight, doing']);
    assert.equal(store.topic('how-web').status, 'todo');
  });
});
