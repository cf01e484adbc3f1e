import * as vscode from 'vscode';
import type { Library } from '../../../src/content/library';
import { afterChanges } from '../../../src/sidebar/inSight';
import { RoadmapTree, RowRefresher } from '../../../src/sidebar/roadmapTree/roadmapTree';
import { StatusBar } from '../../../src/sidebar/statusBar';
import { temporaryHome } from '../../host/support/home';
import { replaceInWindow, restoreWindow } from '../../host/support/messages';
import { longIndex, noRepos, TestMachine } from '../../host/support/stores';
import { median, p95 } from '../../support/statistics';

/** One frame of a screen that shows sixty of them in a second. */
const FRAME = 16;

/** An item of the status bar that notes when its text was set; it is a real one otherwise. */
function clockedItem(): { item: vscode.StatusBarItem; at: () => number } {
  const item = vscode.window.createStatusBarItem('bench', vscode.StatusBarAlignment.Left);
  let at = 0;
  const clocked = new Proxy(item, {
    set: (target, name, value) => {
      if (name === 'text') at = performance.now();
      return Reflect.set(target, name, value);
    },
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return { item: clocked, at: () => at };
}

for (const [ticks, total] of [
  [400, 20],
  [400, 1_000],
] as const) {
  it(`a tick in a roadmap of ${total} topics`, async () => {
    const machine = TestMachine.in(temporaryHome());
    const { store } = await machine.newLoadedWindow(longIndex(total));
    const library = { index: store.index } as unknown as Library;
    const { item, at } = clockedItem();
    replaceInWindow('createStatusBarItem', () => item);
    const bar = new StatusBar(store, noRepos, { isInSight: false });
    restoreWindow();
    const tree = new RoadmapTree(library, store, noRepos);
    const rows = new RowRefresher(store.index, tree, { keepBelow: () => Promise.resolve(), ask: () => Promise.resolve() });
    let told = 0;
    let refreshed = 0;
    store.onDidChange(() => (told = performance.now()));
    const shown = afterChanges(store, (change) => void rows.show(change));
    tree.onDidChangeTreeData(() => (refreshed = performance.now()));

    const times = { store: [] as number[], 'tree and status bar': [] as number[], disk: [] as number[] };
    for (let i = 0; i < ticks; i++) {
      const start = performance.now();
      const safe = store.setStatus([`t${i % total}`], Math.floor(i / total) % 2 === 0 ? 'done' : 'doing');
      await safe;
      const end = performance.now();
      while (Math.min(at(), refreshed) < start) await new Promise((resolve) => setTimeout(resolve, 1));
      times.store.push(told - start);
      times['tree and status bar'].push(Math.max(at(), refreshed) - start);
      times.disk.push(end - start);
    }
    for (const [what, values] of Object.entries(times)) {
      const ratio = (p95(values) / FRAME).toFixed(3);
      console.log(`${what.padEnd(20)} median ${median(values).toFixed(2)} ms, p95 ${p95(values).toFixed(2)} ms: ${ratio} of a frame`);
    }
    bar.dispose();
    shown.dispose();
    rows.dispose();
    await machine.remove();
  });
}

/** What a tick takes of the host, in milliseconds of its processor, with the copy for Settings Sync that follows it; the median of some. */
async function costOf(unknown: number): Promise<number> {
  const machine = TestMachine.in(temporaryHome());
  const lines = Array.from({ length: unknown }, (_, i) => JSON.stringify({ k: `other/t${i}#status`, v: 'done', t: 1_000 + i, w: 'a' }));
  await machine.write(`${lines.join('\n')}\n`, 'journal', 'theirs.jsonl');
  const { store } = await machine.newLoadedWindow(longIndex(20));
  const costs: number[] = [];
  for (let i = 0; i < 20; i++) {
    const before = process.cpuUsage();
    await store.setStatus([`t${i}`], 'done');
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { user, system } = process.cpuUsage(before);
    costs.push((user + system) / 1000);
  }
  await machine.remove();
  return median(costs);
}

it('a tick costs the same whatever is stored', async () => {
  const few = await costOf(0);
  const many = await costOf(10_000);
  console.log(
    `a tick and its copy: ${few.toFixed(1)} ms of the host; with 10,000 unknown entries ${many.toFixed(1)} ms: ${(many / few).toFixed(2)} times`,
  );
});
