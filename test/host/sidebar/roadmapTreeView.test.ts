import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Library } from '../../../src/content/library';
import { ContextKey } from '../../../src/ids';
import { Log } from '../../../src/base/log';
import { ProjectRepoStore } from '../../../src/projects/projectRepos';
import { RoadmapTreeView } from '../../../src/sidebar/roadmapTree/roadmapTreeView';
import { temporaryHome } from '../support/home';
import { SharedState } from '../support/memento';
import { replaceInWindow, restoreWindow } from '../support/messages';
import { noChecks } from '../support/noChecks';
import { setSetting } from '../support/settings';
import { TestMachine } from '../support/stores';
import { until } from '../support/until';

const never = () => new vscode.Disposable(() => undefined);

describe('the first steps', () => {
  const { executeCommand } = vscode.commands;
  let machine: TestMachine;
  let state: SharedState;
  let keys: Map<string, unknown>;
  let parts: { dispose(): unknown }[];
  let provider: vscode.TreeDataProvider<unknown>;

  beforeEach(() => {
    machine = TestMachine.in(temporaryHome());
    state = new SharedState();
    keys = new Map();
    parts = [];
    replaceInWindow('createTreeView', (_id: string, options: vscode.TreeViewOptions<unknown>) => ({
      provider: (provider = options.treeDataProvider),
      visible: false,
      onDidChangeCheckboxState: never,
      onDidChangeVisibility: never,
      onDidCollapseElement: never,
      onDidExpandElement: never,
      dispose: () => undefined,
    }));
    (vscode.commands as { executeCommand: unknown }).executeCommand = (command: string, key: string, value: unknown) =>
      Promise.resolve(command === 'setContext' && void keys.set(key, value));
  });
  afterEach(async () => {
    vscode.Disposable.from(...parts).dispose();
    (vscode.commands as { executeCommand: unknown }).executeCommand = executeCommand;
    restoreWindow();
    await machine.remove();
  });

  /** A window is opened: what it knows of the learner's projects, and whom it takes the learner for. */
  const openWindow = async () => {
    const { store } = await machine.newLoadedWindow();
    const projects = new ProjectRepoStore(state.open(), new Log(), noChecks, '');
    const dashboard = { isInSight: false };
    const library = { index: store.index } as unknown as Library;
    const view = new RoadmapTreeView({ library, store, projects, memory: state.open(), dashboard, log: new Log() });
    parts.push(view, projects);
    await store.loaded;
    return { store, projects };
  };
  const isSet = (key: string) => keys.get(key) === true;
  const shown = () => [isSet(ContextKey.greets), isSet(ContextKey.isNew)];

  it('are for a newcomer until a project is there, and a window with a project shows none', async () => {
    const { projects } = await openWindow();
    await until('the newcomer is greeted', () => shown().join() === 'true,true');
    await projects.add('rest-api', vscode.Uri.file('/code/rest-api'));
    assert.deepEqual(shown(), [true, false], 'the room below the rows stays, with other words');

    keys.clear();
    await openWindow();
    assert.deepEqual(shown(), [false, false]);
  });

  it('are for a newcomer until a topic has begun', async () => {
    const { store } = await openWindow();
    await until('the newcomer is greeted', () => shown().join() === 'true,true');
    await store.setStatus(['http'], 'doing');
    await until('the words are others', () => shown().join() === 'true,false');
  });

  it('and of the walkthrough, the quiz is taken when one was passed, and not when a stage was', async () => {
    const { store } = await openWindow();
    await store.addProof('http', { kind: 'stage', id: 'rest-api:get' });
    await until('a proof is there', () => isSet(ContextKey.hasProof));
    assert.equal(isSet(ContextKey.hasTakenQuiz), false);
    await store.addProof('http', { kind: 'quiz', id: 'http' });
    await until('the quiz is taken', () => isSet(ContextKey.hasTakenQuiz));
  });

  it('are followed by the words in the place of rows only once it is known that all of them are hidden', async () => {
    const { store } = await openWindow();
    const topics = store.index.topics.map(({ id }) => id);
    await store.setStatus(topics, 'done');
    await setSetting('tree.hideCompleted', true);
    try {
      assert.equal(isSet(ContextKey.allHidden), false, 'nobody has asked for rows yet');
      assert.equal((await provider.getChildren())?.length, 0);
      assert.equal(isSet(ContextKey.allHidden), true);
      await setSetting('tree.hideCompleted', undefined);
      assert.notEqual((await provider.getChildren())?.length, 0);
      assert.equal(isSet(ContextKey.allHidden), false);
    } finally {
      await setSetting('tree.hideCompleted', undefined);
    }
  });
});
