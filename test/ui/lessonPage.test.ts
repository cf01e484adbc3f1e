/** The lesson on a topic's page: its contents, its code, the links that were read, and that everyone can read it. */
import { strict as assert } from 'node:assert';
import type { Frame } from 'playwright-core';
import { findBarriers, serious } from '../support/axe';
import type { Ui } from '../support/ui';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';
import { openRoadmap, openRoadmapView, startAfresh } from './roadmap';
import { openTopic, overflowing, topicPage } from './topicPage';

const TOPIC = 'Relational Databases and SQL';

describe('the lesson on the page of a topic', function () {
  this.timeout(180_000);
  let ui: Ui;
  let workbench: Workbench;

  before(async () => {
    ui = await openRoadmap({ browser: { viewport: { width: 1600, height: 1000 } } });
    workbench = ui.workbench;
  });
  beforeEach(async () => {
    await workbench.setViewport(1600, 1000);
    await openRoadmapView(workbench);
  });
  after(() => ui.close());

  const scrollOf = (page: Frame) => page.evaluate(() => Math.round(window.scrollY));
  const contents = (page: Frame) => page.getByRole('navigation', { name: 'On this page' });
  const reads = (page: Frame) => page.getByRole('checkbox', { name: /^Read: / });

  /** Whether a heading is at the top of what is in sight. */
  const isAtTop = async (page: Frame, name: string): Promise<boolean> => {
    const box = await page.getByRole('heading', { name }).evaluate((heading) => heading.getBoundingClientRect().top);
    return box >= 0 && box < 100;
  };

  for (const theme of ['dark', 'light', 'hcDark', 'hcLight'] as const) {
    it(`${theme}: keeps nobody out, wide or narrow, and has the theme's colours`, async () => {
      await workbench.setTheme(theme);
      const page = await openTopic(workbench, TOPIC);
      await page.evaluate(() => window.scrollTo(0, 0));
      await workbench.screenshot(`lesson-${theme}-top`);
      assert.deepEqual(await overflowing(page), []);
      for (const [part, selector] of [
        ['code', '.code'],
        ['picture', '.picture'],
        ['callout', '.callout, .table'],
        ['links', '.links'],
      ] as const) {
        await page
          .locator(selector)
          .first()
          .evaluate((element) => element.scrollIntoView({ block: 'start' }));
        await workbench.screenshot(`lesson-${theme}-${part}`);
      }
      assert.deepEqual(serious(await findBarriers(page)), []);
      assert.deepEqual(await page.locator('.picture').evaluateAll(missingColours), []);
      const scheme = await page.evaluate(() => getComputedStyle(document.querySelector('.links input') ?? document.body).colorScheme);
      assert.equal(scheme, theme.endsWith('ark') ? 'dark' : 'light');
      const keyword = await page
        .locator('.t-keyword')
        .first()
        .evaluate((word) => getComputedStyle(word).color);
      await waitUntil('the host has sent the colours of the theme', async () => {
        const sent = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--code-keyword'));
        return /^(?:#[0-9a-f]{3,8}|inherit)$/i.test(sent);
      });
      assert.notEqual(keyword, '');
      await workbench.page.keyboard.press('Control+b');
      await workbench.setViewport(400, 900);
      await page.evaluate(() => window.scrollTo(0, 0));
      assert.deepEqual(await overflowing(page), []);
      await workbench.screenshot(`lesson-${theme}-narrow`);
      await page
        .locator('.code')
        .first()
        .evaluate((element) => element.scrollIntoView({ block: 'start' }));
      await workbench.screenshot(`lesson-${theme}-narrow-code`);
      assert.deepEqual(serious(await findBarriers(page)), []);
      await workbench.setViewport(1600, 1000);
    });
  }

  it('has contents that lead to its headings, and marks where the reader is', async () => {
    const page = await openTopic(workbench, TOPIC);
    const entries = await contents(page).getByRole('link').allInnerTexts();
    assert.equal(entries[0], 'What you will be able to do');
    assert.equal(entries[1], 'Why it matters');
    assert.deepEqual(entries.slice(-3), ['Go deeper', 'Where to learn it', 'Projects that practise it']);
    await contents(page).getByRole('link', { name: 'Mistakes people make' }).click();
    await waitUntil('the heading is at the top', () => isAtTop(page, 'Mistakes people make'));
    const current = contents(page).locator('[aria-current="location"]');
    await waitUntil('the entry is marked', async () => (await current.allInnerTexts()).join() === 'Mistakes people make');
    await page.evaluate(() => window.scrollTo(0, 0));
    await waitUntil('no entry is marked', async () => (await current.count()) === 0);
    await page.getByRole('region', { name: 'Where to learn it' }).evaluate((part) => part.scrollIntoView());
    await waitUntil('one near the end is marked', async () =>
      /^(?:Where to learn it|Projects that practise it)$/.test((await current.allInnerTexts()).join()),
    );

    await workbench.page.keyboard.press('Control+b');
    await workbench.setViewport(400, 900);
    const details = contents(page).locator('details');
    await waitUntil('it is folded', async () => !(await details.evaluate((element: HTMLDetailsElement) => element.open)));
    await contents(page).locator('summary').click();
    await contents(page).getByRole('link', { name: 'Exercise' }).click();
    await waitUntil('the heading is at the top', () => isAtTop(page, 'Exercise'));
  });

  it('copies code', async () => {
    const page = await openTopic(workbench, TOPIC);
    const code = page.locator('[data-code="0"]');
    const text = await code.locator('code').evaluate((element) => element.textContent);
    await code.getByRole('button', { name: 'Copy' }).click();
    await code.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await workbench.page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, `${text}\n`);
    await code.getByRole('button', { name: 'Copy', exact: true }).waitFor();
  });

  it('opens code in an editor beside it', async () => {
    const page = await openTopic(workbench, TOPIC);
    await page.locator('[data-code="0"]').getByRole('button', { name: 'Open in Editor' }).click();
    await workbench.page
      .locator('.monaco-editor .view-line')
      .filter({ hasText: /CREATE\sTABLE\scustomers/ })
      .first()
      .waitFor();
    const language = workbench.statusItem('status.editor.mode');
    await waitUntil('the editor knows the language', async () => (await language.innerText()).includes('SQL'));
    await page.getByRole('heading', { name: TOPIC, level: 1 }).waitFor();
    await workbench.runCommand('View: Revert and Close Editor');
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
    await waitUntil('the heading is at the top', () => isAtTop(page, 'Exercise'));
    const scrolled = await scrollOf(page);
    await workbench.page.waitForTimeout(500);

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
    await again.getByRole('region', { name: 'Projects that practise it' }).getByRole('link').first().click();
    const dashboard = await workbench.webviews.frame('Backend Developer Roadmap');
    await dashboard.getByRole('heading', { name: 'Project Ideas' }).waitFor();
  });
});

/** The colours that pictures ask for and the theme does not have: what is drawn in them cannot be seen. Runs in the page. */
function missingColours(pictures: readonly Element[]): string[] {
  const names = pictures.flatMap((picture) => [...picture.outerHTML.matchAll(/var\((--vscode-[\w-]+)\)/g)].map(([, name = '']) => name));
  return [...new Set(names)].filter((name) => getComputedStyle(document.body).getPropertyValue(name) === '');
}
