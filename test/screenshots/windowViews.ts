/** What only a whole window shows: the sidebar, the status bar and its tooltip, and the pictures of the README. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { themeKinds } from '../support/bare/themes';
import { makeTemporary } from '../support/temporary';
import type { Workbench } from '../support/workbench';
import { openDashboard } from '../ui/dashboard';
import { openRoadmap, openRoadmapView, statusItem, tick, waitForStatus, waitForTopic } from '../ui/roadmap';
import { openTopic, waitForPressed } from '../ui/topicPage';
import { photograph } from './camera';

const DONE = [
  'How the Internet Works',
  'HTTP and HTTPS',
  'Language and Runtime',
  'Testing and Debugging',
  'Git Fundamentals',
  'Relational Databases and SQL',
];
const LEARNING = 'Asynchronous Programming and Concurrency';
const SKIPPED = 'Collaborating on Code';

/** Photographs a window in which a learner has come some way. */
export async function photographWindows(): Promise<void> {
  const folder = join(makeTemporary('folder'), 'my-backend');
  await mkdir(folder);
  const ui = await openRoadmap({ folder });
  const { workbench } = ui;
  for (const topic of DONE) await tick(workbench, topic);
  await workbench.rowAction(workbench.treeItem(LEARNING), 'Start Learning');
  await workbench.rowAction(workbench.treeItem(SKIPPED), 'Skip');
  await waitForStatus(workbench, '6/20');
  await workbench.clearToasts();

  for (const theme of themeKinds) {
    await workbench.setTheme(theme);
    const page = await openTopic(workbench, LEARNING);
    await waitForPressed(page, 'In Progress');
    await restPointer(workbench);
    await photograph(workbench.page, ['window', theme]);
    await statusItem(workbench).hover();
    await workbench.page.locator('.workbench-hover', { hasText: '6 of 20 completed (31% without skipped topics)' }).waitFor();
    await photograph(workbench.page, ['window', theme, 'tooltip']);
    await statusItem(workbench).click();
    await workbench.quickInput.waitOpen('Backend Roadmap: 6 of 20 completed (31% without skipped topics)');
    await restPointer(workbench);
    await photograph(workbench.page, ['window', theme, 'menu']);
    await workbench.quickInput.cancel();
  }

  // For the README: no more of VS Code than what is told about, and every point twice.
  const polished = await ui.openElsewhere({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 2, smoothLetters: true });
  await openRoadmapView(polished);
  await polished.runCommand('View: Close All Editors');
  await polished.runCommand('View: Hide Secondary Side Bar');
  await polished.setTheme('dark');
  await openTopic(polished, 'REST API Design');
  await waitForTopic(polished, LEARNING, 'in progress');
  await restPointer(polished);
  await photograph(polished.page, ['readme', 'sidebar']);
  await openDashboard(polished);
  await restPointer(polished);
  await photograph(polished.page, ['readme', 'dashboard']);
  await polished.setTheme('light');
  await restPointer(polished);
  await photograph(polished.page, ['readme', 'dashboard', 'light']);
  await ui.close();
}

/** Takes the pointer from what would be drawn as hovered. */
async function restPointer(window: Workbench): Promise<void> {
  await window.page.mouse.move(1_050, 18);
  await window.page.locator('.workbench-hover-container').waitFor({ state: 'detached' });
}
