/** What a click does on the dashboard: where the pointer shows it, where it leads, and that the page says where it is. */
import { strict as assert } from 'node:assert';
import { pathToFileURL } from 'node:url';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { CommandId, StorageKey } from '../../src/ids';
import { openBarePages, type BarePages, type ShownPage } from '../support/bare/pages';
import { makeTemporary } from '../support/temporary';
import { waitUntil } from '../support/wait';
import { restApiResults } from '../ui/stageResults';
import { writeResultsInto } from '../ui/stored';
import { node, openDashboard, waitForProgress, waitForTopic } from './dashboard';
import { untilStill } from './looks';

/** Waits until the page has asked for a command, and says with what. */
async function asked({ editor }: BarePages, command: string): Promise<readonly unknown[]> {
  const found = await waitUntil(`${command} is asked for`, () => Promise.resolve(editor.ran.find((one) => one.command === command)));
  editor.ran.length = 0;
  return found.args;
}

const stop = (frame: Frame, id: string) => frame.locator(`#topic-${id}`);
const lessonOf = (frame: Frame, title: string) => frame.getByRole('link', { name: `Open Lesson: ${title}` });

describe('the ways of the dashboard', function () {
  this.timeout(60_000);
  let pages: BarePages;
  let shown: ShownPage;
  let frame: Frame;

  before(async () => {
    pages = await openBarePages();
    shown = await openDashboard(pages);
    ({ frame } = shown);
    pages.editor.ran.length = 0;
  });
  after(() => pages.close());

  const style = (selector: string, property: string) =>
    frame
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);

  it('a click on a topic ticks it, wherever it hits: its name looks like no link, and its mark shows what will come', async () => {
    const title = stop(frame, 'caching').locator('.title');
    await title.hover();
    await untilStill(frame);
    assert.equal(await style('#topic-caching .title', 'text-decoration-line'), 'none');
    assert.equal(await style('#topic-caching .preview', 'display'), 'block');
    assert.equal(await style('#topic-caching .node', 'cursor'), 'pointer');
    await title.click();
    await waitForTopic(frame, 'Caching', 'completed');
    await stop(frame, 'caching').locator('.disc').click();
    await waitForTopic(frame, 'Caching', 'not started');
    assert.deepEqual(
      pages.editor.ran.filter(({ command }) => command !== 'setContext'),
      [],
      'and opens nothing',
    );
  });

  it('what a click on a topic does is seen before it, by pointer and keys, and said', async () => {
    const { page } = shown;
    const stop = node(frame, 'Git Fundamentals');
    const preview = stop.locator('.preview');
    assert.deepEqual([await preview.isVisible(), await stop.getAttribute('title')], [false, 'Mark as Completed']);
    await stop.hover();
    await preview.waitFor({ state: 'visible' });
    assert.equal(await stop.locator('.status').isVisible(), false);
    await page.mouse.move(0, 0);
    await preview.waitFor({ state: 'hidden' });
    await stop.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await preview.waitFor({ state: 'visible' });
    await stop.press('d');
    await waitForTopic(frame, 'Git Fundamentals', 'completed');
    assert.deepEqual([await preview.isVisible(), await stop.getAttribute('title')], [false, 'Clear the Tick']);
    await stop.press('r');
    await waitForTopic(frame, 'Git Fundamentals', 'not started');
    assert.equal(await stop.getAttribute('title'), 'Mark as Completed');
  });

  it('a click on a topic can be taken back in its place, to what it was before', async () => {
    const stop = node(frame, 'Git Fundamentals');
    const undo = frame.getByRole('button', { name: 'Undo: Git Fundamentals' });
    await stop.press('l');
    await waitForTopic(frame, 'Git Fundamentals', 'in progress');
    assert.equal(await undo.isVisible(), false, 'nothing was clicked');
    await stop.click();
    await waitForTopic(frame, 'Git Fundamentals', 'completed');
    await undo.click();
    await waitForTopic(frame, 'Git Fundamentals', 'in progress');
    await undo.waitFor({ state: 'hidden' });
    assert.equal(await stop.evaluate((element) => element === document.activeElement), true);
    await stop.press('r');
    await waitForTopic(frame, 'Git Fundamentals', 'not started');
  });

  it('the lesson has a place of its own that can be seen, one click away, and looks like the other links to lessons', async () => {
    const link = lessonOf(frame, 'Caching');
    assert.equal(await link.isVisible(), true);
    assert.equal(await style('#topic-caching .open-lesson', 'text-decoration-line'), 'underline');
    assert.equal(await style('.topic-link', 'text-decoration-line'), 'underline');
    await link.click();
    assert.deepEqual(await asked(pages, CommandId.openTopic), ['caching']);
    await frame.locator('.responsibilities').getByRole('link', { name: 'Caching' }).click();
    assert.deepEqual(await asked(pages, CommandId.openTopic), ['caching']);
  });

  it('the keyboard reaches the lesson with Tab and with O, the quiz with Q and the note with N', async () => {
    const { keyboard } = shown.page;
    await node(frame, 'Caching').focus();
    await keyboard.press('Tab');
    assert.equal(await lessonOf(frame, 'Caching').evaluate((link) => link === document.activeElement), true);
    await keyboard.press('Enter');
    assert.deepEqual(await asked(pages, CommandId.openTopic), ['caching']);
    assert.equal(await frame.locator('.open-lesson[tabindex="0"]').count(), 1);
    for (const [key, command] of [
      ['o', CommandId.openTopic],
      ['q', CommandId.takeQuiz],
      ['n', CommandId.openNote],
    ] as const) {
      await node(frame, 'Caching').press(key);
      assert.deepEqual(await asked(pages, command), ['caching']);
    }
    await waitForTopic(frame, 'Caching', 'not started');
  });

  it('the menu leads to lesson, quiz, note, and to the stage of each project that practises the topic', async () => {
    const menu = frame.getByRole('menu');
    const choose = async (name: string) => {
      await node(frame, 'Caching').press('m');
      await menu.getByRole('menuitem', { name }).click();
      await menu.waitFor({ state: 'hidden' });
    };
    await node(frame, 'Caching').press('m');
    const items = async () => (await menu.locator('button:visible span').allInnerTexts()).map((text) => text.trim());
    assert.equal(await menu.locator('p').innerText(), 'Caching', 'it may lie over the words of its topic');
    const general = ['Completed', 'In Progress', 'Skipped', 'Reset', 'Open Lesson', 'Take the Quiz', 'Open Note'];
    assert.deepEqual(await items(), [...general, 'Practice in E-Commerce Backend', 'Practice in URL Shortener']);
    // The arrow keys know the items of this topic: up from the first is the last of them.
    await shown.page.keyboard.press('ArrowUp');
    assert.equal(await frame.evaluate(() => document.activeElement?.textContent.trim()), 'Practice in URL Shortener');
    await shown.page.keyboard.press('Escape');
    await choose('Open Lesson');
    assert.deepEqual(await asked(pages, CommandId.openTopic), ['caching']);
    await choose('Take the Quiz');
    assert.deepEqual(await asked(pages, CommandId.takeQuiz), ['caching']);
    await choose('Open Note');
    assert.deepEqual(await asked(pages, CommandId.openNote), ['caching']);
    await choose('Practice in URL Shortener');
    const [stage] = await asked(pages, CommandId.openStage);
    assert.deepEqual(stage, { project: 'url-shortener', stage: 'caching' });
    await node(frame, 'Git Fundamentals').press('m');
    assert.deepEqual(await items(), general, 'no project practises it');
    await shown.page.keyboard.press('Escape');
  });

  it('buttons do what they say: they plan at the pace of the slider, open the next topic, and scaffold a project', async () => {
    const { editor } = pages;
    await frame.locator('[data-pace]').fill('1');
    await frame.locator('.pace output', { hasText: /^1 hour a week$/ }).waitFor();
    await frame.locator('[data-pace]').fill('20');
    await frame.locator('.pace output', { hasText: /^20 hours a week$/ }).waitFor();
    await frame.locator('.call').getByRole('button', { name: 'Plan My Journey' }).click();
    assert.deepEqual(await asked(pages, CommandId.planJourney), [20]);
    await frame.locator('.call').getByRole('button', { name: 'Open the Next Topic' }).click();
    await asked(pages, CommandId.continue);
    // Whoever had not begun has now.
    await frame.locator('.hero').getByRole('button', { name: 'Continue with How the Internet Works' }).waitFor();
    await node(frame, 'How the Internet Works').press('r');
    await frame.locator('.call').getByRole('button', { name: 'Build the First Project' }).click();
    assert.deepEqual(await asked(pages, CommandId.scaffoldProject), ['rest-api']);
    await frame.getByRole('button', { name: 'Scaffold Blog API' }).click();
    assert.deepEqual(await asked(pages, CommandId.scaffoldProject), ['blog-api']);
    editor.ran.length = 0;
  });

  it('the way on says Start until something was begun', async () => {
    await frame.locator('.hero').getByRole('button', { name: 'Start with How the Internet Works' }).waitFor();
    await node(frame, 'How the Internet Works').press('s');
    await frame.locator('.hero').getByRole('button', { name: 'Start with HTTP and HTTPS' }).waitFor();
    await node(frame, 'How the Internet Works').press('l');
    await frame.locator('.hero').getByRole('button', { name: 'Continue with How the Internet Works' }).waitFor();
    await node(frame, 'How the Internet Works').press('r');
    await frame.locator('.hero').getByRole('button', { name: 'Start with How the Internet Works' }).waitFor();
  });

  it('the path is green behind what was completed, and not behind what was skipped', async () => {
    const line = (id: string) =>
      stop(frame, id).evaluate((element) => {
        const { borderBottomColor, borderLeftColor } = getComputedStyle(element, '::before');
        return [borderBottomColor, borderLeftColor];
      });
    const ahead = await line('http-and-https');
    for (const title of ['How the Internet Works', 'HTTP and HTTPS']) await node(frame, title).press('d');
    await waitForProgress(frame, '2/20 completed');
    assert.notDeepEqual(await line('http-and-https'), ahead);
    await node(frame, 'HTTP and HTTPS').press('s');
    await waitForProgress(frame, '1/20 completed');
    assert.deepEqual(await line('http-and-https'), ahead);
    for (const title of ['How the Internet Works', 'HTTP and HTTPS']) await node(frame, title).press('r');
    await waitForProgress(frame, '0/20 completed');
  });

  it('counts are of progress alone: filters say how many projects match', async () => {
    const says = (text: string) => frame.locator('[data-project-count]', { hasText: new RegExp(`^${text}$`) }).waitFor();
    const filter = (text: string) => frame.locator('[data-filter]', { hasText: text }).click();
    await says('6 projects');
    await filter('Redis');
    await says('3 projects match');
    await filter('Intermediate');
    await says('1 project matches');
    await filter('Intermediate');
    await filter('Beginner');
    await says('No project matches these filters\\.');
    await frame.getByRole('button', { name: 'Clear Filters' }).click();
    await says('6 projects');
  });

  it('levels are aligned in their chart whichever is chosen, and show that they can be', async () => {
    const chart = frame.locator('.chart[data-country="us"]');
    const shape = () =>
      chart
        .locator('.level')
        .evaluateAll((levels) =>
          levels.map((level) => [
            level.getBoundingClientRect().height,
            (level.querySelector('strong')?.getBoundingClientRect().left ?? 0) - level.getBoundingClientRect().left,
            (level.querySelector('strong')?.getBoundingClientRect().top ?? 0) - level.getBoundingClientRect().top,
          ]),
        );
    const before = await shape();
    assert.equal(new Set(before.map(String)).size, 1, JSON.stringify(before));
    const mid = chart.getByRole('button', { name: /^Mid/ });
    await mid.hover();
    assert.equal(await mid.getByText('Choose this level').isVisible(), true);
    assert.equal(await style('.chart[data-country="us"] .level', 'cursor'), 'pointer');
    await mid.click();
    const here = mid.getByText('You are here');
    await here.waitFor();
    const left = await mid.evaluate((level) =>
      ['strong', '.here'].map((selector) => Math.round(level.querySelector(selector)?.getBoundingClientRect().left ?? -1)),
    );
    assert.equal(left[0], left[1], 'under the name of the level');
    assert.deepEqual(await shape(), before);
    await pages.setTheme('hcLight');
    assert.deepEqual(await shape(), before, 'a border that is stronger takes no room');
    await pages.setTheme('dark');
  });

  it('the learner is at one level of all charts: a level of another country takes its place, and a second click leaves none', async () => {
    const marked = frame.locator('.level[aria-pressed="true"]');
    const places = async () => (await marked.evaluateAll((levels) => levels.map((level) => level.closest('[data-live]')?.getAttribute('data-live')))).join(); // prettier-ignore
    const choose = async (country: string, name: RegExp, then: string) => {
      await frame.locator(`.chart[data-country="${country}"]`).getByRole('button', { name }).click();
      await waitUntil(`the learner is at "${then}"`, async () => (await places()) === then);
    };
    await choose('us', /^Senior/, 'level:us/senior');
    await choose('in', /^Junior/, 'level:in/junior');
    assert.equal(await frame.getByText('You are here').locator('visible=true').count(), 1);
    await choose('in', /^Junior/, '');
  });
});

