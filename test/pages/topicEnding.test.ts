/** The end of a lesson: its exercise, what comes next, and the learner's note; and what the buttons of its examples are called. */
import { strict as assert } from 'node:assert';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { CommandId } from '../../src/ids';
import { findBarriers } from '../support/axe';
import { openBarePages, type BarePages } from '../support/bare/pages';
import { makeTemporary } from '../support/temporary';
import { waitUntil } from '../support/wait';
import { overflowing } from '../ui/topicPage';
import { THEMES, untilStill } from './looks';

const TOPIC = 'authentication';
const NOTE = `Sessions are *mine*.\n\nשלום \`cookie\`\n\n- One\n`;

/** A storage in which the learner has written about the topic, and has passed its quiz. */
async function usedStorage(): Promise<string> {
  const storage = makeTemporary('storage');
  for (const folder of ['notes/backend', 'journal']) await mkdir(join(storage, folder), { recursive: true });
  await writeFile(join(storage, `notes/backend/${TOPIC}.md`), NOTE);
  const proof = { k: `backend/${TOPIC}#proof:quiz:${TOPIC}`, v: true, t: Date.now() - 1_000, w: 'another' };
  await writeFile(join(storage, 'journal/another.jsonl'), `${JSON.stringify(proof)}\n`);
  return storage;
}

describe('the end of a lesson', function () {
  this.timeout(60_000);
  let pages: BarePages;

  before(async () => {
    pages = await openBarePages({ storage: await usedStorage() });
  });
  beforeEach(() => pages.editor.run(CommandId.startLearning, TOPIC));
  afterEach(() => pages.editor.panels.at(-1)?.dispose());
  after(() => pages.close());

  const open = async () => {
    const shown = await pages.open(CommandId.openTopic, TOPIC);
    await shown.frame.locator('[data-proven]').waitFor();
    return shown;
  };
  const tasks = (frame: Frame) => frame.locator('.lesson .task').getByRole('checkbox');
  const ticked = (frame: Frame) => tasks(frame).evaluateAll((all) => all.map((box) => (box as HTMLInputElement).checked));
  const ending = (frame: Frame) => frame.getByRole('region', { name: 'What to do next' });
  const focused = (frame: Frame) => frame.evaluate(() => [document.activeElement?.localName, document.activeElement?.textContent]);

  it('has boxes in its exercise that are named by their tasks, and stay ticked', async () => {
    const first = (await open()).frame;
    await first.getByRole('checkbox', { name: 'After a logout the old cookie gets 401' }).check();
    await first.getByText('Without the owner in the lookup, a test turns red').click();
    assert.deepEqual(await ticked(first), [false, false, true, false, true]);
    pages.editor.panels.at(-1)?.dispose();
    const { frame } = await open();
    assert.deepEqual(await ticked(frame), [false, false, true, false, true]);
    await pages.editor.run(CommandId.undo);
    await waitUntil('the tick is gone', async () => (await ticked(frame))[4] === false);
    await tasks(frame).nth(2).uncheck();
    pages.editor.panels.at(-1)?.dispose();
    assert.deepEqual(await ticked((await open()).frame), [false, false, false, false, false]);
  });

  it('calls the buttons of an example by the heading above it', async () => {
    const { frame } = await open();
    const names = await frame
      .locator('[data-copy-code]')
      .evaluateAll((all) => all.map((button) => button.getAttribute('aria-label') ?? ''));
    assert.ok(names.length > 2 && names.every((name) => /^Copy the code of ./.test(name)), names.join());
    assert.equal(new Set(names).size, names.length, 'no two are called the same');
    const heading = await frame.evaluate(() => {
      const above = [...document.querySelectorAll('main :is(h2, h3), [data-code="0"]')];
      return above[above.findIndex((one) => one.matches('[data-code]')) - 1]?.textContent;
    });
    await frame.getByRole('button', { name: `Copy the code of ${heading ?? ''}`, exact: true }).click();
    await frame.getByRole('button', { name: 'Copied', exact: true }).waitFor();
    await frame.getByRole('button', { name: `Open the code of ${heading ?? ''} in an editor`, exact: true }).waitFor();
    await frame.getByRole('button', { name: `Copy the code of ${heading ?? ''}`, exact: true }).waitFor();
  });

  it('shows each block of a note in the direction of its words', async () => {
    const { frame } = await open();
    const blocks = frame.getByRole('region', { name: 'Your note' }).locator('.note > *');
    assert.deepEqual(await blocks.evaluateAll((all) => all.map((one) => getComputedStyle(one).direction)), ['ltr', 'rtl', 'ltr']);
  });

  it('is marked as completed without a button that moves under the hand, and leads to the title of the next topic', async () => {
    const { frame } = await open();
    assert.deepEqual(await focused(frame), ['h1', 'Authentication and Authorization']);
    const complete = ending(frame).getByRole('button', { name: 'Mark as Completed' });
    await complete.scrollIntoViewIfNeeded();
    const before = await complete.boundingBox();
    await complete.click();
    await ending(frame).getByText('You have completed this topic.').waitFor();
    assert.deepEqual(await focused(frame), ['h2', 'What to do next']);
    const after = await ending(frame).locator('.done-mark').boundingBox();
    assert.deepEqual([after?.x, after?.y], [before?.x, before?.y]);
    await frame.getByRole('button', { name: 'Completed', exact: true, pressed: true }).waitFor();
    await ending(frame).getByRole('button', { name: /^Next Topic: / }).click(); // prettier-ignore
    const title = frame.getByRole('heading', { level: 1 });
    await waitUntil('the next topic is there', async () => (await title.innerText()) !== 'Authentication and Authorization');
    await waitUntil('its title has the focus', async () => (await focused(frame))[0] === 'h1');
  });

  it('is opened from the tree without taking the focus', async () => {
    const { frame } = await pages.open(CommandId.openTopic, TOPIC, { preserveFocus: true });
    await frame.locator('[data-proven]').waitFor();
    await tasks(frame).first().waitFor();
    assert.equal((await focused(frame))[0], 'body');
  });

  for (const theme of THEMES) {
    it(`${theme}: keeps nobody out, wide or narrow`, async () => {
      await pages.setTheme(theme);
      const { frame, resize } = await open();
      await tasks(frame).first().check();
      await ending(frame).getByRole('button', { name: 'Mark as Completed' }).click();
      await ending(frame).getByText('You have completed this topic.').waitFor();
      await untilStill(frame);
      for (const width of [1600, 400]) {
        await resize(width, 900);
        assert.deepEqual(await overflowing(frame), []);
        assert.deepEqual(await findBarriers(frame), []);
      }
    });
  }
});
