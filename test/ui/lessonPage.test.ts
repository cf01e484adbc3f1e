/** The lesson on a topic's page in the window: its code, the links that were read, and where it leads. What it shows: test/pages. */
import { strict as assert } from 'node:assert';
import type { Frame } from 'playwright-core';
import type { Ui } from '../support/ui';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';
import { openRoadmapView, shareRoadmap, startAfresh } from './roadmap';
import { sharesWindow } from './sharedWindow';
import { openTopic, topicPage } from './topicPage';

const TOPIC = 'Relational Databases and SQL';

describe('the lesson on the page of a topic', function () {
  this.timeout(180_000);
  sharesWindow(this);
  let ui: Ui;
  let workbench: Workbench;

  before(async () => {
    ui = await shareRoadmap();
    workbench = ui.workbench;
  });
  beforeEach(async () => {
    await workbench.setViewport(1600, 1400);
    await openRoadmapView(workbench);
  });
  after(() => ui.close());

  const scrollOf = (page: Frame) => page.evaluate(() => Math.round(window.scrollY));
  const contents = (page: Frame) => page.getByRole('navigation', { name: 'On this page' });
  const tasks = (page: Frame) => page.locator('.lesson .task').getByRole('checkbox');
  const reads = (page: Frame) => page.getByRole('checkbox', { name: /^Read: / });

  /** Whether a heading is in sight. */
  const isInSight = (page: Frame, name: string): Promise<boolean> =>
    page.getByRole('heading', { name }).evaluate((heading) => {
      const { top, bottom } = heading.getBoundingClientRect();
      return top >= 0 && bottom <= window.innerHeight;
    });

  it('opens code in an editor beside it', async () => {
    const page = await openTopic(workbench, TOPIC);
    await page
      .locator('[data-code="0"]')
      .getByRole('button', { name: /^Open the code of / })
      .click();
    // By a click, as a person goes on: the page that was just clicked may take the focus back on a busy machine.
    await workbench.page
      .locator('.monaco-editor .view-line')
      .filter({ hasText: /CREATE\sTABLE\scustomers/ })
      .first()
      .click();
    const language = workbench.statusItem('status.editor.mode');
    await waitUntil('the editor knows the language', async () => (await language.innerText()).includes('SQL'));
    await page.getByRole('heading', { name: TOPIC, level: 1 }).waitFor();
    await workbench.runCommand('View: Revert and Close Editor');
  });

  it('keeps what was ticked in the exercise, over a reload and undo', async () => {
    await startAfresh(workbench);
    let page = await openTopic(workbench, TOPIC);
    await tasks(page).nth(1).check();
    await tasks(page).nth(0).check();
    await workbench.reloadWindow();
    await openRoadmapView(workbench);
    page = await topicPage(workbench, TOPIC);
    const ticked = () => tasks(page).evaluateAll((all: HTMLInputElement[]) => all.map(({ checked }) => checked).slice(0, 3));
    await waitUntil('the ticks are there', async () => (await ticked()).join() === 'true,true,false');
    await tasks(page).nth(0).uncheck();
    await workbench.runCommand('Backend Roadmap: Undo Last Change');
    await waitUntil('the tick is back', async () => (await ticked()).join() === 'true,true,false');
    await tasks(page).nth(0).uncheck();
    await tasks(page).nth(1).uncheck();
  });

  it('keeps the links that were read and where it was scrolled to, over a reload', async () => {
    await startAfresh(workbench);
    let page = await openTopic(workbench, TOPIC);
    const total = await reads(page).count();
    assert.ok(total >= 4);
    await page.getByText(`0 of ${total} read`).waitFor();
    await reads(page).nth(1).check();
    await page.getByText(`1 of ${total} read`).waitFor();
    await reads(page).nth(2).click();
    await page.getByText(`2 of ${total} read`).waitFor();
    await reads(page).nth(2).click();
    await page.getByText(`1 of ${total} read`).waitFor();
    await contents(page).getByRole('link', { name: 'Exercise' }).click();
    await waitUntil('the heading is in sight', () => isInSight(page, 'Exercise'));
    let scrolled = 0;
    await waitUntil('it scrolls no more', async () => {
      const before = scrolled;
      scrolled = await scrollOf(page);
      return scrolled > 0 && scrolled === before;
    });

    // From the tree: to click on Next, below it, is to scroll there first.
    page = await openTopic(workbench, 'Data Modelling, ORMs and Migrations');
    assert.equal(await scrollOf(page), 0, 'another topic begins at its beginning');
    page = await openTopic(workbench, TOPIC);
    await waitUntil('it is where it was left', async () => Math.abs((await scrollOf(page)) - scrolled) < 3);

    await workbench.reloadWindow();
    await openRoadmapView(workbench);
    page = await topicPage(workbench, TOPIC);
    await waitUntil('it is where it was left', async () => Math.abs((await scrollOf(page)) - scrolled) < 3);
    const ticks = await reads(page).evaluateAll((all: HTMLInputElement[]) => all.map(({ checked }) => checked));
    assert.deepEqual(ticks.slice(0, 3), [false, true, false]);
    await reads(page).nth(1).uncheck();
    await page.getByText(`0 of ${total} read`).waitFor();
  });

  it('leads to other topics and to the cards of projects', async () => {
    const page = await openTopic(workbench, TOPIC);
    const link = page.locator('.lesson [data-open-topic]').first();
    const id = await link.getAttribute('data-open-topic');
    await link.click();
    const other = await waitUntil('the other topic is there', async () => {
      const frame = await workbench.webviews.frame();
      return (await frame.evaluate(() => document.body.dataset['topic'])) === id ? frame : undefined;
    });
    await other.locator('h1').waitFor();
    const again = await openTopic(workbench, TOPIC);
    await again.getByRole('region', { name: 'Projects that use this topic' }).getByRole('link').first().click();
    const dashboard = await workbench.webviews.frame('Backend Developer Roadmap');
    await dashboard.getByRole('heading', { name: 'Project Ideas' }).waitFor();
  });
});
