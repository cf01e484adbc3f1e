import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CheckActivity } from '../../../src/checks/checkActivity';
import { CheckResults } from '../../../src/checks/checkResults';
import { stageResultOf } from '../../../src/checks/model/results';
import type { Library } from '../../../src/content/library';
import { ContextKey } from '../../../src/ids';
import { Log } from '../../../src/base/log';
import { ProjectRepoStore } from '../../../src/projects/projectRepos';
import { ProjectsTreeView } from '../../../src/sidebar/projectsTree/projectsTreeView';
import { recordContextKeys, restoreCommands } from '../support/contextKeys';
import { temporaryHome } from '../support/home';
import { SharedState } from '../support/memento';
import { replaceInWindow, restoreWindow } from '../support/messages';
import { TestMachine } from '../support/stores';
import { until } from '../support/until';

const never = () => new vscode.Disposable(() => undefined);

describe('the step of the walkthrough that checks a project', () => {
  const folder = vscode.Uri.file('/code/mine');
  let machine: TestMachine;
  let keys: Map<string, unknown>;
  let parts: { dispose(): unknown }[];
  let state: SharedState;

  beforeEach(() => {
    machine = TestMachine.in(temporaryHome());
    state = new SharedState();
    parts = [];
    keys = recordContextKeys();
    replaceInWindow('createTreeView', () => ({
      visible: false,
      onDidChangeSelection: never,
      onDidExpandElement: never,
      onDidCollapseElement: never,
      onDidChangeVisibility: never,
      dispose: () => undefined,
    }));
  });
  afterEach(async () => {
    vscode.Disposable.from(...parts).dispose();
    restoreCommands();
    restoreWindow();
    await machine.remove();
  });

  const openWindow = async () => {
    const { store } = await machine.newLoadedWindow();
    const results = new CheckResults({ globalStorageUri: machine.storage }, new Log());
    const repos = new ProjectRepoStore(state.open(), new Log(), results, '');
    const activity = new CheckActivity();
    const library = { index: store.index } as unknown as Library;
    parts.push(new ProjectsTreeView({ library, store, repos, results, activity }), repos, results, activity);
    return { results, repos, project: store.index.outline.projects[0]?.id ?? assert.fail('there is a project') };
  };

  it('is completed by a result, in this window or an earlier one, and not by a hint that was unfolded', async () => {
    const { results, repos, project } = await openWindow();
    await repos.add(project, folder);
    await results.unfoldHints(folder, project, 'first', 1);
    assert.equal(keys.get(ContextKey.hasChecked), undefined);
    await results.update(folder, project, (before) => ({
      ...before,
      stages: { ...before.stages, first: { ...stageResultOf(before, 'first'), passed: false, at: 1 } },
    }));
    assert.equal(keys.get(ContextKey.hasChecked), true);

    keys.clear();
    const later = await openWindow();
    await later.results.loaded;
    await until('what was checked before is known', () => keys.get(ContextKey.hasChecked) === true);
  });
});
