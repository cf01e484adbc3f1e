import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { StorageKey } from '../../../src/ids';
import { Log } from '../../../src/base/log';
import { ProjectRepoStore } from '../../../src/projects/projectRepos';
import { ScaffoldMemory } from '../../../src/projects/scaffold/scaffoldMemory';
import { noChecks } from '../support/noChecks';
import { temporaryHome } from '../support/home';
import { SharedState } from '../support/memento';
import { until } from '../support/until';

describe('the repos of projects', () => {
  let home: vscode.Uri;
  let state: SharedState;
  const stores: ProjectRepoStore[] = [];
  const folder = (name: string) => vscode.Uri.joinPath(home, name);
  const open = (host = ''): ProjectRepoStore => {
    const store = new ProjectRepoStore(state.open(), new Log(), noChecks, host);
    stores.push(store);
    return store;
  };
  const namesOf = (store: ProjectRepoStore, project = 'p') => store.knownRepos(project).map(({ name }) => name);

  beforeEach(() => {
    home = temporaryHome();
    state = new SharedState();
    for (const name of ['a', 'b', 'ä 🚀']) mkdirSync(join(home.fsPath, name));
  });
  afterEach(() => {
    for (const store of stores.splice(0)) store.dispose();
    rmSync(home.fsPath, { recursive: true });
  });

  it('are remembered for the next window, latest first, several for a project', async () => {
    const first = open();
    await first.add('p', folder('a'));
    const madeAt = Date.now();
    await until('the clock has moved', () => Date.now() > madeAt);
    await first.add('p', folder('ä 🚀'));
    await first.add('q', folder('b'));
    const next = open();
    assert.deepEqual([namesOf(next), namesOf(next, 'q'), next.isEmpty], [['ä 🚀', 'a'], ['b'], false]);
    assert.equal(next.knownRepos('p')[0]?.uri.fsPath, folder('ä 🚀').fsPath);
    assert.equal(next.projectOf(folder('b')), 'q');
  });

  it('are taken off the list and can be put on it again', async () => {
    const store = open();
    await store.add('p', folder('a'));
    await store.remove(folder('a'));
    assert.deepEqual([namesOf(store), namesOf(open()), store.isEmpty], [[], [], true]);
    await store.add('p', folder('a'));
    assert.deepEqual(namesOf(open()), ['a']);
  });

  it('that are gone are known but not counted, and come back with their folder', async () => {
    const store = open();
    await store.add('p', folder('a'));
    await store.add('p', folder('b'));
    let changes = 0;
    store.onDidChange(() => changes++);
    await store.check('p');
    assert.equal(changes, 0, 'nothing new');
    rmSync(folder('a').fsPath, { recursive: true });
    rmSync(folder('b').fsPath, { recursive: true });
    writeFileSync(folder('b').fsPath, 'a file');
    await store.check('p');
    assert.deepEqual([changes, store.reposOf('p'), store.isMissing(folder('a')), namesOf(store).length], [1, [], true, 2]);
    mkdirSync(folder('a').fsPath);
    await store.check('p');
    assert.deepEqual(store.reposOf('p').map(({ name }) => name), ['a']); // prettier-ignore
  });

  it('on a disk that cannot be reached count as there', async () => {
    const store = open();
    await store.add('p', vscode.Uri.parse('no-such-scheme:/code/x'));
    await store.check('p');
    assert.equal(store.reposOf('p').length, 1);
  });

  it('of another machine are kept, and not shown', async () => {
    await open('wsl').add('p', folder('a'));
    const local = open('');
    assert.deepEqual(namesOf(local), []);
    await local.add('p', folder('b'));
    assert.deepEqual([namesOf(open('wsl')), namesOf(open(''))], [['a'], ['b']]);
  });

  it('are written again when another window has replaced them', async () => {
    const [one, two] = [open(), open()];
    await one.add('p', folder('a'));
    state.stored = {};
    for (const window of state.windows) (window as unknown as { map: object }).map = {};
    assert.deepEqual(namesOf(one), ['a']);
    await until('the list is whole again', () => JSON.stringify(state.stored[StorageKey.projectRepos] ?? '').includes('/a"'), 5_000);
    await two.add('p', folder('b'));
    assert.deepEqual(namesOf(open()).sort(), ['a', 'b']);
  });

  it('that are damaged where they are kept are left out', () => {
    state = new SharedState({ [StorageKey.projectRepos]: { repos: [7, { project: 'p' }] } });
    assert.equal(open().isEmpty, true);
  });
});

describe('what scaffolding remembers', () => {
  const folder = vscode.Uri.file('/code/todos');
  const other = vscode.Uri.file('/code/other');

  it('is the last choices, and nothing that is none of them', async () => {
    const state = new SharedState({ [StorageKey.scaffold]: { project: 7, parent: [], git: 'yes', commit: 1, afterwards: 'everything' } });
    const memory = new ScaffoldMemory(state.open());
    assert.deepEqual(memory.last, {});
    const choices = { project: 'rest-api', parent: 'file:///code', git: true, commit: false, afterwards: 'here' } as const;
    await memory.remember(choices);
    assert.deepEqual(new ScaffoldMemory(state.open()).last, choices);
  });

  it('tells the window that opens a new project, once', async () => {
    const state = new SharedState();
    await new ScaffoldMemory(state.open()).announce({ project: 'rest-api', folder, isAllOurs: true });
    const memory = new ScaffoldMemory(state.open());
    assert.equal(await memory.arrived([other]), undefined);
    const arrival = await memory.arrived([other, folder]);
    assert.deepEqual([arrival?.project, arrival?.folder.toString(), arrival?.isAllOurs], ['rest-api', folder.toString(), true]);
    assert.equal(await memory.arrived([folder]), undefined);
  });

  it('tells that a folder is not ours alone, as it takes every note that does not say so', async () => {
    const memory = new ScaffoldMemory(new SharedState().open());
    await memory.announce({ project: 'rest-api', folder, isAllOurs: false });
    assert.equal((await memory.arrived([folder]))?.isAllOurs, false);
    const note = { project: 'rest-api', uri: other.toString(), at: Date.now() };
    const old = new ScaffoldMemory(new SharedState({ [StorageKey.scaffold]: { pending: [note] } }).open());
    assert.equal((await old.arrived([other]))?.isAllOurs, false);
  });

  it('tells nobody after five minutes, nor what is damaged', async () => {
    const note = { project: 'p', uri: folder.toString(), at: Date.now() - 6 * 60_000 };
    const pending = [note, null, 7, { ...note, at: 'now' }];
    const memory = new ScaffoldMemory(new SharedState({ [StorageKey.scaffold]: { pending } }).open());
    assert.equal(await memory.arrived([folder]), undefined);
  });

  it('keeps the choices when a note is left, and the notes when choices are', async () => {
    const memory = new ScaffoldMemory(new SharedState().open());
    await memory.remember({ git: false });
    await memory.announce({ project: 'rest-api', folder, isAllOurs: true });
    await memory.remember({ ...memory.last, afterwards: 'here' });
    assert.deepEqual(memory.last, { git: false, afterwards: 'here' });
    assert.equal((await memory.arrived([folder]))?.project, 'rest-api');
  });
});