describe('a dashboard that becomes wider or narrower', function () {
  this.timeout(60_000);

  it('stays where it is being read', async () => {
    const pages = await openBarePages();
    const { frame, resize } = await openDashboard(pages);
    await resize(1400, 900);
    const heading = frame.getByRole('heading', { name: 'Salaries' }).first();
    const top = () => heading.evaluate((one) => one.getBoundingClientRect().top);
    await heading.evaluate((one) => window.scrollBy({ top: one.getBoundingClientRect().top - 200, behavior: 'instant' }));
    // What is being read is known when the page has come to rest.
    await frame.waitForTimeout(250);
    const before = await top();
    for (const width of [700, 480, 1400]) {
      await resize(width, 900);
      await waitUntil(`it is where it was at ${width} px`, async () => Math.abs((await top()) - before) < 60);
    }
    await pages.close();
  });

  it('does so, too, when it has come to rest after it was made narrower and before it is told of that', async () => {
    const pages = await openBarePages();
    const { frame } = await openDashboard(pages);
    const heading = frame.getByRole('heading', { name: 'Salaries' }).first();
    const top = () => heading.evaluate((one) => one.getBoundingClientRect().top);
    await heading.evaluate((one) => window.scrollBy({ top: one.getBoundingClientRect().top - 200, behavior: 'instant' }));
    await frame.waitForTimeout(250);
    const before = await top();
    await frame.evaluate(() => {
      Object.defineProperty(window, 'innerWidth', { value: 500 });
      document.body.style.width = '400px';
      window.dispatchEvent(new Event('scroll'));
    });
    await frame.waitForTimeout(250);
    assert.ok(Math.abs((await top()) - before) > 100, 'all is elsewhere');
    await frame.evaluate(() => window.dispatchEvent(new Event('resize')));
    await waitUntil('it is where it was', async () => Math.abs((await top()) - before) < 60);
    await pages.close();
  });
});

