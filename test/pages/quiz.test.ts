/** The page of a quiz: what it tells and when, and that everyone can use it in every theme and at every width. */
import { strict as assert } from 'node:assert';
import { rm } from 'node:fs/promises';
import type { Frame } from 'playwright-core';
import { CommandId } from '../../src/ids';
import { findBarriers } from '../support/axe';
import { openBarePages, type BarePages, type ShownPage } from '../support/bare/pages';
import { buildVariant } from '../support/extensionVariant';
import { answerAll, check, choose, waitForQuestion } from '../ui/quizPage';
import { INTERNET, writeQuizRoadmap } from '../ui/quizRoadmap';
import { overflowing } from '../ui/topicPage';
import { waitUntil } from '../support/wait';
import { THEMES, untilStill } from './looks';

describe('the page of a quiz', function () {
  this.timeout(120_000);
  let pages: BarePages;
  let roadmap: string;
  let extension: string;

  before(async () => {
    roadmap = await writeQuizRoadmap();
    extension = await buildVariant(roadmap);
    pages = await openBarePages({ folder: extension });
  });
  afterEach(() => pages.editor.panels.at(-1)?.dispose());
  after(async () => {
    await pages.close();
    for (const path of [extension, roadmap]) await rm(path, { recursive: true, force: true });
  });

  async function openQuiz(): Promise<ShownPage> {
    const shown = await pages.open(CommandId.takeQuiz, 'how-the-internet-works');
    await waitForQuestion(shown.frame, 'Question 1 of 6');
    return shown;
  }

  it('tells nothing before an answer is checked, and then the reason of each', async () => {
    const { frame } = await openQuiz();
    const source = await frame.content();
    assert.ok(!source.includes('The reason of') && !/correct|data-mark/.test(source));
    await frame.getByRole('button', { name: 'Check', exact: true }).click();
    await frame.getByRole('alert').filter({ hasText: 'Choose an answer first.' }).waitFor();
    await choose(frame, false);
    await check(frame, false);
    const verdicts = await frame.locator('.verdict').allInnerTexts();
    assert.equal(verdicts.length, 3);
    const said = (text: string) => verdicts.find((verdict) => verdict.includes(text))?.replace(/\s+/g, ' ');
    assert.match(said('A firewall drops') ?? '', /You chose this, but it is wrong\. The reason of/);
    assert.match(said('Nothing listens on port 3000') ?? '', /You did not choose this, but it is right\. The reason of/);
    assert.match(said('since <b>time</b> to live') ?? '', /This is wrong\. The reason of/);
    assert.equal(await frame.evaluate(() => document.activeElement?.textContent.replace(/\s+/g, ' ').trim()), 'Not right.');
    await frame.getByRole('status').filter({ hasText: '0 of 1 right so far.' }).waitFor();
  });

  it('keeps the way on in view, however long the answers and however low the window', async () => {
    const { frame, resize } = await openQuiz();
    const isInView = (name: string) =>
      frame.getByRole('button', { name, exact: true }).evaluate((button) => {
        const { top, bottom } = button.getBoundingClientRect();
        return top >= 0 && bottom <= window.innerHeight && document.documentElement.scrollHeight > window.innerHeight;
      });
    for (const width of [1280, 360]) {
      await resize(width, 420);
      await waitUntil('Check is in view', () => isInView('Check'));
    }
    await choose(frame, true);
    await check(frame, true);
    for (const width of [1280, 360]) {
      await resize(width, 420);
      await waitUntil('Next Question is in view', () => isInView('Next Question'));
    }
    // What is read first has the focus, and is not behind the button.
    const covered = await frame.evaluate(() => {
      const outcome = document.activeElement?.getBoundingClientRect();
      const foot = document.querySelector('.question .actions')?.getBoundingClientRect();
      return outcome === undefined || foot === undefined || outcome.bottom > foot.top || outcome.top < 0;
    });
    assert.equal(covered, false);
    assert.equal(await focused(frame), 'Right.');
    await resize(1280, 800);
  });

  /** What has the focus, as text. */
  const focused = (frame: Frame) => frame.evaluate(() => document.activeElement?.textContent.replace(/\s+/g, ' ').trim());

  it('begins at its first question, goes on at the next one, and leaves no word of the one before', async () => {
    const { frame } = await openQuiz();
    await waitUntil('the first question has the focus', async () => (await focused(frame)) === 'Question 1 of 6');
    await frame.getByRole('button', { name: 'Check', exact: true }).click();
    await frame.getByRole('alert').filter({ hasText: 'Choose an answer first.' }).waitFor();
    await choose(frame, true);
    await check(frame, true);
    await frame.getByRole('status').filter({ hasText: '1 of 1 right so far. The reason for each answer is below.' }).waitFor();
    await frame.getByRole('button', { name: 'Next Question' }).click();
    await waitUntil('the next question has the focus', async () => (await focused(frame)) === 'Question 2 of 6');
    const hidden = frame.locator('[role="status"], [role="alert"]');
    await waitUntil('nothing is left of the first', async () => (await hidden.allTextContents()).join('') === '');
  });

  it('colours its programs as lessons do', async () => {
    const { frame } = await openQuiz();
    for (const number of [1, 2]) {
      await waitForQuestion(frame, `Question ${number} of 6`);
      await choose(frame, true);
      await check(frame, true);
      await frame.locator('.actions .primary').click();
    }
    const keyword = frame.locator('.code .t-keyword', { hasText: 'const' });
    await keyword.waitFor();
    const colourOf = (name: string) =>
      frame
        .locator(name)
        .first()
        .evaluate((word) => getComputedStyle(word).color);
    await waitUntil('the host has sent the colours of the theme', async () =>
      /^#/.test(await frame.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--code-keyword'))),
    );
    assert.notEqual(await colourOf('.code .t-keyword'), await colourOf('.code code'));
    assert.notEqual(await colourOf('.code .t-keyword'), await colourOf('.code .t-comment'));
    const before = await colourOf('.code .t-keyword');
    await pages.setTheme('light');
    await waitUntil('they follow the theme', async () => (await colourOf('.code .t-keyword')) !== before);
    await pages.setTheme('dark');
  });

  it('is closed by who goes on to the next topic, and stays for who goes back to the lesson', async () => {
    const { frame, panel } = await openQuiz();
    await answerAll(frame, 6, () => true);
    await frame.getByRole('button', { name: 'Back to the Lesson' }).click();
    await waitUntil('the lesson is open', () => Promise.resolve(pages.editor.panels.at(-1)?.title === 'How the Internet Works'));
    assert.ok(pages.editor.panels.includes(panel));
    await frame.getByRole('button', { name: 'Next Topic: HTTP and HTTPS' }).click();
    await waitUntil('the next topic is open', () => Promise.resolve(pages.editor.panels.some(({ title }) => title === 'HTTP and HTTPS')));
    await waitUntil('the quiz is closed', () => Promise.resolve(!pages.editor.panels.includes(panel)));
  });

  for (const theme of THEMES) {
    it(`${theme}: keeps nobody out, wide, narrow or zoomed`, async () => {
      await pages.setTheme(theme);
      const { frame, resize } = await openQuiz();
      const look = async (name: string): Promise<void> => {
        for (const [width, height] of [[1600, 1000], [1280, 1000], [360, 900]] as const) {
          await resize(width, height);
          assert.deepEqual(await overflowing(frame), [], `${name} at ${width} px`);
        } // prettier-ignore
        await untilStill(frame);
        assert.deepEqual(await findBarriers(frame), [], name);
        await resize(1280, 1000, 2);
        assert.deepEqual(await overflowing(frame), [], `${name} zoomed`);
        await resize(1280, 1000);
      };
      for (const [index, { kind }] of INTERNET.slice(0, 4).entries()) {
        await waitForQuestion(frame, `Question ${index + 1} of 6`);
        await choose(frame, kind === 'output');
        await look(kind);
        await check(frame, kind === 'output');
        await look(`${kind}-checked`);
        await frame.locator('.actions .primary').click();
      }
      await answerAll(frame, 6, () => true, 5);
      await untilStill(frame);
      await look('failed');
      await frame.getByRole('button', { name: 'Try Again' }).click();
      await answerAll(frame, 6, () => true);
      await look('passed');
      await frame.getByRole('button', { name: 'Mark as Completed' }).click();
      await frame.locator('.done-mark').waitFor();
      await look('completed');
      await pages.editor.run(CommandId.undo);
    });
  }
});
