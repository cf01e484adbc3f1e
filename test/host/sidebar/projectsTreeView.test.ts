import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CheckActivity } from '../../../src/checks/checkActivity';
import { CheckResults } from '../../../src/checks/checkResults';
import { stageResultOf } from '../../../src/checks/model/results';
import { RoadmapIndex } from '../../../src/content/outline';
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

/** Of each project. */
const STAGES = 2;

const never = () => new vscode.Disposable(() => undefined);

const fakeView = {
  visible: false,
  onDidChangeSelection: never,
  onDidExpandElement: never,
  onDidCollapseElement: never,
  onDidChangeVisibility: never,
  dispose: () => undefined,
};

describe('what the projects say to the window', () => {
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
    replaceInWindow('createTreeView', () => fakeView);
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
    const { outline } = store.index;
    const index = new RoadmapIndex({ ...outline, projects: outline.projects.map((project) => ({ ...project, stages: STAGES })) });
    const items = outline.projects.map(({ id }) => ({ id, stages: [{ id: 'first' }, { id: 'second' }] }));
    const library = { index, load: () => Promise.resolve({ projects: { items } }) } as unknown as Library;
    const view = new ProjectsTreeView({ library, store, repos, results, activity });
    parts.push(view, repos, results, activity);
    return { view, results, repos, project: outline.projects[0]?.id ?? assert.fail('there is a project') };
  };

  it('completes the step of the walkthrough that checks one by a result, in this window or an earlier one, and not by a hint that was unfolded', async () => {
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

  it('has a certificate in the menu of the view once all stages of some project have passed, and only then', async () => {
    const { results, repos, project } = await openWindow();
    await repos.add(project, folder);
    const pass = (count: number) =>
      results.update(folder, project, (before) => {
        const ids = Array.from({ length: count }, (_, at) => `stage-${at}`);
        return { ...before, stages: Object.fromEntries(ids.map((id) => [id, { ...stageResultOf(before, id), passed: true, at: 1 }])) };
      });
    await pass(STAGES - 1);
    assert.equal(keys.get(ContextKey.hasFinishedProject), undefined);
    await pass(STAGES);
    assert.equal(keys.get(ContextKey.hasFinishedProject), true);
    await repos.remove(folder);
    assert.equal(keys.get(ContextKey.hasFinishedProject), false);
  });

  it('selects the first stage of a new project once, although its page is opened, too', async () => {
    const revealed: unknown[] = [];
    let selection: readonly unknown[] = [];
    replaceInWindow('createTreeView', () => ({
      ...{ ...fakeView, visible: true },
      get selection() {
        return selection;
      },
      reveal: (row: unknown) => Promise.resolve(void revealed.push(...(selection = [row]))),
    }));
    const { view, project } = await openWindow();
    await view.revealFirstStage(project);
    await view.follow(project, 'first');
    assert.equal(revealed.length, 1);
    await view.follow(project, 'second');
    assert.equal(revealed.length, 2, 'the learner goes on');
  });
});
