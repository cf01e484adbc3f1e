/** The main views in every theme, for people to look at; what must be there is checked here. Two of them are in the README. */
import { strict as assert } from 'node:assert';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTemporary } from '../support/temporary';
import type { Ui } from '../support/ui';
import type { Workbench } from '../support/workbench';
import { openRoadmap, openRoadmapView, statusItem, tick, waitForCount, waitForStatus, waitForTopic } from './roadmap';
import { openTopic, overflowing, topicPage, waitForPressed } from './topicPage';

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

describe('the main views', function () {
  this.timeout(120_000);
  let ui: Ui;
  let workbench: Workbench;

  before(async () => {
    const folder = join(makeTemporary('folder'), 'my-backend');
    await mkdir(folder);
    ui = await openRoadmap({ folder, userSettings: { 'workbench.hover.delay': 300 } });
    workbench = ui.workbench;
    for (const topic of DONE) await tick(workbench, topic);
    await workbench.rowAction(workbench.treeItem(LEARNING), 'Start Learning');
    await workbench.rowAction(workbench.treeItem(SKIPPED), 'Skip');
    await workbench.clearToasts();
    await waitForStatus(workbench, '6/20');
    // Opened again, the view greets nobody who has begun.
    await workbench.page.keyboard.press('Control+b');
    await workbench.page.getByText('Tick what you know already').waitFor({ state: 'hidden' });
    await openRoadmapView(workbench);
    await waitForCount(workbench, 'Databases', '1/4');
  });
  beforeEach(async () => {
    await workbench.setViewport(1280, 1000);
    await openRoadmapView(workbench);
  });
  after(() => ui.close());

  async function waitForTree(window: Workbench): Promise<void> {
    await window.treeItem(/^Milestone reached: You understand how the web works!/).waitFor();
    await waitForTopic(window, LEARNING, 'learning');
    await waitForTopic(window, SKIPPED, 'skipped');
    await waitForCount(window, 'Internet Fundamentals', '2/2');
    await waitForStatus(window, '6/20');
  }

  /** Takes the pointer and the focus from what would be drawn as hovered or focused. */
  async function restPointer(window: Workbench): Promise<void> {
    await window.page.mouse.move(1_050, 18);
    await window.page.locator('.workbench-hover-container').waitFor({ state: 'detached' });
  }

  for (const theme of ['dark', 'light', 'hcDark', 'hcLight'] as const) {
    it(theme, async () => {
      await workbench.setTheme(theme);
      const page = await openTopic(workbench, LEARNING);
      await waitForTree(workbench);
      await waitForPressed(page, 'Learning');
      await page.evaluate(() => window.scrollTo(0, 0));
      await restPointer(workbench);
      await workbench.screenshot(`main-${theme}`);

      await statusItem(workbench).hover();
      const tooltip = workbench.page.locator('.workbench-hover', { hasText: '6 of 20 completed (31%)' });
      await tooltip.getByText(LEARNING).waitFor();
      await workbench.screenshot(`main-${theme}-tooltip`);
      await statusItem(workbench).click();
      await workbench.quickInput.waitOpen('Backend Roadmap: 6 of 20 completed (31%)');
      await workbench.quickInput.option(/Continue\s*Asynchronous/).waitFor();
      await restPointer(workbench);
      await workbench.screenshot(`main-${theme}-menu`);
      await workbench.quickInput.cancel();

      await workbench.page.keyboard.press('Control+b');
      await workbench.setViewport(400, 900);
      assert.deepEqual(await overflowing(page), []);
      await workbench.screenshot(`main-${theme}-narrow`);
      await page.locator('.neighbours').scrollIntoViewIfNeeded();
      await workbench.screenshot(`main-${theme}-narrow-end`);
    });
  }

  it('for the README', async () => {
    const polished = await ui.openElsewhere({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 2 });
    await openRoadmapView(polished);
    for (const item of ['status.workbench.keyboardLayout', 'status.forwardedPorts', 'status.problems'])
      await hideStatusItem(polished, item);
    await polished.setTheme('dark');
    await openTopic(polished, 'REST API Design');
    await waitForTree(polished);
    await restPointer(polished);
    await polished.screenshot('readme-sidebar-dark');
    await polished.setTheme('light');
    const page = await openTopic(polished, LEARNING);
    await waitForPressed(await topicPage(polished, LEARNING), 'Learning');
    await page.getByRole('heading', { name: LEARNING }).waitFor();
    await restPointer(polished);
    await polished.screenshot('readme-topic-light');
  });

  /** VS Code's own items say nothing about the roadmap. */
  async function hideStatusItem(window: Workbench, id: string): Promise<void> {
    const item = window.statusItem(id);
    if (!(await item.isVisible())) return;
    await item.click({ button: 'right' });
    await window.page.getByRole('menuitem', { name: /^Hide '/ }).click({ delay: 150 });
    await item.waitFor({ state: 'hidden' });
  }
});
