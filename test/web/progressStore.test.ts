import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { App } from '../../src/app';
import { exportProgress } from '../../src/transfer/exportProgress';
import { importProgress } from '../../src/transfer/importProgress';
import { encodeProgress } from '../../src/progress/model/codec';
import type { ProgressStore } from '../../src/progress/progressStore';
import { recordMessages, replaceInWindow, restoreWindow, type Shown } from '../host/support/messages';
import { journalLines, longIndex, noNotes, TestMachine } from '../host/support/stores';
import { until } from '../host/support/until';

/** Where VS Code keeps the files of extensions in a browser. */
const HOME = vscode.Uri.from({ scheme: 'vscode-userdata', path: '/User/globalStorage' });
const appOf = (store: ProgressStore) =>
  ({ store, notes: () => Promise.resolve(noNotes), library: { index: store.index }, log: { warn: () => undefined } }) as unknown as App;

describe('ProgressStore, in a browser', () => {
  let machine: TestMachine;
  let messages: Shown[];
  beforeEach(() => {
    machine = TestMachine.in(HOME);
    messages = recordMessages();
  });
  afterEach(async () => {
    restoreWindow();
    await machine.remove();
  });

  it('a tick is in a file of this window when it is said to be safe, and the next window finds it', async () => {
    const { store } = await machine.newLoadedWindow();
    await store.setStatus(['http'], 'done');
    const [file = ''] = await machine.files('journal');
    assert.match(await machine.read('journal', file), /^\{"k":"small\/http#status","v":"done","t":\d+,"w":"[a-z0-9]{10}"\}\n$/);
    machine.closeAll();
    machine.state.stored = {};
    const next = await machine.newLoadedWindow();
    assert.equal(next.store.topic('http').status, 'done');
    assert.deepEqual(next.logged, []);
  });

  it('ticks that nobody waited for are all kept, in order', async () => {
    const index = longIndex(60);
    const { store } = await machine.newLoadedWindow(index);
    await Promise.all(index.topics.map(({ id }) => store.setStatus([id], 'done')));
    await store.setStatus(['t0'], 'skipped');
    machine.closeAll();
    machine.state.stored = {};
    const next = (await machine.newLoadedWindow(index)).store;
    assert.deepEqual([next.progress.done, next.topic('t0').status], [59, 'skipped']);
  });

  it('two windows that tick at the same time lose nothing, on disk or in the mirror', async () => {
    const index = longIndex(100);
    const windows = [machine.newWindow(index), machine.newWindow(index)];
    await Promise.all(index.topics.map(({ id }, i) => windows[i % 2]!.store.setStatus([id], 'done')));
    machine.closeAll();
    machine.state.stored = {};
    const { store } = await machine.newLoadedWindow(index);
    assert.equal(store.progress.done, 100);
    const mirrored = () => Object.keys((machine.state.stored['progress'] as { registers: object } | undefined)?.registers ?? {}).length;
    await until('the mirror has all', () => mirrored() === 100);
  });

  it('undo, and undo once more', async () => {
    const { store } = await machine.newLoadedWindow();
    await store.setStatus(['http'], 'doing');
    await store.setStatus(['http'], 'done');
    await store.undo();
    assert.equal(store.topic('http').status, 'doing');
    await store.undo();
    assert.equal(store.topic('http').status, 'todo');
    machine.state.stored = {};
    assert.equal((await machine.newLoadedWindow()).store.topic('http').status, 'todo');
  });

  it('an export, imported where there is nothing, brings everything back; garbage is refused', async () => {
    const { store } = await machine.newLoadedWindow();
    await store.setStatus(['http', 'sql'], 'done');
    const file = vscode.Uri.joinPath(machine.storage, 'export.json');
    replaceInWindow('showSaveDialog', () => Promise.resolve(file));
    await exportProgress(appOf(store));
    assert.match(messages[0]?.text ?? '', /^Saved to /);
    const elsewhere = TestMachine.in(HOME);
    const empty = (await elsewhere.newLoadedWindow()).store;
    await importProgress(appOf(empty), [file]);
    assert.deepEqual(encodeProgress(empty.all()), encodeProgress(store.all()));
    await assert.rejects(
      importProgress(appOf(empty), [await machine.write('garbage', 'bad.json')]),
      /bad\.json was not imported: it is not JSON/,
    );
    assert.equal(empty.progress.done, 2);
    await elsewhere.remove();
  });

  it('takes over only journals whose registers are old: the storage itself may say that all files are', async () => {
    const now = Date.now();
    for (let i = 0; i < 9; i++) {
      const t = i < 7 ? now - 3 * 86_400_000 : now - 60_000;
      await machine.write(journalLines(['http', { v: 'doing', t, w: `w${i}` }]), 'journal', `w${i}.jsonl`);
    }
    const stat = vscode.workspace.fs.stat.bind(vscode.workspace.fs);
    const forgetful = Object.create(vscode.workspace.fs, {
      stat: { value: async (uri: vscode.Uri) => ({ ...(await stat(uri)), mtime: 0 }) },
    }) as vscode.FileSystem;
    const restore = replaceFileSystem(forgetful);
    await machine.newLoadedWindow().finally(restore);
    const files = await machine.files('journal');
    assert.deepEqual(files.filter((name) => /^w\d\.jsonl$/.test(name)), ['w7.jsonl', 'w8.jsonl']); // prettier-ignore
    assert.equal(files.length, 3);
  });
});

/** Puts a file system in the place of `workspace.fs`; returns the way back. */
function replaceFileSystem(replacement: vscode.FileSystem): () => void {
  const original = Object.getOwnPropertyDescriptor(vscode.workspace, 'fs')!;
  Object.defineProperty(vscode.workspace, 'fs', { value: replacement, configurable: true });
  return () => Object.defineProperty(vscode.workspace, 'fs', original);
}
