/** The page of a stage, from scaffolding to the certificate: what it says and does. Its looks: test/pages. */
import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import type { Ui } from '../support/ui';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';
import { dashboardFrame } from './dashboard';
import { CONTAINER, openRoadmap, statusItem } from './roadmap';
import { finishedResults, READ_ONE_FAILED, restApiResults } from './stageResults';
import { writeResults } from './stored';
import { topicPage as pageOf } from './topicPage';

const READ_ONE = 'Read one todo';
const HELLO = 'Start it, list todos and create one';

describe('the page of a stage', function () {
  this.timeout(180_000);
  let ui: Ui;
  let workbench: Workbench;
  /** The folder of the learner's repo. */
  let repo: string;

  before(async () => {
    const home = mkdtempSync(join(tmpdir(), 'backend-roadmap-stage-'));
    mkdirSync(join(home, 'open'));
    repo = join(home, 'my-api');
    ui = await openRoadmap({ folder: join(home, 'open') });
    workbench = ui.workbench;
  });
  beforeEach(async () => {
    await workbench.dismissAll();
    await workbench.setViewport(1600, 1400);
    await workbench.openView(CONTAINER);
  });
  after(() => ui.close());

  const { stringify } = JSON;
  const row = (name: string) => workbench.page.getByRole('treeitem', { name: new RegExp(`^${name}, Stage`) });
  const testing = () => workbench.page.locator('.part.activitybar').getByRole('tab', { name: /^Testing/ });
  const button = (page: Frame, name: string | RegExp) => page.getByRole('button', { name, exact: true });
  const hints = (page: Frame) => page.locator('.hints details').evaluateAll((all) => all.map((one) => (one as HTMLDetailsElement).open));
  const focused = (page: Frame) =>
    page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText.replace(/\s+/g, ' ').trim() ?? '');
  const topOf = (page: Frame, part: string) => page.locator(part).evaluate((element) => Math.round(element.getBoundingClientRect().top));
  const focusIn = (page: Frame) => waitUntil('the page has the focus', () => page.evaluate(() => document.hasFocus()));

  /** Folds one view of the container away, or unfolds it. */
  async function setView(name: string, isOpen: boolean): Promise<void> {
    const header = workbench.page.locator('.part.sidebar .pane-header').filter({ hasText: new RegExp(`^\\s*${name}`) });
    if ((await header.getAttribute('aria-expanded')) !== String(isOpen)) await header.click({ position: { x: 24, y: 10 } });
  }

  async function unfoldProject(): Promise<void> {
    await setView('Roadmap', false);
    await setView('Projects', true);
    const project = workbench.page.getByRole('treeitem', { name: /^REST API, Beginner/ });
    await project.waitFor();
    if ((await project.getAttribute('aria-expanded')) !== 'true') await project.locator('.monaco-tl-twistie').click();
    await row(HELLO).waitFor();
  }

  async function openFromTree(stage: string): Promise<Frame> {
    await unfoldProject();
    await row(stage).locator('.label-name').click();
    return pageOf(workbench, stage);
  }

  async function tabTo(page: Frame, text: RegExp): Promise<void> {
    await waitUntil(`Tab reaches ${String(text)}`, async () => {
      if (text.test(await focused(page))) return true;
      await workbench.page.keyboard.press('Tab');
      return text.test(await focused(page));
    });
  }

  /** Puts results in place, and starts the window anew: it reads them once. */
  async function restartWith(results: ReturnType<typeof restApiResults>): Promise<void> {
    await writeResults(ui.server, results);
    await restart();
  }

  async function restart(): Promise<void> {
    await workbench.reloadWindow();
    await workbench.openView(CONTAINER);
    await statusItem(workbench).waitFor({ timeout: 60_000 });
  }

  it('opens from the tree before there is a repo, and leads to one; hints unfold one at a time and stay so', async () => {
    let page = await openFromTree(READ_ONE);
    await page.getByText('REST API · Stage 2', { exact: true }).waitFor();
    await button(page, 'Scaffold REST API').waitFor();
    assert.equal(await button(page, 'Check Stage 2').count(), 0);
    assert.equal(await testing().count(), 0, 'there is nothing to test, and no icon for it');
    assert.deepEqual(await page.locator('.checks .state').allInnerTexts(), ['Not run', 'Not run', 'Not run']);
    const summary = (at: number) => page.locator('.hints summary').nth(at);
    assert.match(await summary(1).innerText(), /Hint 2\s*· opens after hint 1/);
    await summary(1).click();
    await summary(2).click();
    assert.deepEqual(await hints(page), [false, false, false]);
    await summary(0).click();
    await page.getByText('is in request.params.id').waitFor();
    await summary(1).click();
    await waitUntil('two are open', async () => stringify(await hints(page)) === stringify([true, true, false]));
    await page.locator('.neighbours').scrollIntoViewIfNeeded();
    const before = await topOf(page, '.neighbours');
    await restart();
    page = await pageOf(workbench, READ_ONE);
    await waitUntil('it is scrolled as far as then', async () => Math.abs((await topOf(page, '.neighbours')) - before) < 3);
    await waitUntil('two are open again', async () => stringify(await hints(page)) === stringify([true, true, false]));
  });

  it('is for the repo once there is one: not checked yet, the solution locked, and said why', async () => {
    const page = await openFromTree(READ_ONE);
    await button(page, 'Scaffold REST API').click();
    const input = workbench.quickInput;
    await input.waitOpen('Scaffold REST API (1/4)');
    await input.accept();
    await input.waitOpen('Scaffold REST API (2/4)');
    await input.type('my-api');
    await input.accept();
    await input.waitOpen('Scaffold REST API (3/4)');
    await input.choose(/Do Not Use Git/);
    await input.waitOpen('Scaffold REST API (4/4)');
    await input.choose(/Do Not Open/);
    await workbench.toast(`${repo} is ready.`).waitFor();
    await workbench.clearToasts();
    await testing().waitFor();
    await button(page, 'Install Dependencies').waitFor();
    await page.getByText('Dependencies are not installed.', { exact: true }).waitFor();
    await page.getByText('0 of 8 stages passed').waitFor();
    assert.deepEqual(await hints(page), [true, true, false], 'the hints that were unfolded before count for the repo');
    const solution = button(page, 'Compare with Solution of Stage 2');
    assert.equal(await solution.getAttribute('aria-disabled'), 'true');
    await page.getByText('The solution opens when this stage passes, or after 3 checks that fail.').waitFor();
    await solution.click({ force: true });
    await waitUntil('it says why', async () => (await page.locator('[data-announcer]').innerText()).includes('3 checks that fail'));
  });

  it('has its checks in the Test Explorer once it was checked, although its repo is not in the workspace', async () => {
    await workbench.runCommand('Backend Roadmap: Check');
    await workbench.toast(/The dependencies are not installed/).waitFor();
    await workbench.clearToasts();
    await workbench.runCommand('Testing: Focus on Test Explorer View');
    await workbench.page.locator('.test-explorer .monaco-list-row', { hasText: 'my-api' }).waitFor();
  });

  it('shows what the last run found, in the tree as well, and leads on from a stage that passed', async () => {
    await restartWith(restApiResults(repo, { 'read-one': READ_ONE_FAILED }));
    const page = await openFromTree(READ_ONE);
    await workbench.page.getByRole('treeitem', { name: `${HELLO}, Stage 1, passed` }).waitFor();
    await workbench.page.getByRole('treeitem', { name: `${READ_ONE}, Stage 2, failed, next` }).waitFor();
    await workbench.page.getByRole('treeitem', { name: /^my-api, your project in .*, 1 of 8 stages passed$/ }).waitFor();
    await page.locator('.outcome', { hasText: /^Not passed yet: 1 of 3 checks so far\s*GET \/todos\/6a1f/ }).waitFor();
    assert.deepEqual(await page.locator('.checks .state').allInnerTexts(), ['Passed', 'Failed', 'Failed']);
    assert.deepEqual(await page.locator('[data-side="expected"] mark').allInnerTexts(), ['  "title": "Not Found",']);
    await page.getByText('The last request and its answer').first().click();
    await page.getByText('HTTP/1.1 200 OK').waitFor();
    await page
      .getByRole('button', { name: /^This Check Is Wrong\?/ })
      .first()
      .click();
    await workbench.toast(/^A report about this check is on the clipboard, and was sent nowhere\./).waitFor();
    await workbench.clearToasts();
    await page.getByRole('button', { name: `Previous ${HELLO}` }).click();
    const hello = await pageOf(workbench, HELLO);
    await hello.getByText('Passed: 6 of 6 checks').waitFor();
    const selected = workbench.page.locator('.part.sidebar [role="treeitem"][aria-selected="true"]');
    await selected.filter({ hasText: HELLO }).waitFor();
    await button(hello, `Next: ${READ_ONE}`).click();
    const next = await pageOf(workbench, READ_ONE);
    await waitUntil('the focus is on its heading', async () => (await focused(next)) === READ_ONE);
    assert.deepEqual(await workbench.editorTabs(), [READ_ONE]);
    await selected.filter({ hasText: READ_ONE }).waitFor();
    assert.equal(await selected.count(), 1, 'the row follows the page');
  });

  it('is used with the keyboard alone, from the palette on', async () => {
    // A page that had the focus before the palette gets it back late, and would close the list that the command opens.
    await workbench.runCommand('View: Close All Editors');
    await waitUntil('no editor is open', async () => (await workbench.page.locator('.part.editor .tab').count()) === 0);
    await workbench.runCommand('Backend Roadmap: Open Stage');
    const input = workbench.quickInput;
    await input.waitOpen('Open Stage');
    await input.option(/^REST API\s*1 of 8 stages passed/).waitFor();
    await input.type('REST');
    await input.accept();
    await input.option(/Read one todo.*Stage 2 · failed · next/).waitFor();
    await input.type('Read one');
    await input.accept();
    let page = await pageOf(workbench, READ_ONE);
    await focusIn(page);
    const { keyboard } = workbench.page;
    await tabTo(page, /^Install Dependencies$/);
    await tabTo(page, /^Compare with Solution of Stage 2$/);
    for (const [at, hint] of [/^Hint 1/, /^Hint 2/, /^Hint 3/].entries()) {
      await tabTo(page, hint);
      await keyboard.press('Enter');
      await waitUntil(`hint ${at + 1} is open`, async () => (await hints(page))[at]);
    }
    await tabTo(page, /^Previous/);
    await keyboard.press('Enter');
    page = await pageOf(workbench, HELLO);
    await tabTo(page, /^HTTP and HTTPS$/);
    await keyboard.press('Enter');
    await pageOf(workbench, 'HTTP and HTTPS');
  });

  it('comes back where it was scrolled to, and to the same text in a window of another width', async () => {
    await workbench.setViewport(900, 700);
    // With the chat beside it, the page would be too narrow to tell anything by.
    await workbench.runCommand('View: Hide Secondary Side Bar');
    let page = await openFromTree(READ_ONE);
    // Until its reader does something, a page that has just come up is held where it was.
    await page.locator('h1').click();
    await page.locator('#page-hints').evaluate((element) => element.scrollIntoView({ block: 'start' }));
    const before = await waitUntil('it is scrolled', () => topOf(page, '#page-hints'));
    await restart();
    page = await pageOf(workbench, READ_ONE);
    await waitUntil('it is there again', async () => Math.abs((await topOf(page, '#page-hints')) - before) < 3);
    await workbench.setViewport(1700, 700);
    await waitUntil('the page is wide', () => page.evaluate(() => innerWidth > 800));
    await restart();
    page = await pageOf(workbench, READ_ONE);
    await waitUntil('it is there in a wide window', async () => Math.abs((await topOf(page, '#page-hints')) - before) < 30);
  });

  it('celebrates a finished project, on the page, in the tree and in the dashboard', async () => {
    await restartWith(finishedResults(repo));
    const page = await openFromTree(READ_ONE);
    await page.getByText('REST API is finished.').waitFor();
    await button(page, 'Export Certificate').waitFor();
    await workbench.page.getByRole('treeitem', { name: /^REST API, .*, finished$/ }).waitFor();
    await workbench.runCommand('Backend Roadmap: Open Roadmap');
    const dashboard = await dashboardFrame(workbench);
    const card = dashboard.locator('#project-rest-api');
    await card.getByText('Finished').waitFor();
    await card.getByText('8 of 8 stages passed').waitFor();
    assert.equal(await card.getByRole('button', { name: /^Next:/ }).isVisible(), false);
    await card.getByRole('button', { name: 'Export Certificate' }).click();
    await workbench.quickInput.waitOpen('Your Name on the Certificate');
    await workbench.quickInput.type('Ada Lovelace');
    await workbench.quickInput.accept();
    await workbench.quickInput.waitOpen('Export Certificate');
    await workbench.quickInput.accept();
    await workbench.clickToast(/Saved to .*rest-api-certificate\.md\./, 'Open');
    await workbench.editorTab('rest-api-certificate.md').waitFor();
    const lines = readFileSync(join(repo, 'rest-api-certificate.md'), 'utf8').split('\n');
    assert.equal(lines[0], '# Certificate: REST API');
    assert.ok(lines.includes('| Built by | Ada Lovelace |'));
    assert.ok(lines.includes('| 2 | Read one todo | HTTP and HTTPS, REST API Design | 3 | 2026-01-12 |'));
    assert.ok(lines.includes('- GET /todos/:id answers 200 with that todo'));
  });
});
