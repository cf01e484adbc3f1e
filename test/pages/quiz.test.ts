/** The page of a quiz: what it tells and when, and that everyone can use it in every theme and at every width. */
import { strict as assert } from 'node:assert';
import { rm } from 'node:fs/promises';
import type { Frame } from 'playwright-core';
import { CommandId } from '../../src/ids';
import { findBarriers, serious } from '../support/axe';
import { openBarePages, type BarePages, type ShownPage } from '../support/bare/pages';
import { buildVariant } from '../support/extensionVariant';
import { answerAll, check, choose, waitForQuestion } from '../ui/quizPage';
import { INTERNET, writeQuizRoadmap } from '../ui/quizRoadmap';
import { overflowing } from '../ui/topicPage';
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
    assert.match(said('A firewall drops') ?? '', /Wrong, but you chose it\. The reason of/);
    assert.match(said('Nothing listens on port 3000') ?? '', /Right, but you did not choose it\. The reason of/);
    assert.match(said('since <b>time</b> to live') ?? '', /Wrong\. The reason of/);
    assert.equal(await frame.evaluate(() => document.activeElement?.textContent.replace(/\s+/g, ' ').trim()), 'Not quite.');
    await frame.getByRole('status').filter({ hasText: '0 of 1 right so far.' }).waitFor();
  });

  /** Text that leaves the page or is cut off; a program scrolls in its box. */
  const faults = async (frame: Frame): Promise<string[]> => (await overflowing(frame)).filter((fault) => !fault.startsWith('"const later'));

  for (const theme of THEMES) {
    it(`${theme}: keeps nobody out, wide, narrow or zoomed`, async () => {
      await pages.setTheme(theme);
      const { frame, resize } = await openQuiz();
      const look = async (name: string): Promise<void> => {
        for (const [width, height] of [[1600, 1000], [1280, 1000], [360, 900]] as const) {
          await resize(width, height);
          assert.deepEqual(await faults(frame), [], `${name} at ${width} px`);
        } // prettier-ignore
        await untilStill(frame);
        assert.deepEqual(serious(await findBarriers(frame)), [], name);
        await resize(1280, 1000, 2);
        assert.deepEqual(await faults(frame), [], `${name} zoomed`);
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
      await look('failed');
      await frame.getByRole('button', { name: 'Try Again' }).click();
      await answerAll(frame, 6, () => true);
      await look('passed');
    });
  }
});