describe('the bar of sections', function () {
  this.timeout(60_000);
  let pages: BarePages;
  let shown: ShownPage;
  before(async () => {
    pages = await openBarePages();
    shown = await openDashboard(pages);
  });
  after(() => pages.close());

  it('marks where the page is, nothing before the first section, and keeps the mark in sight at 500 px', async () => {
    const { frame, page } = shown;
    const current = frame.locator('.sections [aria-current="location"]');
    const isAt = (name: string) => current.filter({ hasText: new RegExp(`^${name}$`) }).waitFor();
    assert.equal(await current.count(), 0);
    await frame.getByRole('link', { name: 'Salaries' }).click();
    await isAt('Salaries');
    assert.equal(await current.count(), 1);
    const colours = await frame
      .locator('.sections a')
      .evaluateAll((links) => links.map((link) => getComputedStyle(link).borderBottomColor));
    assert.equal(new Set(colours).size, 2, 'it can be seen');

    await shown.resize(500, 900);
    const room = await frame.locator('.sections').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    assert.ok(room > 10, `it scrolls by ${room} px`);
    await frame.evaluate(() => window.scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' }));
    await isAt('Start');
    await waitUntil('the mark is in sight', () =>
      current.evaluate((link) => {
        const { left, right } = link.getBoundingClientRect();
        return left >= 0 && right <= document.documentElement.clientWidth;
      }),
    );
    await page.keyboard.press('Control+Home');
    await waitUntil('nothing is marked at the top', async () => (await current.count()) === 0);
    assert.equal(await frame.locator('.sections').evaluate(({ scrollLeft }) => scrollLeft), 0, 'the bar is at its beginning, too');
  });
});

describe('the dashboard of a learner with a project', function () {
  this.timeout(60_000);
  let pages: BarePages;
  let frame: Frame;
  let uri: string;

  before(async () => {
    const storage = makeTemporary('storage');
    const folder = join(makeTemporary('repos'), 'my-api');
    await mkdir(folder);
    uri = pathToFileURL(folder).href;
    await writeResultsInto(storage, restApiResults(folder, {}));
    const repos = [{ project: 'rest-api', uri, host: '', at: 1, gone: false }];
    pages = await openBarePages({ storage, globalState: { [StorageKey.projectRepos]: { version: 1, repos } } });
    ({ frame } = await openDashboard(pages));
    await frame.locator('#project-rest-api[data-has-next="true"]').waitFor();
    pages.editor.ran.length = 0;
  });
  after(() => pages.close());

  it('goes on with it: the way on, the first project, the practice of a topic in its folder', async () => {
    await frame
      .locator('.hero')
      .getByRole('button', { name: /^Continue with / })
      .waitFor();
    await frame.locator('.call').getByRole('button', { name: 'Build the First Project' }).click();
    assert.deepEqual(await asked(pages, CommandId.openStage), [{ folder: uri }]);
    await frame.getByRole('button', { name: 'Open REST API' }).waitFor();
    await node(frame, 'HTTP and HTTPS').press('m');
    await frame.getByRole('menuitem', { name: 'Practice in REST API' }).click();
    // The first stage that practises it has passed.
    assert.deepEqual(await asked(pages, CommandId.openStage), [{ project: 'rest-api', stage: 'read-one', folder: uri }]);
  });
});
