/** The page of a topic in the window: what it does, to whom, and what a reload leaves of it. What it says: test/pages. */
import { strict as assert } from 'node:assert';
import type { Frame } from 'playwright-core';
import type { Ui } from '../support/ui';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';
import { openRoadmapView, shareRoadmap, startAfresh, tick, waitForStatus, waitForTick, waitForTopic } from './roadmap';
import { sharesWindow } from './sharedWindow';
import { openTopic, topicPage, waitForPressed } from './topicPage';

describe('the page of a topic', function () {
  this.timeout(120_000);
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
    await startAfresh(workbench);
  });
  after(() => ui.close());

  const tabs = () => workbench.editorTabs();
  /** What has the focus in the page, as text. */
  const focused = (page: Frame) => page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText.replace(/\s+/g, ' '));

  const styleOf = (page: Frame) => page.locator('.statuses').evaluate((row) => getComputedStyle(row).display);

  it('opens from the tree and leaves the focus there', async () => {
    await openTopic(workbench, 'Git Fundamentals');
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('Space');
    await waitForStatus(workbench, '1/20');
    await waitForTick(workbench, 'Collaborating on Code');
  });

  it('sets the status in the tree and the status bar, and follows what is set there', async () => {
    const page = await openTopic(workbench, 'Caching');
    await waitForPressed(page, 'Not Started');
    await page.getByRole('button', { name: 'Completed', exact: true }).click();
    await waitForStatus(workbench, '1/20');
    await waitForTick(workbench, 'Caching');
    await waitForPressed(page, 'Completed');
    await page.getByRole('status').filter({ hasText: 'completed' }).waitFor();
    await page.getByRole('button', { name: 'In Progress' }).click();
    await waitForTopic(workbench, 'Caching', 'in progress');
    await waitForStatus(workbench, '0/20');
    await page.getByRole('button', { name: 'Skipped' }).click();
    await waitForTopic(workbench, 'Caching', 'skipped');

    await tick(workbench, 'Caching');
    await waitForPressed(page, 'Completed');
    await tick(workbench, 'Caching');
    await waitForPressed(page, 'Not Started');
    await workbench.contextMenu(workbench.treeItem('Caching'), 'Start Learning');
    await waitForPressed(page, 'In Progress');
    await page.getByRole('status').filter({ hasText: 'in progress' }).waitFor();
  });

  it('goes to its neighbours, in one tab', async () => {
    await openTopic(workbench, 'How the Internet Works');
    const third = await openTopic(workbench, 'Language and Runtime');
    await third.getByRole('button', { name: 'Previous HTTP and HTTPS' }).click();
    const second = await topicPage(workbench, 'HTTP and HTTPS');
    await second.getByRole('button', { name: 'Next Language and Runtime' }).click();
    await topicPage(workbench, 'Language and Runtime');
    assert.deepEqual(await tabs(), ['Language and Runtime']);
    const here = await topicPage(workbench, 'Language and Runtime');
    await waitUntil('its title has the focus', async () => (await focused(here)) === 'Language and Runtime');
    const first = await openTopic(workbench, 'How the Internet Works');
    assert.equal(await first.getByRole('button', { name: /^Previous/ }).count(), 0, 'nothing is before the first topic');
    const last = await openTopic(workbench, 'Monitoring and Scaling');
    assert.equal(await last.getByRole('button', { name: /^Next/ }).count(), 0, 'nothing is after the last topic');
  });

  it('stays where it was scrolled to when its topic is opened again', async () => {
    await workbench.setViewport(680, 1000);
    const page = await openTopic(workbench, 'REST API Design');
    // By the key of a reader: what nobody has asked for, the page takes back as long as it settles.
    await page.locator('.lesson').first().click();
    await workbench.page.keyboard.press('End');
    // To the last pixel: a page is scrolled there bit by bit.
    await waitUntil('it is at its end', () =>
      page.evaluate(() => scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 1),
    );
    // By what is in sight: a part above it that has become shorter moves nothing of that.
    const placeOf = () => page.locator('.neighbours').evaluate((part) => part.getBoundingClientRect().top);
    const place = await placeOf();
    await openTopic(workbench, 'REST API Design');
    await tick(workbench, 'REST API Design');
    await waitForPressed(page, 'Completed');
    // A browser scrolls by whole pixels.
    assert.ok(Math.abs((await placeOf()) - place) <= 1, `it was at ${place} and is at ${await placeOf()}`);
  });

  it('is used with the keyboard alone', async () => {
    await workbench.runCommand('Backend Roadmap: Start');
    let page = await topicPage(workbench, 'How the Internet Works');
    const { keyboard } = workbench.page;
    const tabTo = async (text: RegExp): Promise<void> => {
      await waitUntil(`Tab reaches ${String(text)}`, async () => {
        if (text.test((await focused(page)) ?? '')) return true;
        await keyboard.press('Tab');
        return text.test((await focused(page)) ?? '');
      });
    };
    // Until the page has the focus, a Tab would go on from where it was before.
    const isAtTitle = () => page.evaluate(() => document.hasFocus() && document.activeElement?.localName === 'h1');
    await waitForTopic(workbench, 'How the Internet Works', 'in progress');
    await waitUntil('the title of the lesson has the focus', isAtTitle);
    await tabTo(/^Not Started$/);
    await keyboard.press('Enter');
    await waitForTopic(workbench, 'How the Internet Works', 'not started');
    assert.equal(await focused(page), 'Not Started', 'the focus stays on the button');
    await tabTo(/^Completed$/);
    await keyboard.press('Space');
    await waitForStatus(workbench, '1/20');
    await tabTo(/^Next HTTP and HTTPS$/);
    await keyboard.press('Enter');
    page = await topicPage(workbench, 'HTTP and HTTPS');
    await waitUntil('the title of the next lesson has the focus', isAtTitle);
    await tabTo(/^Not Started$/);
  });

  it('comes back after a reload, with its style and its status', async () => {
    await openTopic(workbench, 'Caching');
    await tick(workbench, 'Caching');
    await waitForStatus(workbench, '1/20');
    await workbench.reloadWindow();
    await openRoadmapView(workbench);
    const page = await topicPage(workbench, 'Caching');
    await waitForPressed(page, 'Completed');
    await waitUntil('it has its style', async () => (await styleOf(page)) === 'flex');
    assert.deepEqual(await tabs(), ['Caching']);
    await page.getByRole('button', { name: 'Not Started' }).click();
    await waitForStatus(workbench, '0/20');
    await openTopic(workbench, 'HTTP and HTTPS');
    assert.deepEqual(await tabs(), ['HTTP and HTTPS'], 'the tab that came back is used again');
  });

  it('runs no script but its own, and loads nothing from outside', async () => {
    const page = await openTopic(workbench, 'Caching');
    const blocked = await page.evaluate(async () => {
      const found: string[] = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => found.push(effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'document.body.dataset.ran = "script"';
      const image = document.createElement('img');
      image.setAttribute('onerror', 'document.body.dataset.ran = "handler"');
      image.src = 'https://example.com/pixel.png';
      const style = document.createElement('style');
      style.textContent = 'body { outline: 9px solid red }';
      document.body.append(script, image, style);
      for (let turn = 0; turn < 100 && found.length < 4; turn += 1) await new Promise((resolve) => setTimeout(resolve, 20));
      for (const element of [script, image, style]) element.remove();
      return { found: found.sort(), ran: document.body.dataset['ran'] };
    });
    assert.deepEqual(blocked, { found: ['img-src', 'script-src-attr', 'script-src-elem', 'style-src-elem'], ran: undefined });
  });
});
