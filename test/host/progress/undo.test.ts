import assert from 'node:assert/strict';
import type { App } from '../../../src/app';
import { undo } from '../../../src/progress/commands';
import { PLAN_FIELD } from '../../../src/progress/model/progress';
import type { ProgressStore } from '../../../src/progress/progressStore';
import { temporaryHome } from '../support/home';
import { recordMessages, replaceInWindow, restoreWindow, type Shown } from '../support/messages';
import { TestMachine } from '../support/stores';

describe('the undo command', () => {
  let machine: TestMachine;
  let store: ProgressStore;
  let messages: Shown[];
  let said: string[];
  beforeEach(async () => {
    machine = TestMachine.in(temporaryHome());
    store = (await machine.newLoadedWindow()).store;
    messages = recordMessages();
    said = [];
    replaceInWindow('setStatusBarMessage', (text: string) => said.push(text));
  });
  afterEach(async () => {
    restoreWindow();
    await machine.remove();
  });
  const run = () => undo({ store, library: { index: store.index } } as unknown as App);

  it('says what it took back, and what holds again', async () => {
    await store.setField(PLAN_FIELD, { hoursAWeek: 5 });
    await store.setLinkRead('sql', 'https://example.com/', true);
    await store.setStatus(['sql'], 'doing');
    await store.setStatus(['http', 'sql'], 'done');
    await store.setStatus(['http', 'sql'], 'skipped');
    for (let i = 0; i < 5; i++) await run();
    assert.deepEqual(said, [
      '$(discard) Undone: 2 topics, now completed',
      '$(discard) Undone: 2 topics',
      '$(discard) Undone: SQL, now not started',
      '$(discard) Undone: SQL',
      '$(discard) Undone: your plan',
    ]);
    assert.deepEqual(messages, []);
  });

  it('goes on from what was earned to the last thing that the learner did, and says that this was it', async () => {
    await store.setStatus(['http'], 'done');
    await store.addProof('http', { kind: 'quiz', id: 'http' });
    await store.addProofs(['http', 'sql'], { kind: 'stage', id: 'rest-api.crud' });
    await run();
    assert.deepEqual(said, ['$(discard) Undone: HTTP, now not started']);
    assert.deepEqual([store.topic('http').proofs.length, store.topic('sql').proofs.length], [2, 1]);
  });

  it('has nothing to take back where all there is was earned', async () => {
    await store.addProofs(['http', 'sql'], { kind: 'stage', id: 'rest-api.crud' });
    await run();
    assert.deepEqual([said, messages.map(({ text }) => text)], [[], ['There is nothing to undo in this window.']]);
    assert.equal(store.topic('sql').proofs.length, 1);
  });
});
