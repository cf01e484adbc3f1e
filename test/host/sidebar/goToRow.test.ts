import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Log } from '../../../src/base/log';
import type { Library } from '../../../src/content/library';
import { ProjectRepoStore } from '../../../src/projects/projectRepos';
import type { ProgressStore } from '../../../src/progress/progressStore';
import type { RoadmapNode } from '../../../src/sidebar/roadmapTree/roadmapItems';
import { RoadmapTreeView } from '../../../src/sidebar/roadmapTree/roadmapTreeView';
import { temporaryHome } from '../support/home';
import { SharedState } from '../support/memento';
import { replaceInWindow, restoreWindow } from '../support/messages';
import { noChecks } from '../support/noChecks';
import { setSetting } from '../support/settings';
import { TestMachine } from '../support/stores';

const never = () => new vscode.Disposable(() => undefined);

describe('going to a row of the roadmap', () => {
  const { executeCommand } = vscode.commands;
  let machine: TestMachine;
  let store: ProgressStore;
  let view: RoadmapTreeView;
  let projects: ProjectRepoStore;
  /** What the window was asked for, in order. */
  let asked: unknown[];

  /** A view that is open, or not. */
  async function open(visible: boolean): Promise<void> {
    replaceInWindow('createTreeView', () => ({
      ...{ visible, onDidChangeCheckboxState: never, onDidChangeVisibility: never },
      ...{ onDidCollapseElement: never, onDidExpandElement: never, dispose: () => undefined },
      // A row that is searched for, to be kept while those around it are shown anew, is gone to by nobody.
      reveal: (row: RoadmapNode, options: { select: boolean; focus: boolean }) =>
        Promise.resolve(options.select && void asked.push([row.kind === 'topic' && row.topic.id, options])),
    }));
    ({ store } = await machine.newLoadedWindow());
    const state = new SharedState();
    projects = new ProjectRepoStore(state.open(), new Log(), noChecks, '');
    const library = { index: store.index } as unknown as Library;
    view = new RoadmapTreeView({ library, store, projects, memory: state.open(), dashboard: { isInSight: false }, log: new Log() });
    await store.loaded;
  }

  beforeEach(() => {
    machine = TestMachine.in(temporaryHome());
    asked = [];
    (vscode.commands as { executeCommand: unknown }).executeCommand = (command: string) =>
      Promise.resolve(command !== 'setContext' && void asked.push(command));
  });
  afterEach(async () => {
    vscode.Disposable.from(view, projects).dispose();
    (vscode.commands as { executeCommand: unknown }).executeCommand = executeCommand;
    restoreWindow();
    await setSetting('tree.hideCompleted', undefined);
    await machine.remove();
  });

  it('takes the focus along, from whatever else is open; following an open topic does not, and opens nothing', async () => {
    await open(false);
    await view.reveal('http');
    assert.deepEqual(asked, []);
    await view.goTo('http');
    assert.deepEqual(asked, [['http', { select: true, focus: true }]]);
    vscode.Disposable.from(view, projects).dispose();
    asked = [];
    await open(true);
    await view.reveal('http');
    assert.deepEqual(asked, [['http', { select: true, focus: false }]]);
  });

  it('goes to the view as a whole, when there is no such row', async () => {
    await open(true);
    await view.goTo(undefined);
    await view.goTo('nothing');
    await store.setStatus(['http'], 'done');
    await setSetting('tree.hideCompleted', true);
    await view.goTo('http');
    assert.deepEqual(asked, Array(3).fill('backendRoadmap.roadmap.focus'));
  });
});
