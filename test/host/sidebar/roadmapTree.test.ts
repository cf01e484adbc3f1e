import assert from 'node:assert/strict';
import { ColorId } from '../../../src/ids';
import * as vscode from 'vscode';
import type { Roadmap } from '../../../src/content/schema';
import type { ProgressStore } from '../../../src/progress/progressStore';
import type { Library } from '../../../src/content/library';
import type { RoadmapNode } from '../../../src/sidebar/roadmapTree/roadmapItems';
import { RoadmapTree } from '../../../src/sidebar/roadmapTree/roadmapTree';
import { mondayOf } from '../../../src/plan/model/days';
import { encodePlan } from '../../../src/plan/model/storedPlan';
import { PLAN_FIELD } from '../../../src/progress/model/progress';
import { today } from '../../../src/plan/readJourney';
import { temporaryHome } from '../support/home';
import { setSetting } from '../support/settings';
import { noRepos, TestMachine } from '../support/stores';
import { until } from '../support/until';

const HOSTILE = '[x](command:a) <b> $(star) **y** ![i](https://e.com/i.png)\n\n# z';

/** The whole roadmap: only what tooltips read, with prose that would like to be Markdown. */
const wholeOf = (store: ProgressStore): Roadmap =>
  ({
    sections: store.index.outline.sections.map((section) => ({
      topics: section.topics.map((topic) => ({ ...topic, summary: HOSTILE, objectives: ['Explain it', HOSTILE] })),
    })),
  }) as unknown as Roadmap;

