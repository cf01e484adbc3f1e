/** Where the focus is when the learner goes to a page: on what the page begins with, whether it is new or was open already. */
import { strict as assert } from 'node:assert';
import type { Frame } from 'playwright-core';
import { CommandId, WebviewId } from '../../src/ids';
import { openBarePages, type BarePages } from '../support/bare/pages';
import { waitUntil } from '../support/wait';

const STAGE = { project: 'rest-api', stage: 'hello' };

describe('whoever goes to a page', function () {
  this.timeout(60_000);
  let pages: BarePages;

  before(async () => {
    pages = await openBarePages();
  });
  afterEach(() => pages.editor.panels.at(-1)?.dispose());
  after(() => pages.close());

  const focused = (frame: Frame) => frame.evaluate(() => document.activeElement?.localName);
  const waitForFocusOn = (frame: Frame, name: string) => waitUntil(`the focus is on ${name}`, async () => (await focused(frame)) === name);
  const blur = (frame: Frame) =>
    frame.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });

  for (const [what, command, argument, name] of [
    ['a lesson', CommandId.openTopic, 'caching', 'h1'],
    ['a stage', CommandId.openStage, STAGE, 'h1'],
    ['the dashboard', CommandId.openRoadmap, undefined, 'h1'],
    ['a quiz', CommandId.takeQuiz, 'caching', 'h2'],
  ] as const) {
    it(`has the focus where ${what} begins, also when it was open already`, async () => {
      const args = argument === undefined ? [] : [argument];
      const { frame } = await pages.open(command, ...args);
      await waitForFocusOn(frame, name);
      await blur(frame);
      assert.equal(await focused(frame), 'body');
      await pages.editor.run(command, ...args);
      await waitForFocusOn(frame, name);
    });

    it(`takes no focus from a menu that was opened before ${what} was there, and has it when the menu is gone`, async () => {
      const args = argument === undefined ? [] : [argument];
      const { frame } = await pages.open(command, ...args);
      await waitForFocusOn(frame, name);
      await blur(frame);
      await frame.evaluate(() => (document.hasFocus = () => false));
      await pages.editor.run(command, ...args);
      await frame.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      assert.equal(await focused(frame), 'body');
      await frame.evaluate(() => window.dispatchEvent(new FocusEvent('focus')));
      await waitForFocusOn(frame, name);
    });

    it(`keeps the focus on what has it in ${what}`, async () => {
      const args = argument === undefined ? [] : [argument];
      const { frame } = await pages.open(command, ...args);
      await waitForFocusOn(frame, name);
      const first = frame.locator('button:visible').first();
      await first.focus();
      await pages.editor.run(command, ...args);
      await frame.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      assert.equal(await first.evaluate((button) => button === document.activeElement), true);
    });
  }

  it('comes back from a dialog to what had the focus, and after a press on nothing to nothing', async () => {
    const { frame } = await pages.open(CommandId.openStage, STAGE);
    await waitForFocusOn(frame, 'h1');
    const button = frame.locator('button:visible').first();
    await button.focus();
    // So VS Code takes the focus from a page when it asks something, and gives it back to the page as a whole.
    const askSomething = async () => {
      await blur(frame);
      await frame.evaluate(() => window.dispatchEvent(new FocusEvent('focus')));
    };
    await askSomething();
    assert.equal(await button.evaluate((one) => one === document.activeElement), true);
    await frame.locator('h1').click();
    await frame.locator('main').dispatchEvent('pointerdown');
    await askSomething();
    assert.equal(await focused(frame), 'body');
  });

  it('comes back from a dialog, too, when VS Code tells nobody within the page: the host does', async () => {
    const { frame } = await pages.open(CommandId.openStage, STAGE);
    await waitForFocusOn(frame, 'h1');
    const button = frame.locator('button:visible').first();
    await button.focus();
    await blur(frame);
    await frame.evaluate(() => (document.hasFocus = () => false));
    await pages.editor.panels.at(-1)?.webview.postMessage({ type: 'comeBack' });
    await waitForFocusOn(frame, 'button');
    assert.equal(await button.evaluate((one) => one === document.activeElement), true);
  });

  it('gets no focus from a dashboard that VS Code has brought back', async () => {
    const { frame } = await pages.restore(WebviewId.dashboard, { roadmap: 'backend' });
    await frame.locator('h1').waitFor();
    await frame.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    assert.equal(await focused(frame), 'body');
  });
});
