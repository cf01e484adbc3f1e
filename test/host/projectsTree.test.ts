import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Log } from '../../src/services/log';
import { ProjectRepoStore } from '../../src/services/projectRepos';
import type { RoadmapLibrary } from '../../src/services/roadmapLibrary';
import type { ProjectNode, ProjectsNode } from '../../src/views/projectsTree/nodes';
import { ProjectsTree } from '../../src/views/projectsTree/projectsTree';
import type { Roadmap } from '../../src/core/roadmap/schema';
import { RoadmapIndex } from '../../src/core/roadmap/outline';
import { noChecks } from './support/noChecks';
import { temporaryHome } from './support/home';
import { SharedState } from './support/memento';
import { TestMachine, type TestWindow } from './support/stores';

const topic = (id: string) => ({ id, title: `Topic *${id}*`, hours: 1, formerly: [] });
const project = (id: string, topics: string[]) => ({ id, title: `Project ${id}`, level: 'Beginner' as const, hours: 3, topics });
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
  const library = { index, load: () => Promise.resolve({ projects: { items } } as unknown as Roadmap) } as unknown as RoadmapLibrary;
  let home: vscode.Uri;
  let machine: TestMachine;
  let window: TestWindow;
  let repos: ProjectRepoStore;
  let roots: ProjectNode[];
  let tree: ProjectsTree;
  const itemOf = (node: ProjectsNode) => tree.getTreeItem(node);
  const labelsBelow = async (node: ProjectsNode) => (await tree.getChildren(node)).map((child) => itemOf(child).label);

  beforeEach(async () => {
    home = temporaryHome();
    machine = TestMachine.in(home);
    window = await machine.newLoadedWindow(index);
    repos = new ProjectRepoStore(new SharedState().open(), new Log(), noChecks, '');
    roots = index.outline.projects.map((one) => ({ kind: 'project', project: one }));
    tree = new ProjectsTree(roots, library, window.store, repos);
  });
  afterEach(async () => {
    repos.dispose();
    await machine.remove();
    rmSync(home.fsPath, { recursive: true, force: true });
  });

  it('shows projects with level and hours, and their stages in order', async () => {
    assert.deepEqual(await tree.getChildren(), roots);
    const item = itemOf(roots[0]!);
    assert.deepEqual([item.label, item.description, item.contextValue], ['Project one', 'Beginner · 3 h', 'project.new']);
    assert.equal(item.accessibilityInformation?.label, 'Project one, Beginner, 3 hours, 0 of 2 topics done');
    assert.deepEqual(await labelsBelow(roots[0]!), ['Stage first', 'Stage second']);
    const [first] = await tree.getChildren(roots[0]);
    assert.equal(itemOf(first!).accessibilityInformation?.label, 'Stage first, stage 1 of 2');
    assert.equal(tree.getParent(first!), roots[0]);
    assert.deepEqual((await tree.getChildren(roots[0]))[0], first, 'the same node each time');
  });

  it('suggests a project, in words and not by colour alone, when its topics are done and it was not begun', async () => {
    await window.store.setStatus(['b'], 'done');
    assert.equal(itemOf(roots[0]!).accessibilityInformation?.label, 'Project one, Beginner, 3 hours, 1 of 2 topics done');
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

  it('tells more when the learner rests on a row, and text of the content formats nothing', async () => {
    const tooltip = async (node: ProjectsNode) => ((await tree.resolveTreeItem(itemOf(node), node)).tooltip as vscode.MarkdownString).value;
    assert.match(
      await tooltip(roots[0]!),
      /Build \\\[it\\\]\\\(x\\\)\.[^]*0 of 2 topics done[^]*- \$\(circle-large-outline\) Topic \\\*a\\\*/,
    );
    const [first] = await tree.getChildren(roots[0]);
    assert.match(await tooltip(first!), /Stage 1 of 2[^]*Practises: Topic \\\*a\\\*/);
  });
});