describe('tree', () => {
  let machine: TestMachine;
  let store: ProgressStore;
  let tree: RoadmapTree;
  let loads = 0;

  beforeEach(async () => {
    machine = TestMachine.in(temporaryHome());
    store = (await machine.newLoadedWindow()).store;
    loads = 0;
    const load = () => {
      loads++;
      return Promise.resolve(wholeOf(store));
    };
    tree = new RoadmapTree({ index: store.index, load } as unknown as Library, store, noRepos);
  });
  afterEach(async () => {
    await setSetting('tree.hideCompleted', undefined);
    await machine.remove();
  });

  const nodes = (): RoadmapNode[] => tree.getChildren().flatMap((root) => [root, ...tree.getChildren(root)]);
  const ids = () => nodes().map((node) => tree.getTreeItem(node).id);
  const find = (id: string): RoadmapNode => nodes().find((node) => tree.getTreeItem(node).id === id) ?? assert.fail(`no row ${id}`);
  const item = (id: string): vscode.TreeItem => tree.getTreeItem(find(id));
  const tooltip = async (id: string): Promise<vscode.MarkdownString> =>
    (await tree.resolveTreeItem(item(id), find(id))).tooltip as vscode.MarkdownString;
  const isChecked = (id: string): boolean | undefined => {
    const { checkboxState } = item(id);
    return typeof checkboxState === 'object' ? checkboxState.state === vscode.TreeItemCheckboxState.Checked : undefined;
  };

  it('has sections with their topics in order, and a milestone after its section', () => {
    assert.deepEqual(ids(), [
      'section:basics', 'topic:how-web', 'topic:http', 'milestone:knows-the-web',
      'section:data', 'topic:sql', 'topic:nosql', 'topic:cache', 'milestone:knows-data',
      'section:ship', 'topic:deploy',
    ]); // prettier-ignore
  });

  it('knows the parent of every row', () => {
    assert.equal(tree.getParent(find('topic:sql')), find('section:data'));
    assert.deepEqual([tree.getParent(find('section:data')), tree.getParent(find('milestone:knows-data'))], [undefined, undefined]);
  });

  it('gives the same rows each time, so that VS Code recognises them', () => {
    const before = nodes();
    tree.refresh();
    assert.ok(nodes().every((node, i) => node === before[i]));
  });

  it('a topic that the plan has for this week says so, until it is done', async () => {
    assert.equal(item('topic:http').description, '2 h');
    const works = store.index.topics.map(({ id, hours }) => ({ kind: 'topic' as const, id, hours }));
    // A week that began on a Monday has all of its 5 hours: 1 and 2, and 2 of the next topic.
    const start = mondayOf(today());
    await store.setField(PLAN_FIELD, encodePlan({ hoursAWeek: 5, start, made: start, target: undefined, projects: false, works }));
    await store.setStatus(['sql'], 'doing');
    assert.deepEqual([...tree.thisWeek].sort(), ['how-web', 'http', 'sql']);
    assert.equal(item('topic:http').description, 'this week · 2 h');
    assert.equal(item('topic:sql').description, 'this week · 3 h');
    assert.equal(item('topic:http').accessibilityInformation?.label, 'HTTP, not started, this week, 2 hours, topic 2');
    assert.equal(item('topic:cache').description, '5 h');
    await store.setStatus(['http'], 'done');
    assert.equal(item('topic:http').description, '2 h');
    await store.setField(PLAN_FIELD, null);
    assert.equal(item('topic:sql').description, '3 h');
  });

  it('a topic says title, status, hours and place', async () => {
    await store.setStatus(['sql'], 'doing');
    await store.setStatus(['http'], 'done');
    await store.setStatus(['cache'], 'skipped');
    const rows = ['how-web', 'http', 'sql', 'cache'].map((id) => {
      const { label, description, contextValue, accessibilityInformation, iconPath } = item(`topic:${id}`);
      const icon = iconPath instanceof vscode.ThemeIcon ? iconPath.id : iconPath;
      return [label, description, contextValue, isChecked(`topic:${id}`), icon, accessibilityInformation?.label];
    });
    assert.deepEqual(rows, [
      ['How the Web Works', '1 h', 'topic.todo', false, undefined, 'How the Web Works, not started, 1 hour, topic 1'],
      ['HTTP', '2 h', 'topic.done', true, undefined, 'HTTP, completed, 2 hours, topic 2'],
      ['SQL', '3 h', 'topic.doing', false, 'color-mode', 'SQL, in progress, 3 hours, topic 3'],
      ['Caching', '5 h', 'topic.skipped', false, 'circle-slash', 'Caching, skipped, 5 hours, topic 5'],
    ]);
  });

  it('a proven topic shows it, ticked or not', async () => {
    await store.addProof('http', { kind: 'quiz', id: 'http' });
    const { iconPath, accessibilityInformation } = item('topic:http');
    assert.equal((iconPath as vscode.ThemeIcon).id, 'verified-filled');
    assert.equal((iconPath as vscode.ThemeIcon).color?.id, ColorId.proven);
    await store.setStatus(['http'], 'doing');
    assert.equal(item('topic:http').description, 'in progress · 2 h', 'what the icon does not say is said');
    await store.setStatus(['http'], 'todo');
    assert.equal(accessibilityInformation?.label, 'HTTP, not started, proven, 2 hours, topic 2');
    assert.equal(isChecked('topic:http'), false);
  });

  it('a topic opens with a click', () => {
    const { command, collapsibleState } = item('topic:http');
    assert.deepEqual([command?.command, command?.arguments?.[0]], ['backendRoadmap.openTopic', 'http']);
    assert.equal(collapsibleState, vscode.TreeItemCollapsibleState.None);
  });

  it('a section says how much of it is done and has no checkbox', async () => {
    await store.setStatus(['sql'], 'done');
    await store.setStatus(['nosql'], 'skipped');
    const { label, description, contextValue, checkboxState, accessibilityInformation } = item('section:data');
    assert.deepEqual([label, description, contextValue, checkboxState], ['Data', '1/3', 'section', undefined]);
    assert.equal(accessibilityInformation?.label, 'Data, section, 1 of 3 completed, 1 skipped');
    assert.equal(item('section:ship').accessibilityInformation?.label, 'Ship, section, 0 of 1 completed');
  });

  it('a milestone lights up when its section is complete', async () => {
    const look = () => {
      const { description, iconPath, contextValue, accessibilityInformation } = item('milestone:knows-the-web');
      return [(iconPath as vscode.ThemeIcon).id, description, contextValue, accessibilityInformation?.label];
    };
    assert.deepEqual(look(), ['star-empty', undefined, 'milestone', 'Milestone not reached yet: You know the web!']);
    await store.setStatus(['how-web', 'http'], 'done');
    assert.deepEqual(look(), ['star-full', undefined, 'milestone', 'Milestone reached: You know the web!']);
  });

  it('hides what is completed when the setting says so, with sections and milestones of which nothing is left', async () => {
    await store.setStatus(['how-web', 'http', 'sql'], 'done');
    await store.setStatus(['nosql'], 'skipped');
    await setSetting('tree.hideCompleted', true);
    tree.refresh();
    const left = ['section:data', 'topic:nosql', 'topic:cache', 'milestone:knows-data', 'section:ship', 'topic:deploy'];
    assert.deepEqual(ids(), left);
    await store.setStatus(['nosql', 'cache', 'deploy'], 'done');
    assert.deepEqual(ids(), left, 'no row moves before all are shown anew');
    tree.refresh();
    assert.deepEqual(ids(), []);
  });

  describe('tooltips', () => {
    it('are made when they are asked for, and only then is the whole roadmap read', async () => {
      assert.ok(nodes().every((node) => tree.getTreeItem(node).tooltip === undefined));
      assert.equal(loads, 0);
      await tooltip('topic:http');
      assert.equal(loads, 1);
    });

    it('show what the content says as text: no link, no picture, no icon, no heading', async () => {
      await store.setStatus(['http'], 'doing');
      const { value, isTrusted, supportHtml } = await tooltip('topic:http');
      assert.deepEqual([isTrusted ?? false, supportHtml ?? false], [false, false]);
      const unescaped = value.replace(/\\./g, '');
      assert.match(unescaped, /^\*\*HTTP\*\*/);
      assert.doesNotMatch(unescaped, /\]\(|!\[|<b>|\$\(star\)|\*\*y|^#/m);
      assert.match(value, /- Explain it\n/);
      assert.match(value, /\$\(clock\) 2 hours · in progress since \S/);
    });

    it('of sections and milestones say how far it is', async () => {
      await store.setStatus(['sql'], 'done');
      await store.setStatus(['cache'], 'skipped');
      assert.equal((await tooltip('section:data')).value, '**Data**\n\n▰▰▰▱▱▱▱▱▱▱ 1/3 · 12 hours · 1 skipped');
      assert.equal((await tooltip('milestone:knows-data')).value, '**You know data!**\n\nLights up when every topic of Data is completed.');
      await store.setStatus(['nosql'], 'done');
      assert.match((await tooltip('milestone:knows-data')).value, /You completed every topic of Data\./);
    });
  });

  it('tells VS Code which rows changed, and nothing when there are none', async () => {
    const told: (RoadmapNode[] | undefined)[] = [];
    tree.onDidChangeTreeData((changed) => told.push(changed));
    tree.refresh([]);
    tree.refresh([find('topic:http')]);
    tree.refresh();
    await until('both are told', () => told.length === 2);
    assert.deepEqual(told, [[find('topic:http')], undefined]);
  });
});
