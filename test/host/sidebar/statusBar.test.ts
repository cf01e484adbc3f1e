import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { ProgressStore } from '../../../src/progress/progressStore';
import { StatusBar } from '../../../src/sidebar/statusBar';
import { encodePlan } from '../../../src/plan/model/storedPlan';
import { PLAN_FIELD } from '../../../src/progress/model/progress';
import { today } from '../../../src/plan/readJourney';
import { temporaryHome } from '../support/home';
import { replaceInWindow, restoreWindow } from '../support/messages';
import { setSetting } from '../support/settings';
import { noRepos, TestMachine } from '../support/stores';
import { until } from '../support/until';

describe('status bar', () => {
  let machine: TestMachine;
  let store: ProgressStore;
  let bar: StatusBar;
  let visible = false;
  const item = {
    text: '',
    command: '',
    show: () => (visible = true),
    hide: () => (visible = false),
    dispose: () => undefined,
  } as unknown as vscode.StatusBarItem;

  beforeEach(async () => {
    machine = TestMachine.in(temporaryHome());
    store = (await machine.newLoadedWindow()).store;
    replaceInWindow('createStatusBarItem', () => item);
    bar = new StatusBar(store, noRepos, { isInSight: false });
    restoreWindow();
  });
  afterEach(async () => {
    bar.dispose();
    await setSetting('statusBar.visible', undefined);
    await setSetting('statusBar.format', undefined);
    await machine.remove();
  });

  const shows = (count: string) => until(`it shows ${count}`, () => item.text === `$(milestone) ${count}`);

  it('counts, for eyes and for ears, and follows every change', async () => {
    assert.deepEqual([visible, item.text, item.command], [true, '$(milestone) 0/6', 'backendRoadmap.showMenu']);
    await store.setStatus(['http', 'sql'], 'done');
    await store.setStatus(['cache'], 'skipped');
    await shows('2/6');
    // What is skipped may be shown a moment after what is completed.
    await until(
      'it leaves out what is skipped',
      () => item.accessibilityInformation?.label === 'Backend Roadmap: 2 of 6 topics completed, 40 percent without skipped topics',
    );
    await store.undo();
    await store.undo();
    await shows('0/6');
  });

  it('shows percent when the setting says so, at once', async () => {
    await store.setStatus(['http', 'sql'], 'done');
    await setSetting('statusBar.format', 'percent');
    await until('it shows percent', () => item.text === '$(milestone) 33%');
    await setSetting('statusBar.format', undefined);
    await until('it counts again', () => item.text === '$(milestone) 2/6');
  });

  it('says in its tooltip where the learner stands in the plan, and nothing of it without one', async () => {
    const tooltip = () => (item.tooltip as vscode.MarkdownString).value;
    assert.doesNotMatch(tooltip(), /finish by/);
    const works = store.index.topics.map(({ id, hours }) => ({ kind: 'topic' as const, id, hours }));
    const start = today() - 28;
    await store.setField(PLAN_FIELD, encodePlan({ hoursAWeek: 5, start, made: start, target: undefined, projects: false, works }));
    await until('it is behind', () => /\$\(calendar\) [34] weeks behind, finish by /.test(tooltip()));
    await store.setStatus(['how-web', 'http', 'sql', 'nosql', 'cache', 'deploy'], 'done');
    await shows('6/6');
    assert.match(tooltip(), /\$\(calendar\) Everything in your plan is done/);
  });

  it('a format that does not exist is the usual one', async () => {
    await setSetting('statusBar.format', 'stars');
    await store.setStatus(['http'], 'done');
    await shows('1/6');
  });

  it('goes away and comes back with its setting', async () => {
    await setSetting('statusBar.visible', false);
    await until('it is gone', () => !visible);
    await store.setStatus(['http'], 'done');
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(visible, false);
    await setSetting('statusBar.visible', undefined);
    await until('it is back', () => visible);
    assert.equal(item.text, '$(milestone) 1/6');
  });

  it('its tooltip has a bar for each section, the next topic, and only links to our own commands', async () => {
    await store.setStatus(['how-web', 'http'], 'done');
    await shows('2/6');
    const tooltip = item.tooltip as vscode.MarkdownString;
    assert.match(tooltip.value, /\*\*Small Roadmap\*\* · 2 of 6 completed \(33%\)/);
    assert.match(tooltip.value, /\| Basics \| ▰{10} \| 2\/2 \|\n\| Data \| ▱{10} \| 0\/3 \|\n\| Ship \| ▱{10} \| 0\/1 \|/);
    assert.match(tooltip.value, /Next: \[SQL\]\(command:backendRoadmap\.openTopic\?%5B%22sql%22%5D\)/);
    const linked = [...tooltip.value.matchAll(/\(command:([\w.]+)/g)].map(([, command]) => command ?? '');
    const trusted = typeof tooltip.isTrusted === 'object' ? tooltip.isTrusted.enabledCommands : [];
    assert.deepEqual([...new Set(linked)].sort(), [...trusted].sort());
  });

  it('lets a dashboard that is in sight go first', async () => {
    bar.dispose();
    replaceInWindow('createStatusBarItem', () => item);
    bar = new StatusBar(store, noRepos, { isInSight: true });
    restoreWindow();
    const start = performance.now();
    await store.setStatus(['http'], 'done');
    await shows('1/6');
    assert.ok(performance.now() - start >= 29);
  });

  it('says nothing of a next topic when none is left', async () => {
    await store.setStatus(store.index.topics.map(({ id }) => id), 'done'); // prettier-ignore
    await shows('6/6');
    assert.doesNotMatch((item.tooltip as vscode.MarkdownString).value, /Next:/);
  });
});
