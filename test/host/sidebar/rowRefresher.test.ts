import assert from 'node:assert/strict';
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

  beforeEach(async () => {
    machine = TestMachine.in(temporaryHome());
    store = (await machine.newLoadedWindow()).store;
    const tree = new RoadmapTree({ index: store.index } as unknown as Library, store, noRepos);
    told = [];
    tree.onDidChangeTreeData((nodes) => {
      told.push(...(nodes ? nodes.map((node) => tree.getTreeItem(node).id ?? '') : ['all']));
    });
    rows = new RowRefresher(store.index, tree);
  });
  afterEach(async () => {
    rows.dispose();
    await setSetting('tree.hideCompleted', undefined);
    await machine.remove();
  });

  it('are a topic, and its section when the count has changed', async () => {
    await store.setStatus(['sql'], 'done');
    rows.show(new Set(['sql']));
    assert.deepEqual(told, ['topic:sql', 'section:data', 'milestone:knows-data']);
    told = [];
    await store.setStatus(['nosql'], 'skipped');
    rows.show(new Set(['nosql']));
    assert.deepEqual(told, ['topic:nosql', 'section:data', 'milestone:knows-data']);
  });

  it('are not the section when its count is the same, as with a topic that is begun', async () => {
    await store.setStatus(['sql'], 'doing');
    rows.show(new Set(['sql']));
    assert.deepEqual(told, ['topic:sql']);
  });

  it('are the section after a count that was taken back, since it may have been drawn meanwhile', async () => {
    rows.touched();
    for (const status of ['done', 'todo'] as const) {
      await store.setStatus(['sql'], status);
      rows.show(new Set(['sql']));
    }
    assert.deepEqual(told, ['topic:sql', 'topic:sql']);
    await until('the section is drawn', () => told.includes('section:data'));
  });

  it('are all while what is completed is hidden: a row may come and another go with the count the same', async () => {
    await store.setStatus(['sql'], 'done');
    rows.show(new Set(['sql']));
    await setSetting('tree.hideCompleted', true);
    await store.setStatus(['sql'], 'todo');
    await store.setStatus(['nosql'], 'done');
    told = [];
    rows.show(new Set(['sql', 'nosql']));
    assert.ok(told.includes('all'), told.join());
  });
});
