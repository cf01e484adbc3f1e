import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type { Library } from '../../../src/content/library';
import type { ProgressStore } from '../../../src/progress/progressStore';
import { RoadmapTree, RowRefresher } from '../../../src/sidebar/roadmapTree/roadmapTree';
import { temporaryHome } from '../support/home';
import { setSetting } from '../support/settings';
import { noRepos, TestMachine } from '../support/stores';
import { until } from '../support/until';

describe('rows that are shown anew', () => {
  let machine: TestMachine;
  let store: ProgressStore;
  let rows: RowRefresher;
  /** What VS Code was told, in turn: the ids of rows, or "all". */
  let told: string[];
  /** How VS Code is made to keep what is below these rows. */
  let keep: (ids: string[]) => Promise<void>;
  let ask: () => Promise<unknown>;
  /** The clock of this process stands still at so long from now, so that a busy machine is not taken for a late click; `mock.restoreAll()` lets it run. */
  const laterBy = (milliseconds: number): void => {
    mock.restoreAll();
    const now = performance.now();
    mock.method(performance, 'now', () => now + milliseconds);
  };
  const show = (id: string, source: 'user' | 'outside' = 'user') => rows.show({ topics: new Set([id]), source });

  beforeEach(async () => {
    machine = TestMachine.in(temporaryHome());
    store = (await machine.newLoadedWindow()).store;
    const tree = new RoadmapTree({ index: store.index } as unknown as Library, store, noRepos);
    told = [];
    tree.onDidChangeTreeData((nodes) => {
      told.push(...(nodes ? nodes.map((node) => tree.getTreeItem(node).id ?? '') : ['all']));
    });
    keep = () => Promise.resolve();
    ask = () => Promise.resolve();
    rows = new RowRefresher(store.index, tree, {
      keepBelow: (kept) => keep(kept.map((node) => tree.getTreeItem(node).id ?? '')),
      ask: () => ask(),
    });
    laterBy(0);
  });
  afterEach(async () => {
    mock.restoreAll();
    rows.dispose();
    await setSetting('tree.hideCompleted', undefined);
    await machine.remove();
  });

  it('are a topic, and at once its section when the count has changed', async () => {
    await store.setStatus(['sql'], 'done');
    await show('sql');
    assert.deepEqual(told, ['topic:sql', 'section:data', 'milestone:knows-data']);
    told = [];
    await store.setStatus(['nosql'], 'skipped');
    await show('nosql');
    assert.deepEqual(told, ['topic:nosql', 'section:data', 'milestone:knows-data']);
  });

  it('are not the section when its count is the same, as with a topic that is begun', async () => {
    await store.setStatus(['sql'], 'doing');
    await show('sql');
    assert.deepEqual(told, ['topic:sql']);
  });

  it('wait until VS Code keeps what is below them, and what comes meanwhile goes after them', async () => {
    const asked: string[][] = [];
    let go = (): void => undefined;
    keep = (ids) => {
      asked.push(ids);
      return new Promise((resolve) => (go = resolve));
    };
    await store.setStatus(['sql'], 'done');
    const shown = show('sql');
    await until('the first rows are asked for', () => asked.length === 1);
    await store.setStatus(['http'], 'done');
    const shownToo = show('http');
    assert.deepEqual([asked, told], [[['topic:sql', 'section:data', 'milestone:knows-data']], []]);
    go();
    await until('the next rows are asked for', () => asked.length === 2);
    assert.deepEqual(told, ['topic:sql', 'section:data', 'milestone:knows-data']);
    assert.deepEqual(asked[1], ['topic:http', 'section:basics', 'milestone:knows-the-web']);
    go();
    await Promise.all([shown, shownToo]);
    assert.deepEqual(told.slice(3), ['topic:http', 'section:basics', 'milestone:knows-the-web']);
  });

  it('are the topic alone when the window is slow to answer a click: its section waits until the tree is left alone', async () => {
    ask = () => new Promise(() => undefined);
    rows.touched();
    await store.setStatus(['sql'], 'done');
    await show('sql');
    assert.deepEqual(told, ['topic:sql']);
    mock.restoreAll();
    await until('the section is shown', () => told.includes('section:data'));
  });

  it('are the topic alone when its click is told of so late that the next press may be under way', async () => {
    rows.touched(['sql']);
    await store.setStatus(['sql'], 'done');
    laterBy(460);
    await show('sql');
    assert.deepEqual(told, ['topic:sql']);
  });

  it('are the section, too, when the change was made elsewhere a while after a click', async () => {
    rows.touched(['http']);
    await store.setStatus(['sql'], 'done');
    laterBy(460);
    await show('sql');
    assert.deepEqual(told, ['topic:sql', 'section:data', 'milestone:knows-data']);
  });

  it('are without the section when VS Code was not ready for it in time: it comes right after the next click', async () => {
    let go = (): void => undefined;
    const asked: string[][] = [];
    keep = (ids) => {
      asked.push(ids);
      return new Promise((resolve) => (go = resolve));
    };
    rows.touched(['sql']);
    await store.setStatus(['sql'], 'done');
    const shown = show('sql');
    await until('the rows are asked for', () => asked.length === 1);
    laterBy(90);
    go();
    await shown;
    assert.deepEqual(told, ['topic:sql', 'milestone:knows-data']);
    laterBy(450);
    keep = () => Promise.resolve();
    rows.touched(['http']);
    await store.setStatus(['http'], 'done');
    await show('http');
    assert.deepEqual(told.slice(2).sort(), [
      'milestone:knows-data',
      'milestone:knows-the-web',
      'section:basics',
      'section:data',
      'topic:http',
    ]);
  });

  it('are all, a while after the last click, when what is completed is hidden: until then no row moves', async () => {
    await setSetting('tree.hideCompleted', true);
    rows.touched();
    await store.setStatus(['sql'], 'done');
    await show('sql');
    assert.deepEqual(told, ['topic:sql', 'section:data', 'milestone:knows-data']);
    mock.restoreAll();
    await until('the row goes', () => told.includes('all'));
  });
});
