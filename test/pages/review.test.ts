/** The page of a review: what it asks about, where it leads, and that everyone can use it in every theme. */
import { strict as assert } from 'node:assert';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandId } from '../../src/ids';
import { findBarriers } from '../support/axe';
import { openBarePages, type BarePages } from '../support/bare/pages';
import { buildVariant } from '../support/extensionVariant';
import { makeTemporary } from '../support/temporary';
import { waitUntil } from '../support/wait';
import { answerAll, waitForQuestion } from '../ui/quizPage';
import { writeQuizRoadmap } from '../ui/quizRoadmap';
import { THEMES, untilStill } from './looks';

const DAY = 24 * 60 * 60 * 1_000;

/** A storage in which the quizzes of two topics were passed some days ago. */
async function storageOfDays(): Promise<string> {
  const storage = makeTemporary('storage');
  await mkdir(join(storage, 'journal'));
  const proofs = ['how-the-internet-works', 'http-and-https'].map((topic) =>
    JSON.stringify({ k: `backend/${topic}#proof:quiz:${topic}`, v: true, t: Date.now() - 2 * DAY, w: 'another' }),
  );
  await writeFile(join(storage, 'journal/another.jsonl'), `${proofs.join('\n')}\n`);
  return storage;
}

describe('the page of a review', function () {
  this.timeout(120_000);
  let roadmap: string;
  let extension: string;
  let pages: BarePages;

  before(async () => {
    roadmap = await writeQuizRoadmap();
    extension = await buildVariant(roadmap);
  });
  after(async () => {
    for (const path of [extension, roadmap]) await rm(path, { recursive: true, force: true });
  });
  afterEach(() => pages.close());

  for (const theme of THEMES) {
    it(`${theme}: keeps nobody out, and its result leads on`, async () => {
      pages = await openBarePages({ folder: extension, storage: await storageOfDays() });
      await pages.setTheme(theme);
      // What is due is known when the journal has been read.
      const topic = await pages.open(CommandId.openTopic, 'http-and-https');
      await topic.frame.locator('[data-proven]').waitFor();
      topic.panel.dispose();
      const { frame, panel, resize } = await pages.open(CommandId.review);
      await waitForQuestion(frame, 'Question 1 of 6');
      await frame.getByText('Questions on topics that you have proven').waitFor();
      assert.deepEqual(await findBarriers(frame), []);
      await answerAll(frame, 6, (question) => question > 1);
      await frame.getByRole('heading', { name: 'Review finished' }).waitFor();
      await frame.getByRole('heading', { name: 'What to read again' }).waitFor();
      await untilStill(frame);
      assert.deepEqual(await findBarriers(frame), []);
      await resize(400, 900);
      assert.deepEqual(await findBarriers(frame), []);
      await frame.getByRole('button', { name: 'Continue Learning' }).click();
      await waitUntil('the topic to go on with is open', () =>
        Promise.resolve(pages.editor.panels.some(({ title }) => title === 'How the Internet Works')),
      );
      await waitUntil('the review is closed', () => Promise.resolve(!pages.editor.panels.includes(panel)));
    });
  }
});
