import assert from 'node:assert/strict';
import { utimesSync } from 'node:fs';
import * as vscode from 'vscode';
import { encodeProgress } from '../../../src/progress/model/codec';
import type { Register } from '../../../src/progress/model/registers';
import { temporaryHome } from '../support/home';
import { recordMessages, restoreWindow, type Shown } from '../support/messages';
import { journalLines, TestMachine } from '../support/stores';
import { until } from '../support/until';

const DAY = 86_400_000;
const at = (v: string, t = 1_000, w = 'other'): Register => ({ v, t, w });
const stored = (registers: Record<string, unknown>, version = 1) => ({ format: 'backend-roadmap-progress', version, registers });

describe('stored progress', () => {
  let machine: TestMachine;
  let messages: Shown[];
  const machineWith = (progress: unknown) => (machine = TestMachine.in(temporaryHome(), { progress }));
  const mirrored = () => machine.state.stored['progress'];
  beforeEach(() => {
    machine = TestMachine.in(temporaryHome());
    messages = recordMessages();
  });
  afterEach(async () => {
    restoreWindow();
    await machine.remove();
  });

  describe('the mirror', () => {
    it('is shown at once, before any file was read', () => {
      machineWith(stored({ 'small/http#status': at('done') }));
      assert.equal(machine.newWindow().store.topic('http').status, 'done');
    });

    it('that brings ticks of another machine is kept in the journal', async () => {
      machineWith(stored({ 'small/http#status': at('done') }));
      await machine.newLoadedWindow();
      machine.state.stored = {};
      assert.equal((await machine.newLoadedWindow()).store.topic('http').status, 'done');
    });

    it('that says nothing new costs no write: neither a file nor the mirror itself', async () => {
      await machine.write(journalLines(['http', at('done')]), 'journal', 'a.jsonl');
      machine.state.stored = { progress: stored({ 'small/http#status': at('done') }) };
      const { store, memento } = await machine.newLoadedWindow();
      store.dispose();
      assert.deepEqual([await machine.files('journal'), memento.writes], [['a.jsonl'], 0]);
    });

    it('that is older than the journal is brought up to date', async () => {
      await machine.write(journalLines(['http', at('skipped', 2_000)], ['sql', at('doing')]), 'journal', 'a.jsonl');
      machine.state.stored = { progress: stored({ 'small/http#status': at('done') }) };
      await machine.newLoadedWindow();
      const expected = { 'small/http#status': at('skipped', 2_000), 'small/sql#status': at('doing') };
      await until('the mirror is up to date', () => JSON.stringify(mirrored()) === JSON.stringify(stored(expected)));
    });

    it('takes in what arrived from elsewhere since, instead of overwriting it', async () => {
      const { store, memento } = await machine.newLoadedWindow();
      await store.setStatus(['http'], 'done');
      await machine.state.open().update('progress', stored({ 'small/sql#status': at('done') }));
      store.dispose();
      await until('it is written', () => memento.writes === 1 && machine.state.stored['progress'] === memento.get('progress'));
      assert.deepEqual(Object.keys((mirrored() as { registers: object }).registers), ['small/http#status', 'small/sql#status']);
    });

    it('leaves alone what a newer release wrote since', async () => {
      const { store, memento } = await machine.newLoadedWindow();
      await store.setStatus(['http'], 'done');
      const newer = { format: 'backend-roadmap-progress', version: 2, topics: {} };
      await machine.state.open().update('progress', newer);
      store.dispose();
      await until('it is told', () => messages.length > 0);
      assert.deepEqual([memento.writes, mirrored()], [0, newer]);
    });

    it('carries what this release does not know', async () => {
      const unknown = { 'frontend/css#status': at('done'), 'small/gone#status': at('done'), 'small/http#mood': at('good') };
      machineWith(stored(unknown));
      const { store } = await machine.newLoadedWindow();
      await store.setStatus(['http'], 'done');
      const registers = () => (mirrored() as { registers: Record<string, unknown> }).registers;
      await until('the tick is mirrored', () => 'small/http#status' in registers());
      const { 'small/http#status': tick, ...others } = registers();
      assert.equal((tick as Register).v, 'done');
      assert.deepEqual(others, unknown);
    });

    for (const [name, garbage] of [
      ['text', 'garbage'],
      ['a number', 0],
      ['a list', [1, 2]],
      ['another object', { ticks: ['http'] }],
      ['a wrong type', stored([] as never)],
    ] as const) {
      // prettier-ignore
      it(`that is ${name} is set aside, told once, and progress goes on`, async () => {
        machineWith(garbage);
        const { store } = await machine.newLoadedWindow();
        await until('a file holds the original', async () => (await machine.files('set-aside')).length === 1);
        const [file = ''] = await machine.files('set-aside');
        assert.deepEqual(JSON.parse(await machine.read('set-aside', file)), garbage);
        await until('it is told', () => messages.length > 0);
        assert.deepEqual(messages.map(({ kind, modal }) => [kind, modal]), [['warning', false]]); // prettier-ignore
        assert.match(messages[0]?.text ?? '', /could not be read.*original was kept/);
        await store.setStatus(['http'], 'done');
        await until('the mirror is whole again', () => JSON.stringify(mirrored()) === JSON.stringify(encodeProgress(store.all())));
      });
    }

    it('of which a part is damaged keeps the rest', async () => {
      const damaged = stored({ 'small/http#status': at('done'), 'small/sql#status': { v: 'done' }, nonsense: 1 });
      machineWith(damaged);
      const { store, logged } = await machine.newLoadedWindow();
      assert.deepEqual([store.topic('http').status, store.topic('sql').status], ['done', 'todo']);
      await until('a file holds the original', async () => (await machine.files('set-aside')).length === 1);
      const [file = ''] = await machine.files('set-aside');
      assert.deepEqual(JSON.parse(await machine.read('set-aside', file)), damaged);
      assert.ok(logged.some((line) => line.includes('"small/sql#status" has no valid time')));
    });

    it('of a newer release is never overwritten, and ticks are kept all the same', async () => {
      const newer = { format: 'backend-roadmap-progress', version: 2, topics: { http: 'done' } };
      machineWith(newer);
      const { store, memento } = await machine.newLoadedWindow();
      await store.setStatus(['sql'], 'done');
      store.dispose();
      const next = await machine.newLoadedWindow();
      assert.equal(next.store.topic('sql').status, 'done');
      await next.store.setStatus(['http'], 'done');
      next.store.dispose();
      assert.deepEqual([memento.writes, next.memento.writes, mirrored()], [0, 0, newer]);
      assert.deepEqual(await machine.files('set-aside'), []);
      assert.match(messages[0]?.text ?? '', /newer Backend Roadmap \(format 2\).*left untouched/);
    });
  });

  describe('the journal', () => {
    it('with lines that cannot be read gives the others, is kept, and says so in the log', async () => {
      const content = `garbage\n${journalLines(['http', at('done')])}{"k":"small/sql#status"}\n${journalLines(['nosql', at('done')])}{"k":"torn`;
      await machine.write(content, 'journal', 'bad.jsonl');
      const { store, logged } = await machine.newLoadedWindow();
      assert.deepEqual([store.progress.done, store.topic('sql').status], [2, 'todo']);
      assert.equal(await machine.read('journal', 'bad.jsonl'), content);
      assert.deepEqual(logged.map((line) => /line \d/.exec(line)?.[0]), ['line 1', 'line 3']); // prettier-ignore
    });

    it('with very many such lines says so of a hundred, and counts the others', async () => {
      await machine.write('garbage\n'.repeat(300), 'journal', 'bad.jsonl');
      const { logged } = await machine.newLoadedWindow();
      assert.equal(logged.length, 101);
      assert.match(logged.at(-1) ?? '', /bad\.jsonl: and 200 more\.$/);
    });

    it('does not mind files and folders of others', async () => {
      await machine.write('garbage', 'journal', 'notes.txt');
      await machine.write('garbage', 'journal', 'folder.jsonl', 'x');
      const { store, logged } = await machine.newLoadedWindow();
      await store.setStatus(['http'], 'done');
      assert.deepEqual([store.progress.done, logged], [1, []]);
    });

    it('takes over the files of windows that are gone, and loses nothing', async () => {
      const old = Date.now() - 3 * DAY;
      const write = async (name: string, content: string, mtime = old) => {
        const { fsPath } = await machine.write(content, 'journal', name);
        utimesSync(fsPath, new Date(mtime), new Date(mtime));
      };
      const topics = ['how-web', 'http', 'sql', 'nosql'];
      for (const [i, topic] of topics.entries()) {
        await write(`gone${i}.jsonl`, journalLines([topic, at('doing', old - 5)], [topic, at('done', old - i)]));
        await write(`older${i}.jsonl`, journalLines([topic, at('skipped', old - 10)]));
      }
      await write('unreadable.jsonl', `garbage\n${journalLines(['cache', at('done', old)])}`);
      await write('recent.jsonl', journalLines(['deploy', at('done', old)]), Date.now() - DAY / 2);
      await write('undated.jsonl', journalLines(['deploy', at('done', Date.now() - DAY / 2)]), 0);
      const before = (await machine.newLoadedWindow()).store.all();
      const files = await machine.files('journal');
      const kept = ['recent.jsonl', 'undated.jsonl', 'unreadable.jsonl'];
      assert.deepEqual(files.filter((name) => kept.includes(name)), kept); // prettier-ignore
      assert.equal(files.length, 4, `the window's own file is the only other one: ${files.join()}`);
      machine.state.stored = {};
      const { store } = await machine.newLoadedWindow();
      assert.equal(store.progress.done, 6);
      assert.deepEqual(encodeProgress(store.all()), encodeProgress(before));
    });

    it('leaves few files as they are, however old', async () => {
      const { fsPath } = await machine.write(journalLines(['http', at('done')]), 'journal', 'old.jsonl');
      utimesSync(fsPath, new Date(0), new Date(0));
      await machine.newLoadedWindow();
      assert.deepEqual(await machine.files('journal'), ['old.jsonl']);
    });

    it('that cannot be written is no silent loss: the caller is told', async () => {
      await machine.write('a file where the folder should be', 'journal');
      const { store } = machine.newWindow();
      await assert.rejects(store.setStatus(['http'], 'done'));
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(machine.storage, 'journal'));
    });
  });
});
