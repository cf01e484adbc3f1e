import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { noResults, stageResultOf } from '../../../src/checks/model/results';
import { CommandId } from '../../../src/ids';
import { CheckActivity } from '../../../src/checks/checkActivity';
import { CheckResults } from '../../../src/checks/checkResults';
import { Log } from '../../../src/base/log';
import { ProjectRepoStore } from '../../../src/projects/projectRepos';
import type { Library } from '../../../src/content/library';
import type { ProjectNode, ProjectsNode } from '../../../src/sidebar/projectsTree/projectItems';
import { ProjectsTree } from '../../../src/sidebar/projectsTree/projectsTree';
import type { Roadmap } from '../../../src/content/schema';
import { RoadmapIndex } from '../../../src/content/outline';
import { temporaryHome } from '../support/home';
import { SharedState } from '../support/memento';
import { TestMachine, type TestWindow } from '../support/stores';
import type { RunEvent } from '../../../src/checks/model/events';
import { runAfter } from '../../../src/checks/model/runProgress';

const topic = (id: string) => ({ id, title: `Topic *${id}*`, hours: 1, formerly: [] });
const project = (id: string, topics: string[]) => ({ id, title: `Project ${id}`, level: 'Beginner' as const, hours: 3, topics, stages: 2 });
const stage = (id: string) => ({ id, title: `Stage ${id}`, topics: ['a'] });

