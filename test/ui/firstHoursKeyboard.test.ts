/**
 * The same way as in `firstHours.test.ts`, by somebody who has no mouse: from an empty VS Code to a first completed topic and a first passed stage
 * by Tab, arrows, Enter, the palette's F1 and the keys with which VS Code moves between its parts.
 */
import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Ui } from '../support/ui';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';
import { pressUntilFocus, runByKeys, waitForFocus } from './keyboard';
import { openAsNewcomer, STAGE, stagePageOf, TOPIC } from './newcomer';
import { waitForStatus, waitForTick } from './roadmap';
import { topicPage } from './topicPage';

const NEXT_STAGE = 'Read one todo';

describe('the first hours of a newcomer without a mouse', function () {
  this.timeout(300_000);
  let ui: Ui;
  let workbench: Workbench;
  let home: string;

  before(async () => {
    ({ ui, home } = await openAsNewcomer());
    ({ workbench } = ui);
  });
  after(() => ui.close());

  const press = (key: string) => workbench.page.keyboard.press(key);
  const row = (name: string | RegExp) => workbench.treeItem(name).first();
  /** Whether a row is the one that the next key is meant for: a tree keeps the focus for all of its rows. */
  const isAtRow = async (name: string | RegExp) =>
    row(name).evaluate(
      (one) => one.classList.contains('focused') && one.closest('.monaco-list')?.contains(document.activeElement) === true,
    );
  const isInSidebar = () => workbench.page.evaluate(() => document.activeElement?.closest('.part.sidebar') instanceof HTMLElement);

  it('goes to the roadmap, and from its rows to the one thing to press', async () => {
    await waitUntil('the palette leads to the roadmap', async () => {
      await runByKeys(workbench, 'View: Show Backend Roadmap');
      await row(TOPIC).waitFor({ timeout: 5_000 });
      return true;
    }, 60_000); // prettier-ignore
    // A chat that opens late takes the focus from wherever it is.
    await waitUntil('the side bar has the focus', async () => {
      if (!(await isInSidebar())) await press('Control+0');
      return isInSidebar();
    });
    const start = workbench.page.locator('.part.sidebar .monaco-text-button', { hasText: /^Start$/ });
    await start.waitFor();
    await pressUntilFocus(workbench, 'Start', start, 'Tab', 15);
    await press('Enter');
  });

  it('begins to read at the title of the lesson, goes to its end by its contents, and completes the topic', async () => {
    const page = await topicPage(workbench, TOPIC);
    await waitForFocus('the title of the lesson', page.getByRole('heading', { level: 1 }));
    const contents = page.getByRole('navigation', { name: 'On this page' });
    if (!(await contents.locator('details').evaluate((details: HTMLDetailsElement) => details.open))) {
      await pressUntilFocus(workbench, 'the contents', contents.locator('summary'));
      await press('Enter');
    }
    const ending = contents.getByRole('link', { name: 'What to do next' });
    await pressUntilFocus(workbench, 'the way to the end of the lesson', ending);
    await press('Enter');
    const heading = page.getByRole('heading', { name: 'What to do next' });
    await waitForFocus('the heading of the end', heading);
    const complete = page.getByRole('region', { name: 'What to do next' }).getByRole('button', { name: 'Mark as Completed' });
    await pressUntilFocus(workbench, 'Mark as Completed', complete, 'Tab', 4);
    await press('Enter');
    await waitForStatus(workbench, '1/20');
    await waitForTick(workbench, TOPIC);
    await waitForFocus('the heading above what was done', heading);
    assert.equal(await workbench.toasts.count(), 0);
  });

  it('goes to the projects, unfolds the first, and opens its first stage with Enter', async () => {
    await runByKeys(workbench, 'Backend Roadmap: Focus on Projects View');
    await waitUntil('the rows of the projects have the focus', async () => {
      if (!(await isAtRow('REST API'))) await press('Home');
      return isAtRow('REST API');
    });
    await press('ArrowRight');
    await row(STAGE).waitFor();
    await press('ArrowDown');
    await waitUntil('the first stage is the row', () => isAtRow(STAGE));
    await press('Enter');
    const page = await stagePageOf(workbench, STAGE);
    await waitForFocus('the title of the stage', page.getByRole('heading', { level: 1 }));
  });

  it('scaffolds the project from the page of its stage', async () => {
    const page = await stagePageOf(workbench, STAGE);
    await pressUntilFocus(workbench, 'Scaffold REST API', page.getByRole('button', { name: 'Scaffold REST API' }), 'Tab', 10);
    await press('Enter');
    const { quickInput: input } = workbench;
    await input.waitOpen(/Scaffold REST API \(1\/4\)/);
    const other = input.widget.locator('.monaco-list-row.focused', { hasText: 'Choose Another Folder…' });
    for (let presses = 0; presses < 10 && (await other.count()) === 0; presses++) await press('ArrowDown');
    await press('Enter');
    await input.waitOpen('Choose the Folder in Which to Create the Project');
    await input.nameFolder(home);
    await input.option('other-project').waitFor();
    await press('Enter');
    await input.waitOpen(/Scaffold REST API \(2\/4\)/);
    const staysInSight = await input.watch();
    for (const step of ['2/4', '3/4', '4/4']) {
      await input.waitOpen(new RegExp(`Scaffold REST API \\(${step}\\)`));
      await waitForFocus(`step ${step}`, input.input);
      assert.ok(await staysInSight(), `the focus goes nowhere else before step ${step}`);
      if (step === '4/4') await input.widget.locator('.monaco-list-row.focused', { hasText: 'Open in This Window' }).waitFor();
      await press('Enter');
    }
    await workbench.editorTab('[Preview] README.md').waitFor({ timeout: 60_000 });
    assert.ok(existsSync(join(home, 'rest-api', '.backend-roadmap.json')));
  });

  it('goes to the stage beside the README, and checks it once what it needs is installed', async () => {
    const page = await stagePageOf(workbench, STAGE);
    await page.getByRole('button', { name: 'Check Stage 1', exact: true }).waitFor({ timeout: 120_000 });
    await press('Control+2');
    const check = page.locator('[data-act="check"]');
    await pressUntilFocus(workbench, 'Check Stage 1', check, 'Tab', 15);
    await press('Enter');
    await page.getByRole('strong').filter({ hasText: 'Passed: 6 of 6 checks' }).waitFor({ timeout: 60_000 });
    await waitForFocus('the button that was pressed', check);
  });

  it('finds the next stage above what was checked, and begins to read at its title', async () => {
    const page = await stagePageOf(workbench, STAGE);
    await pressUntilFocus(workbench, 'the next stage', page.getByRole('button', { name: `Next: ${NEXT_STAGE}` }), 'Shift+Tab', 2);
    await press('Enter');
    const next = await stagePageOf(workbench, NEXT_STAGE);
    await waitForFocus('the title of the next stage', next.getByRole('heading', { level: 1 }));
  });
});
