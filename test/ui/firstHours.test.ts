/**
 * From an empty VS Code to a first completed topic and a first passed stage, by what is in sight alone: no palette, no word from outside. Whether
 * a folder is trusted is asked in `restrictedWorkspace.test.ts`.
 */
import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import type { Ui } from '../support/ui';
import type { Workbench } from '../support/workbench';
import { openAsNewcomer, STAGE, stagePageOf, TOPIC } from './newcomer';
import { openRoadmapView, statusItem, waitForCount, waitForStatus, waitForTick } from './roadmap';
import { topicPage } from './topicPage';

describe('the first hours of a newcomer', function () {
  this.timeout(300_000);
  let ui: Ui;
  let workbench: Workbench;
  let home: string;

  before(async () => {
    ({ ui, home } = await openAsNewcomer());
    ({ workbench } = ui);
    await openRoadmapView(workbench);
  });
  after(() => ui.close());

  const start = () => workbench.page.locator('.part.sidebar .monaco-text-button', { hasText: /^Start$/ });
  const sidebar = () => workbench.page.locator('.part.sidebar');
  const stagePage = () => stagePageOf(workbench, STAGE);
  const isInSight = async (frame: Frame, selector: string) =>
    frame.evaluate((wanted) => {
      const box = document.querySelector(wanted)?.getBoundingClientRect();
      return box !== undefined && box.height > 0 && box.top >= 0 && box.bottom <= window.innerHeight;
    }, selector);

  it('sees the roadmap, the projects and one thing to press', async () => {
    await start().waitFor();
    await sidebar().getByText('Tick what you know already, then begin with the first topic that is left.').waitFor();
    for (const row of [TOPIC, 'REST API', 'Authentication System']) assert.ok(await workbench.treeItem(row).first().isVisible(), row);
    assert.equal((await statusItem(workbench).innerText()).trim(), '0/20');
    assert.equal(await workbench.toasts.count(), 0);
  });

  it('presses it, and reads the first lesson to its end, where the next steps are', async () => {
    await start().click();
    await workbench.editorTab(TOPIC).waitFor();
    const page = await topicPage(workbench, TOPIC);
    await page.getByRole('heading', { name: 'What you will be able to do' }).waitFor();
    const ending = page.getByRole('region', { name: 'What to do next' });
    await ending.scrollIntoViewIfNeeded();
    assert.deepEqual(
      (await ending.getByRole('button').allInnerTexts()).map((text) => text.trim()),
      ['Take the Quiz', 'Mark as Completed', 'Next Topic: HTTP and HTTPS'],
    );
  });

  it('completes the topic, and sees it everywhere', async () => {
    const page = await topicPage(workbench, TOPIC);
    await page.getByRole('region', { name: 'What to do next' }).getByRole('button', { name: 'Mark as Completed' }).click();
    await waitForStatus(workbench, '1/20');
    await waitForTick(workbench, TOPIC);
    await waitForCount(workbench, 'Internet Fundamentals', '1/2');
    await start().waitFor({ state: 'hidden' });
    await sidebar().getByText('scaffold a project below').waitFor();
    assert.equal(await workbench.toasts.count(), 0, 'all of it can be seen');
  });

  it('scaffolds the first project from its row', async () => {
    await workbench.rowAction(workbench.treeItem('REST API'), 'Scaffold Project');
    const input = workbench.quickInput;
    await input.waitOpen(/Scaffold REST API \(1\/4\)/);
    await input.choose('Choose Another Folder…');
    await input.nameFolder(home);
    await input.option('other-project').waitFor();
    await input.widget.getByText('Create Project Here').click();
    await input.waitOpen(/Scaffold REST API \(2\/4\)/);
    await input.accept();
    await input.waitOpen(/Scaffold REST API \(3\/4\)/);
    await input.accept();
    await input.waitOpen(/Scaffold REST API \(4\/4\)/);
    assert.ok(!(await input.labels()).some((label) => /Add to Workspace/.test(label)), 'nothing is open that it could be added to');
    await input.choose(/Open in This Window/);
    await workbench.editorTab('[Preview] README.md').waitFor({ timeout: 60_000 });
    assert.ok(existsSync(join(home, 'rest-api', '.backend-roadmap.json')));
  });

  it('finds the first stage beside its files, and one thing to do next while what it needs is installed', async () => {
    const page = await stagePage();
    await page.getByRole('heading', { name: STAGE, level: 1 }).waitFor();
    await page.getByRole('button', { name: /^(Installing Dependencies…|Check Stage 1)$/ }).waitFor();
    assert.ok(await isInSight(page, '[data-act="check"]'), 'what to press is in sight');
    assert.equal(await page.locator('.buttons .primary').count(), 1, 'there is one next step');
    await page.getByRole('button', { name: 'Check Stage 1', exact: true }).waitFor({ timeout: 120_000 });
    assert.equal(await workbench.toasts.count(), 0);
  });

  it('checks the stage, sees where the check is, and passes it', async () => {
    const page = await stagePage();
    await page.getByRole('button', { name: 'Check Stage 1', exact: true }).click();
    // Nobody is asked about what was just created for them.
    await page.getByRole('button', { name: 'Cancel Check' }).waitFor();
    assert.equal(await workbench.dialog.count(), 0);
    await page.getByRole('strong').filter({ hasText: 'Passed: 6 of 6 checks' }).waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Next: Read one todo' }).waitFor();
    assert.ok(await isInSight(page, '[data-open-stage]'), 'the next step is in sight');
  });

  it('opens a file beside the page, which stays in sight', async () => {
    const page = await stagePage();
    const heading = page.getByRole('heading', { name: STAGE, level: 1 });
    await heading.click();
    await workbench.openView('Explorer');
    await workbench.treeItem('package.json').click();
    await workbench.editorTab('package.json').waitFor();
    assert.ok(await heading.isVisible());
  });

  it('sees what was earned: in the row of the project, and of the topics that it proves', async () => {
    await openRoadmapView(workbench);
    await workbench.treeItem(/^HTTP and HTTPS, .*Proven/i).waitFor();
    await workbench.treeItem(/^rest-api, your project in .*, 1 of 8 stages passed/).waitFor();
    await waitForStatus(workbench, '1/20');
    assert.ok(await workbench.page.locator('.part.activitybar').getByRole('tab', { name: 'Testing' }).isVisible());
  });
});