describe('the Projects view', () => {
  const index = new RoadmapIndex({
    id: 'small',
    title: 'Small',
    sections: [{ id: 's', title: 'S', topics: ['a', 'b'].map(topic) }],
    projects: [project('one', ['a', 'b']), project('two', ['b'])],
  });
  const items = index.outline.projects.map((one) => ({
    ...one,
    formerly: [],
    summary: 'Build [it](x).',
    tags: ['Node.js'],
    stages: ['first', 'second'].map(stage),
  }));
  const library = {
    index,
    load: () => Promise.resolve({ projects: { items } } as unknown as Roadmap),
    stages: { has: (id: string) => id === 'one' },
  } as unknown as Library;
  let home: vscode.Uri;
  let machine: TestMachine;
  let window: TestWindow;
  let repos: ProjectRepoStore;
  let checks: CheckResults;
  let roots: ProjectNode[];
  let tree: ProjectsTree;
  let activity: CheckActivity;
  const itemOf = (node: ProjectsNode) => tree.getTreeItem(node);
  /** Keeps that a stage of project one was run in a folder. */
  const ran = (folder: vscode.Uri, id: string, passed: boolean) =>
    checks.update(folder, 'one', (before) => {
      const results = before.project === 'one' ? before : noResults(folder.toString(), 'one');
      return { ...results, stages: { ...results.stages, [id]: { ...stageResultOf(results, id), passed, at: 1 } } };
    });
  const addRepo = async (name: string) => {
    const folder = vscode.Uri.joinPath(home, name);
    mkdirSync(folder.fsPath);
    await repos.add('one', folder);
    await new Promise((resolve) => setTimeout(resolve, 2));
    return folder;
  };
  /** How the stages of project one look: icon, description, context value, what is read aloud. */
  const stageLooks = async () =>
    (await tree.getChildren(roots[0]))
      .filter(({ kind }) => kind === 'stage')
      .map(itemOf)
      .map((item) => [(item.iconPath as vscode.ThemeIcon).id, item.description, item.contextValue, item.accessibilityInformation?.label]);
  const labelsBelow = async (node: ProjectsNode) => (await tree.getChildren(node)).map((child) => itemOf(child).label);

  beforeEach(async () => {
    home = temporaryHome();
    machine = TestMachine.in(home);
    window = await machine.newLoadedWindow(index);
    checks = new CheckResults({ globalStorageUri: home }, new Log());
    repos = new ProjectRepoStore(new SharedState().open(), new Log(), checks, '');
    activity = new CheckActivity();
    roots = index.outline.projects.map((one) => ({ kind: 'project', project: one }));
    tree = new ProjectsTree(roots, { library, store: window.store, repos, results: checks, activity });
  });
  afterEach(async () => {
    repos.dispose();
    checks.dispose();
    activity.dispose();
    await machine.remove();
    rmSync(home.fsPath, { recursive: true, force: true });
  });

  it('shows projects with level and hours, and their stages in order', async () => {
    assert.deepEqual(await tree.getChildren(), roots);
    const item = itemOf(roots[0]!);
    assert.deepEqual([item.label, item.description, item.contextValue], ['Project one', 'Beginner · 3 h', 'project.new']);
    assert.equal(item.accessibilityInformation?.label, 'Project one, Beginner, 3 hours, 0 of 2 topics completed');
    assert.deepEqual(await labelsBelow(roots[0]!), ['Stage first', 'Stage second']);
    const [first] = await tree.getChildren(roots[0]);
    assert.equal(itemOf(first!).accessibilityInformation?.label, 'Stage first, Stage 1');
    assert.equal(tree.getParent(first!), roots[0]);
    assert.deepEqual((await tree.getChildren(roots[0]))[0], first, 'the same node each time');
  });

  it('unfolds the project that was begun last, when the folder of none is open', async () => {
    const folds = () => roots.map((root) => itemOf(root).collapsibleState);
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    await addRepo('earlier');
    await repos.add('two', vscode.Uri.joinPath(home, 'later'));
    assert.deepEqual(folds(), [Collapsed, Expanded]);
    await addRepo('latest');
    assert.deepEqual(folds(), [Collapsed, Expanded], 'from now on it is as the learner has it');
  });

  it('unfolds the projects whose folders are open in this window', async () => {
    const folds = () => roots.map((root) => itemOf(root).collapsibleState);
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const uri = await addRepo('here');
    await repos.add('two', vscode.Uri.joinPath(home, 'later'));
    const folders = Object.getOwnPropertyDescriptor(vscode.workspace, 'workspaceFolders') ?? assert.fail('there is such a property');
    Object.defineProperty(vscode.workspace, 'workspaceFolders', { configurable: true, value: [{ uri }] });
    try {
      assert.deepEqual(folds(), [Expanded, Collapsed]);
    } finally {
      Object.defineProperty(vscode.workspace, 'workspaceFolders', folders);
    }
  });

  it('leaves all folded where no project was begun', () => {
    assert.ok(roots.every((root) => itemOf(root).collapsibleState === vscode.TreeItemCollapsibleState.Collapsed));
  });

  it('suggests a project, in words and not by colour alone, when its topics are done and it was not begun', async () => {
    await window.store.setStatus(['b'], 'done');
    assert.equal(itemOf(roots[0]!).accessibilityInformation?.label, 'Project one, Beginner, 3 hours, 1 of 2 topics completed');
    const ready = itemOf(roots[1]!);
    assert.deepEqual([ready.description, (ready.iconPath as vscode.ThemeIcon).id], ['suggested · Beginner · 3 h', 'star-full']);
    await repos.add('two', home);
    assert.equal(itemOf(roots[1]!).description, 'Beginner · 3 h');
    assert.equal(itemOf(roots[1]!).contextValue, 'project.started');
  });

  it('shows every repo of a project above its stages, also one that is not found any more', async () => {
    for (const name of ['x', 'y']) {
      mkdirSync(join(home.fsPath, name));
      await repos.add('one', vscode.Uri.joinPath(home, name));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    assert.deepEqual(await labelsBelow(roots[0]!), ['y', 'x', 'Stage first', 'Stage second']);
    rmSync(join(home.fsPath, 'y'), { recursive: true });
    await repos.check('one');
    const [y, x] = (await tree.getChildren(roots[0])).map(itemOf);
    assert.deepEqual([y?.contextValue, x?.contextValue], ['repo.missing', 'repo.there']);
    assert.equal(y?.accessibilityInformation?.label, `y, not found in ${home.fsPath}`);
    assert.equal(itemOf(roots[0]!).contextValue, 'project.started');
  });

  it('shows how each stage stands in the latest repo, in words as well, and what comes next', async () => {
    assert.deepEqual(await stageLooks(), [
      ['circle-large-outline', 'Stage 1', 'stage.new', 'Stage first, Stage 1'],
      ['circle-large-outline', 'Stage 2', 'stage.new', 'Stage second, Stage 2'],
    ]);
    const older = await addRepo('older');
    await ran(older, 'second', false);
    assert.deepEqual(await stageLooks(), [
      ['circle-large-outline', 'Stage 1 · next', 'stage.open', 'Stage first, Stage 1, next'],
      ['error', 'Stage 2', 'stage.failed', 'Stage second, Stage 2, failed'],
    ]);
    const latest = await addRepo('latest');
    await ran(latest, 'first', true);
    assert.deepEqual(await stageLooks(), [
      ['pass-filled', 'Stage 1', 'stage.passed', 'Stage first, Stage 1, passed'],
      ['circle-large-outline', 'Stage 2 · next', 'stage.open', 'Stage second, Stage 2, next'],
    ]);
    const [row] = await tree.getChildren(roots[0]);
    assert.equal(itemOf(row!).description, `1 of 2 stages passed · ${home.fsPath}`);
  });

  it('opens a stage from its row, where there is a page of it', async () => {
    const [first] = await tree.getChildren(roots[0]);
    const { command } = itemOf(first!);
    assert.deepEqual(
      [command?.command, command?.arguments],
      [CommandId.openStage, [{ project: 'one', stage: 'first' }, { preserveFocus: true }]],
    );
    const [other] = await tree.getChildren(roots[1]);
    assert.deepEqual([itemOf(other!).command, itemOf(other!).contextValue], [undefined, 'stage']);
  });

  it('shows where a check is from the moment it begins, on the rows of the folder, the stage and the project, until it ends', async () => {
    const folder = await addRepo('mine');
    const looks = async () => {
      const rows = [roots[0]!, ...(await tree.getChildren(roots[0]))].map(itemOf);
      return rows.map(({ iconPath, description, contextValue }) => [(iconPath as vscode.ThemeIcon).id, description, contextValue]);
    };
    const before = await looks();
    activity.begin(folder, 'one');
    const place = home.fsPath;
    assert.deepEqual((await looks()).slice(0, 2), [
      ['loading~spin', 'checking · Beginner · 3 h', 'project.started'],
      ['loading~spin', `checking: starting · ${place}`, 'repo.checking'],
    ]);
    const stages = ['first', 'second'].map((id, place) => ({ id, number: place + 1, title: `Stage ${id}`, checks: [] }));
    const tell = (event: RunEvent) => activity.update(folder, (progress) => runAfter(progress, event));
    tell({ type: 'run-started', project: 'one', command: 'x', stages });
    tell({ type: 'stage-started', stage: 'first' });
    tell({ type: 'stage-finished', stage: 'first', passed: true, ms: 1 });
    tell({ type: 'stage-started', stage: 'second' });
    assert.deepEqual((await looks()).slice(1), [
      ['loading~spin', `checking Stage 2 · 1 of 2 stages done · ${place}`, 'repo.checking'],
      ['circle-large-outline', 'Stage 1 · next', 'stage.open'],
      ['loading~spin', 'Stage 2 · checking', 'stage.checking'],
    ]);
    assert.equal(itemOf((await tree.getChildren(roots[0]))[2]!).accessibilityInformation?.label, 'Stage second, Stage 2, checking');
    activity.ending(folder);
    assert.equal((await looks())[1]?.[1], `canceling the check · ${place}`);
    activity.end(folder);
    assert.deepEqual(await looks(), before);
  });

  it('marks a finished project', async () => {
    const folder = await addRepo('mine');
    for (const id of ['first', 'second']) await ran(folder, id, true);
    const item = itemOf(roots[0]!);
    assert.deepEqual([item.description, (item.iconPath as vscode.ThemeIcon).id], ['finished · Beginner · 3 h', 'verified-filled']);
    assert.match(item.accessibilityInformation?.label ?? '', /, finished$/);
    const [repo] = await tree.getChildren(roots[0]);
    assert.equal(repo && itemOf(repo).contextValue, 'repo.finished', 'its menu has the certificate, and no other has');
  });

  it('shows anew only rows that look otherwise: those without children at once, a project later', async () => {
    const folder = await addRepo('mine');
    const titles = () => {
      const { now, later } = tree.staleRows();
      return [now.map((node) => itemOf(node).label), later.map((node) => node.project.id)];
    };
    roots.forEach(itemOf);
    const rows = async () => (await tree.getChildren(roots[0])).map(itemOf);
    await rows();
    assert.deepEqual(titles(), [[], []]);
    await ran(folder, 'first', false);
    assert.deepEqual(titles(), [['Stage first'], []]);
    await rows();
    await ran(folder, 'first', true);
    assert.deepEqual(titles(), [['mine', 'Stage first', 'Stage second'], []]);
    await rows();
    await ran(folder, 'second', true);
    assert.deepEqual(titles(), [['mine', 'Stage second'], ['one']]);
    await rows();
    assert.deepEqual(
      titles(),
      [[], []].map((none, at) => (at === 1 ? ['one'] : none)),
      'the project is still to be shown',
    );
    itemOf(roots[0]!);
    await repos.remove(folder);
    assert.deepEqual(titles()[0], ['Project one'], 'with all that is below it');
    assert.deepEqual(titles()[0], [], 'once');
  });

  it('tells more when the learner rests on a row, and text of the content formats nothing', async () => {
    const tooltip = async (node: ProjectsNode) => ((await tree.resolveTreeItem(itemOf(node), node)).tooltip as vscode.MarkdownString).value;
    assert.match(
      await tooltip(roots[0]!),
      /Build \\\[it\\\]\\\(x\\\)\.[^]*0 of 2 topics completed[^]*- \$\(circle-large-outline\) Topic \\\*a\\\*/,
    );
    const [first] = await tree.getChildren(roots[0]);
    assert.match(await tooltip(first!), /Stage 1[^]*Practices: Topic \\\*a\\\*/);
  });
});
