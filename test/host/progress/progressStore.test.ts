import assert from 'node:assert/strict';
import { utimesSync } from 'node:fs';
import * as vscode from 'vscode';
import { encodeLine } from '../../../src/progress/model/codec';
import type { ProgressStore } from '../../../src/progress/progressStore';
import { temporaryHome } from '../support/home';
import { journalLines, longIndex, TestMachine, twoWindows } from '../support/stores';
import { until } from '../support/until';

const DAY = 86_400_000;
const status = (store: ProgressStore, ...ids: string[]) => ids.map((id) => store.topic(id).status);

describe('ProgressStore', () => {
  let machine: TestMachine;
  beforeEach(() => (machine = TestMachine.in(temporaryHome())));
  afterEach(() => machine.remove());

  it('remembers what was set, in memory at once and for the next window', async () => {
    const { store } = machine.newWindow();
    const safe = store.setStatus(['http', 'sql'], 'done');
    assert.deepEqual(status(store, 'http', 'sql', 'cache'), ['done', 'done', 'todo']);
    await safe;
    const next = await machine.newLoadedWindow();
    assert.deepEqual(status(next.store, 'http', 'sql', 'cache'), ['done', 'done', 'todo']);
    assert.deepEqual(next.logged, []);
  });

  it('two changes before the journal was read: the second one counts', async () => {
    const { store } = machine.newWindow();
    void store.setStatus(['http'], 'skipped');
    void store.setStatus(['http'], 'doing');
    await store.loaded;
    assert.deepEqual(status(store, 'http'), ['doing']);
    assert.deepEqual(status((await machine.newLoadedWindow()).store, 'http'), ['doing']);
  });

  it('says which topics changed and where the change came from', async () => {
    const { store } = await machine.newLoadedWindow();
    const told: [string[], string][] = [];
    store.onDidChange(({ topics, source }) => told.push([[...topics], source]));
    await store.setStatus(['http', 'sql'], 'done');
    await store.setStatus(['http', 'cache'], 'done');
    await store.setStatus(['http', 'cache'], 'done');
    await store.reset(['sql', 'nosql']);
    assert.deepEqual(told, [[['http', 'sql'], 'user'], [['cache'], 'user'], [['sql'], 'user']]); // prettier-ignore
  });

  it('writes under the id of today what is set under a former id', async () => {
    const { store } = await machine.newLoadedWindow();
    await store.setStatus(['internet'], 'done');
    assert.deepEqual([...store.all().keys()], ['small/how-web#status']);
  });

  it('keeps proofs beside the tick, and reset clears both', async () => {
    const { store } = await machine.newLoadedWindow();
    await store.addProof('http', { kind: 'quiz', id: 'http' });
    await store.setStatus(['http'], 'done');
    await store.setStatus(['http'], 'todo');
    assert.deepEqual(store.topic('http').proofs.map(({ kind, id }) => [kind, id]), [['quiz', 'http']]); // prettier-ignore
    await store.setStatus(['http'], 'done');
    await store.reset(['http']);
    assert.deepEqual([store.topic('http').status, store.topic('http').proofs], ['todo', []]);
    assert.equal((await machine.newLoadedWindow()).store.topic('http').proofs.length, 0);
  });

  it('reset leaves what it does not know about, and progress under former ids counts as progress', async () => {
    const note = '{"k":"small/http#mood","v":"good","t":5,"w":"later-release"}\n';
    await machine.write(note + journalLines(['internet', { v: 'done', t: 5, w: 'a' }]), 'journal', 'old.jsonl');
    const { store } = await machine.newLoadedWindow();
    assert.deepEqual(status(store, 'how-web'), ['done']);
    await store.reset(['how-web', 'http']);
    assert.deepEqual(status(store, 'how-web'), ['todo']);
    assert.equal(store.all().get('small/http#mood')?.v, 'good');
  });

  describe('undo', () => {
    it('takes back one step after the other, to the beginning', async () => {
      const { store } = await machine.newLoadedWindow();
      await store.setStatus(['http'], 'doing');
      await store.setStatus(['http', 'sql'], 'done');
      assert.deepEqual([...(await store.undo())], ['http', 'sql']);
      assert.deepEqual(status(store, 'http', 'sql'), ['doing', 'todo']);
      assert.deepEqual([...(await store.undo())], ['http']);
      assert.deepEqual(status(store, 'http', 'sql'), ['todo', 'todo']);
      assert.equal((await store.undo()).size, 0);
      assert.deepEqual(status((await machine.newLoadedWindow()).store, 'http', 'sql'), ['todo', 'todo']);
    });

    it('is told as a change of the learner, who sees the counts follow at once', async () => {
      const { store } = await machine.newLoadedWindow();
      await store.setStatus(['http'], 'done');
      const told: string[] = [];
      store.onDidChange(({ source }) => told.push(source));
      await store.undo();
      assert.deepEqual(told, ['user']);
    });

    it('takes back a reset, with its proofs', async () => {
      const { store } = await machine.newLoadedWindow();
      await store.setStatus(['http'], 'done');
      await store.addProof('http', { kind: 'stage', id: 'rest-api' });
      await store.reset(['http']);
      await store.undo();
      assert.deepEqual([store.topic('http').status, store.topic('http').proofs.length], ['done', 1]);
    });

    it('leaves what a quiz, a review and checks have shown since', async () => {
      const { store } = await machine.newLoadedWindow();
      await store.setStatus(['http'], 'done');
      await store.addProof('http', { kind: 'quiz', id: 'http' });
      await store.addProofs(['http', 'sql'], { kind: 'stage', id: 'rest-api.crud' });
      await store.keepReviews(new Map([['http', { step: 1, at: 5 }]]));
      assert.deepEqual([...(await store.undo())], ['http']);
      assert.equal((await store.undo()).size, 0);
      const next = (await machine.newLoadedWindow()).store;
      assert.deepEqual(status(next, 'http', 'sql'), ['todo', 'todo']);
      assert.deepEqual([next.topic('http').proofs.length, next.topic('sql').proofs.length, next.topic('http').review?.step], [2, 1, 1]);
    });

    it('of an import leaves a proof that another window has earned once more', async () => {
      const [here, there] = await twoWindows(machine);
      const register = (v: string | true) => ({ v, t: Date.now(), w: 'file' });
      await here.store.import(new Map([['small/http#status', register('done')], ['small/http#proof:stage:rest-api.crud', register(true)]])); // prettier-ignore
      await until('the other window has the import', () => there.store.topic('http').proofs.length === 1);
      await there.store.addProofs(['http'], { kind: 'stage', id: 'rest-api.crud' });
      assert.deepEqual([...(await here.store.undo())], ['http']);
      await until('the other window has the undo', () => there.store.topic('http').status === 'todo');
      for (const { store } of [here, there]) assert.equal(store.topic('http').proofs.length, 1);
    });

    it('does not overwrite what another window did since', async () => {
      const [here, there] = await twoWindows(machine);
      await here.store.setStatus(['http', 'sql'], 'done');
      await until('the other window has the tick', () => there.store.topic('http').status === 'done');
      await there.store.setStatus(['http'], 'skipped');
      await until('this window has the answer', () => here.store.topic('http').status === 'skipped');
      assert.deepEqual([...(await here.store.undo())], ['sql']);
      assert.deepEqual(status(here.store, 'http', 'sql'), ['skipped', 'todo']);
    });

    it('goes a hundred steps back, no further', async () => {
      const { store } = await machine.newLoadedWindow(longIndex(101));
      for (let i = 0; i < 101; i++) await store.setStatus([`t${i}`], 'done');
      let steps = 0;
      while ((await store.undo()).size > 0) steps++;
      assert.deepEqual([steps, store.progress.done], [100, 1]);
    });
  });

  describe('when the clock was set back', () => {
    const tomorrow = Date.now() + DAY;
    beforeEach(() => machine.write(journalLines(['http', { v: 'done', t: tomorrow, w: 'before' }]), 'journal', 'before.jsonl'));

    it('what is set now is the latest all the same', async () => {
      const { store } = await machine.newLoadedWindow();
      await store.setStatus(['http'], 'skipped');
      assert.ok((store.topic('http').changedAt ?? 0) > tomorrow);
      assert.deepEqual(status((await machine.newLoadedWindow()).store, 'http'), ['skipped']);
    });

    it('even when it is set before the journal was read', async () => {
      const { store } = machine.newWindow();
      await store.setStatus(['http'], 'skipped');
      await store.loaded;
      assert.deepEqual(status(store, 'http'), ['skipped']);
      assert.deepEqual(status((await machine.newLoadedWindow()).store, 'http'), ['skipped']);
    });

    it('what is earned before the journal was read, too', async () => {
      const [proof, review] = ['small/http#proof:quiz:http', 'small/http#review'];
      const cleared = [proof, review].map((key) => `${encodeLine(key, { v: null, t: tomorrow, w: 'reset' })}\n`);
      await machine.write(cleared.join(''), 'journal', 'reset.jsonl');
      const { store } = machine.newWindow();
      await store.addProof('http', { kind: 'quiz', id: 'http' });
      await store.keepReviews(new Map([['http', { step: 1, at: 5 }]]));
      await store.loaded;
      const { proofs, review: state } = (await machine.newLoadedWindow()).store.topic('http');
      assert.deepEqual([proofs.length, state?.step], [1, 1]);
    });

    it('and when it is set twice before the journal was read, the second time counts', async () => {
      const { store } = machine.newWindow();
      void store.setStatus(['http'], 'skipped');
      void store.setStatus(['http'], 'doing');
      await store.loaded;
      assert.deepEqual(status(store, 'http'), ['doing']);
      assert.deepEqual(status((await machine.newLoadedWindow()).store, 'http'), ['doing']);
    });
  });

  describe('when the clock was a year ahead, and is set right', () => {
    const { now } = Date;
    afterEach(() => (Date.now = now));

    it('what is done afterwards counts, in each window that knew what was done before, and after reopening', async () => {
      Date.now = () => now() + 366 * DAY;
      const first = await machine.newLoadedWindow();
      await first.store.setStatus(['http', 'sql'], 'done');
      for (const name of await machine.files('journal')) {
        const time = new Date(Date.now());
        utimesSync(vscode.Uri.joinPath(machine.storage, 'journal', name).fsPath, time, time);
      }
      const second = await machine.newLoadedWindow();
      assert.ok((second.store.topic('http').changedAt ?? 0) > now() + 300 * DAY);
      Date.now = now;
      await second.store.setStatus(['http'], 'doing');
      let looks = 0;
      await until('the first window has it', async () => {
        if (looks++ % 50 === 0)
          await second.store.setStatus(['deploy'], second.store.topic('deploy').status === 'doing' ? 'skipped' : 'doing');
        return first.store.topic('http').status === 'doing';
      });
      await first.store.setStatus(['cache'], 'skipped');
      machine.closeAll();
      const { store, logged } = await machine.newLoadedWindow();
      assert.deepEqual(status(store, 'http', 'sql', 'cache'), ['doing', 'done', 'skipped']);
      for (const { t } of store.all().values()) assert.ok(t <= now(), new Date(t).toISOString());
      assert.deepEqual(logged, []);
    });
  });

  describe('with two windows', () => {
    it('a hundred ticks at the same time all arrive in both, on disk and in the mirror', async () => {
      const index = longIndex(100);
      const windows = [machine.newWindow(index), machine.newWindow(index)];
      const ticks = index.topics.map(({ id }, i) => windows[i % 2]!.store.setStatus([id], 'done'));
      await Promise.all(ticks);
      const done = () => windows.map(({ store }) => store.progress.done);
      await until('both windows have all', () => done().every((count) => count === 100));
      machine.closeAll();
      assert.equal((await machine.newLoadedWindow(index)).store.progress.done, 100);
      const mirrored = () => Object.keys((machine.state.stored['progress'] as { registers: object } | undefined)?.registers ?? {}).length;
      await until('the mirror has all', () => mirrored() === 100);
    });

    it('the later of two changes of one topic wins in both', async () => {
      const [a, b] = await twoWindows(machine);
      await a.store.setStatus(['http'], 'done');
      await until('the first change has arrived', () => b.store.topic('http').status === 'done');
      await b.store.setStatus(['http'], 'skipped');
      await until('the second change has arrived', () => a.store.topic('http').status === 'skipped');
      assert.deepEqual(status((await machine.newLoadedWindow()).store, 'http'), ['skipped']);
    });

    it('a change from the other window is told as one from outside', async () => {
      const [a, b] = await twoWindows(machine);
      const told: string[] = [];
      b.store.onDidChange(({ topics, source }) => {
        if (topics.has('http')) told.push(source);
      });
      await a.store.setStatus(['http'], 'done');
      await until('it is told', () => told.length > 0);
      assert.deepEqual(told, ['outside']);
    });
  });
});
