import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CheckActivity } from '../../../src/checks/checkActivity';
import { RoadmapIndex } from '../../../src/content/outline';
import { CheckStatus } from '../../../src/sidebar/checkStatus';
import { showMenu } from '../../../src/sidebar/showMenu';
import { replaceInWindow, restoreWindow } from '../support/messages';
import type { RunEvent } from '../../../src/checks/model/events';
import { runAfter } from '../../../src/checks/model/runProgress';

describe('the check in the status bar', () => {
  const project = { id: 'api', title: 'Rest *API*', level: 'Beginner' as const, hours: 3, topics: [], stages: 2 };
  const index = new RoadmapIndex({ id: 'r', title: 'R', sections: [], projects: [project, { ...project, id: 'blog', title: 'Blog' }] });
  const folder = vscode.Uri.file('/home/ada/my-api');
  const stages = ['Creating todos', 'Reading one'].map((title, at) => ({
    id: `s${at}`,
    number: at + 1,
    title,
    checks: [{ id: 'a', title: 'a' }],
  }));
  let activity: CheckActivity;
  let status: CheckStatus;
  let made: number;
  let visible: boolean;
  let item: vscode.StatusBarItem;

  beforeEach(() => {
    [made, visible] = [0, false];
    item = { text: '', show: () => (visible = true), hide: () => (visible = false), dispose: () => undefined } as unknown as typeof item;
    replaceInWindow('createStatusBarItem', () => {
      made += 1;
      return item;
    });
    activity = new CheckActivity();
    status = new CheckStatus(activity, { index });
  });
  afterEach(() => {
    status.dispose();
    activity.dispose();
    restoreWindow();
  });

  it('is there as long as something is checked, and from the moment it begins', () => {
    assert.equal(made, 0, 'a window that checks nothing has none');
    activity.begin(folder, 'api');
    assert.deepEqual(
      [visible, item.text, item.command],
      [true, '$(loading~spin) Checking Rest *API*: starting…', 'backendRoadmap.showMenu'],
    );
    activity.end(folder);
    assert.equal(visible, false);
  });

  it('goes from stage to stage, for eyes and for ears', () => {
    activity.begin(folder, 'api');
    const tell = (event: RunEvent) => activity.update(folder, (progress) => runAfter(progress, event));
    tell({ type: 'run-started', project: 'api', command: 'x', stages });
    tell({ type: 'stage-started', stage: 's1' });
    assert.equal(item.text, '$(loading~spin) Checking Rest *API*: Stage 2, Reading one');
    assert.equal(item.accessibilityInformation?.label, 'Checking Rest *API*: Stage 2, Reading one. Open the menu to cancel.');
    const { value, isTrusted } = item.tooltip as vscode.MarkdownString;
    assert.match(value, /^Checking Rest \\\*API\\\*: Stage 2, Reading one\n\n0 of 2 stages done\n\n/);
    assert.match(value, /\(command:backendRoadmap\.cancelCheck\)/);
    assert.deepEqual(isTrusted, { enabledCommands: ['backendRoadmap.cancelCheck', 'backendRoadmap.showCheckOutput'] });
    activity.ending(folder);
    assert.equal(item.text, '$(loading~spin) Canceling the check of Rest *API*…');
  });

  it('counts projects that are checked at once', () => {
    activity.begin(folder, 'api');
    activity.begin(vscode.Uri.file('/home/ada/blog'), 'blog');
    assert.equal(item.text, '$(loading~spin) Checking 2 projects');
    activity.end(folder);
    assert.equal(item.text, '$(loading~spin) Checking Blog: starting…');
  });

  it('is canceled from its menu, each check by itself', async () => {
    const ran: unknown[][] = [];
    const { executeCommand } = vscode.commands;
    (vscode.commands as { executeCommand: unknown }).executeCommand = (...args: unknown[]) => Promise.resolve(void ran.push(args));
    try {
      let labels: string[] = [];
      replaceInWindow('showQuickPick', (items: vscode.QuickPickItem[]) => {
        labels = items.map(({ label, description = '' }) => `${label} ${description}`);
        return Promise.resolve(items[0]);
      });
      activity.begin(folder, 'api');
      const menu = {
        library: { index, quizzes: { has: () => false } },
        store: { progress: { done: 0, total: 0, percent: 0, topics: new Map() }, index },
        repos: { reposOf: () => [] },
        activity,
      };
      await showMenu(menu as unknown as Parameters<typeof showMenu>[0]);
      assert.deepEqual(labels.slice(0, 2), [
        '$(debug-stop) Cancel Check Checking Rest *API*: starting…',
        '$(output) Show Output of Check ',
      ]);
      assert.deepEqual(ran.at(-1), ['backendRoadmap.cancelCheck', { folder: folder.toString() }]);
    } finally {
      (vscode.commands as { executeCommand: unknown }).executeCommand = executeCommand;
    }
  });
});
