/** A quiz as a person takes it: wrong and then right, by hand and by keyboard, over a reload; and its review. Its looks: test/pages. */
import { strict as assert } from 'node:assert';
import { rm } from 'node:fs/promises';
import type { Frame } from 'playwright-core';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';
import { node, openDashboard, openDashboardUi, type DashboardUi } from './dashboard';
import { answer, answerAll, check, labelled, quizFrame, shownQuestion, waitForQuestion } from './quizPage';
import { writeQuizRoadmap } from './quizRoadmap';
import { clearProgress, openRoadmapView, startAfresh, statusItem, tick, waitForStatus } from './roadmap';
import { writeJournal } from './stored';
import { topicPage } from './topicPage';

const TOPIC = 'How the Internet Works';
const QUIZ = `Quiz: ${TOPIC}`;
const DAY = 24 * 60 * 60 * 1_000;

describe('a quiz', function () {
  this.timeout(240_000);
  let ui: DashboardUi;
  let workbench: Workbench;
  let roadmap = '';

  before(async () => {
    roadmap = await writeQuizRoadmap();
    ui = await openDashboardUi({ roadmap });
    workbench = ui.workbench;
  });
  beforeEach(async () => {
    await workbench.setViewport(1600, 1400);
    await openRoadmapView(workbench);
    await startAfresh(workbench);
    if ((await workbench.page.getByRole('treeitem', { name: /, proven, / }).count()) > 0) await clearProgress(workbench);
    await workbench.runCommand('View: Close All Editors');
  });
  after(async () => {
    await ui.cleanUp();
    await rm(roadmap, { recursive: true, force: true });
  });

  async function openQuiz(): Promise<Frame> {
    await workbench.contextMenu(workbench.treeItem(TOPIC), 'Take the Quiz');
    const frame = await quizFrame(workbench, QUIZ);
    await waitForQuestion(frame, 'Question 1 of 6');
    return frame;
  }

  const row = (words: string) => workbench.page.getByRole('treeitem', { name: `${TOPIC}, ${words}, ` });
  /** What has the focus in the page, as text. */
  const focused = (frame: Frame) => frame.evaluate(() => document.activeElement?.textContent.replace(/\s+/g, ' ').trim());

  // The first: what a reset has cleared, an older proof does not bring back.
  it('is reviewed when it is due: mixed over topics, from the menu, and then no more', async () => {
    const proof = (topic: string) =>
      JSON.stringify({ k: `backend/${topic}#proof:quiz:${topic}`, v: true, t: Date.now() - 2 * DAY, w: 'another' });
    await writeJournal(ui.server, 'another', [proof('how-the-internet-works'), proof('http-and-https')]);
    await row('not started, proven').waitFor();
    await statusItem(workbench).click();
    await workbench.quickInput.choose('Review: 2 topics due');
    const frame = await quizFrame(workbench, 'Review');
    const topics: string[] = [];
    for (let number = 1; number <= 6; number++) {
      await waitForQuestion(frame, `Question ${number} of 6`);
      const topic = await frame.locator('.topic').innerText();
      topics.push(topic);
      await answer(frame, topic === TOPIC);
    }
    assert.deepEqual(topics, [TOPIC, 'HTTP and HTTPS', TOPIC, 'HTTP and HTTPS', TOPIC, 'HTTP and HTTPS']);
    await frame.getByRole('heading', { name: 'Review finished' }).waitFor();
    await frame.getByText('3 of 6 answers were right.').waitFor();
    await frame.getByText(`${TOPIC} comes back for review in 3 days.`).waitFor();
    await frame.getByText('HTTP and HTTPS comes back for review tomorrow.').waitFor();
    await statusItem(workbench).click();
    await workbench.quickInput.option('Open Roadmap').waitFor();
    assert.equal(await workbench.quickInput.option(/Review/).count(), 0);
    await workbench.quickInput.cancel();
    await workbench.runCommand('Backend Roadmap: Review');
    await workbench.toast(/Nothing is due for review. HTTP and HTTPS comes back on/).waitFor();
  });

  it('fails and changes nothing, says what to read, and then proves the topic', async () => {
    const frame = await openQuiz();
    await answerAll(frame, 6, (question) => question > 2);
    await frame.getByRole('heading', { name: 'Not passed yet' }).waitFor();
    await frame.getByText('4 of 6 answers were right.').waitFor();
    await frame.getByText('You pass with 5 right answers or more.').waitFor();
    assert.equal(await frame.getByRole('button', { name: 'Mark as Completed' }).count(), 0);
    const missed = await frame.locator('.missed button').allInnerTexts();
    assert.deepEqual(missed, [`Read: ${TOPIC} › Ports and addresses`, `Read: ${TOPIC} › Reliable delivery`]);
    await row('not started, 6 hours').waitFor();

    await frame.locator('.missed button').last().click();
    await topicPage(workbench, TOPIC);
    await workbench.editorTab(QUIZ).click();
    const again = await quizFrame(workbench, QUIZ);
    await again.getByRole('button', { name: 'Try Again' }).click();
    await answerAll(again, 6, (question) => question !== 4);
    await again.getByRole('heading', { name: 'Passed' }).waitFor();
    await again.getByText('5 of 6 answers were right.').waitFor();
    await row('not started, proven').waitFor();
    await waitForStatus(workbench, '0/20');

    await again.getByRole('button', { name: 'Mark as Completed' }).click();
    await waitForStatus(workbench, '1/20');
    await row('completed, proven').waitFor();
    await again.getByText(`${TOPIC} is marked as completed.`).waitFor();
    const dashboard = await openDashboard(workbench);
    await waitUntil('the dashboard shows the proof', async () =>
      (await node(dashboard, TOPIC).getAttribute('aria-label'))?.startsWith(`${TOPIC}, completed, proven`),
    );
  });

  it('is taken with the keyboard alone', async () => {
    await workbench.runCommand('Backend Roadmap: Take the Quiz');
    await workbench.quickInput.type(TOPIC);
    await workbench.quickInput.accept();
    const frame = await quizFrame(workbench, QUIZ);
    const { keyboard } = workbench.page;
    const tabTo = (what: string, isThere: () => Promise<boolean | undefined>) =>
      waitUntil(`Tab reaches ${what}`, async () => {
        if (await isThere()) return true;
        await keyboard.press('Tab');
        return isThere();
      });
    const onButton = (name: string) => async () => (await focused(frame)) === name;
    const inputText = () => frame.evaluate(() => document.activeElement?.closest('.choice')?.textContent);

    for (let number = 1; number <= 6; number++) {
      await waitForQuestion(frame, `Question ${number} of 6`);
      const { kind, options = [], steps = [] } = await shownQuestion(frame);
      if (kind === 'order') {
        for (const [place, { text }] of steps.entries()) {
          const label = `Move up: ${text.replaceAll('`', '')}`;
          await frame.getByRole('heading', { name: `Question ${number} of 6` }).focus();
          await tabTo(label, () => frame.evaluate((name) => document.activeElement?.getAttribute('aria-label') === name, label));
          const places = await frame.locator('.step .content').allInnerTexts();
          for (let at = places.indexOf(text.replaceAll('`', '')); at > place; at--) {
            await keyboard.press('Enter');
            await frame
              .getByRole('status')
              .filter({ hasText: `${text.replaceAll('`', '')}: now in place ${at}` })
              .waitFor();
          }
        }
      } else if (kind === 'multiple') {
        for (const { text } of options.filter(({ correct }) => correct)) {
          await frame.getByRole('heading', { name: `Question ${number} of 6` }).focus();
          await tabTo(text, async () => (await inputText())?.includes(text.replaceAll('`', '')));
          await keyboard.press('Space');
        }
      } else {
        const right = options.find(({ correct }) => correct)?.text.replace(/[`*]/g, '') ?? '';
        await tabTo('the choices', async () => (await inputText()) !== undefined);
        await keyboard.press('Space');
        await waitUntil(`an arrow key chooses ${right}`, async () => {
          const chosen = frame.locator('.choice:has(:checked)');
          if ((await chosen.innerText()).includes(right)) return true;
          await keyboard.press('ArrowDown');
          return false;
        });
      }
      await tabTo('Check', onButton('Check'));
      await keyboard.press('Enter');
      await waitUntil('the outcome has the focus', onButton('Right.'));
      const next = number < 6 ? 'Next Question' : 'See the Result';
      await tabTo(next, onButton(next));
      await keyboard.press('Enter');
    }
    await waitUntil('the result has the focus', onButton('Passed'));
    await row('not started, proven').waitFor();
  });

  it('comes back after a reload as it was: answers, order, and what was chosen', async () => {
    let frame = await openQuiz();
    await answer(frame, true);
    await waitForQuestion(frame, 'Question 2 of 6');
    const before = await frame.locator('.choice .content').allInnerTexts();
    await labelled(frame, 'A segment that was lost').check();
    await workbench.reloadWindow();
    await openRoadmapView(workbench);
    frame = await quizFrame(workbench, QUIZ);
    await waitForQuestion(frame, 'Question 2 of 6');
    assert.deepEqual(await frame.locator('.choice .content').allInnerTexts(), before);
    assert.ok(await labelled(frame, 'A segment that was lost').isChecked());
    assert.equal(await frame.locator('input:checked').count(), 1);

    await labelled(frame, 'The bytes arrive').check();
    await check(frame, true);
    await workbench.reloadWindow();
    await openRoadmapView(workbench);
    frame = await quizFrame(workbench, QUIZ);
    await frame.locator('.outcome', { hasText: 'Right.' }).waitFor();
    await frame.getByRole('button', { name: 'Next Question' }).click();
    await answerAll(frame, 6, () => true, 3);
    await frame.getByText('6 of 6 answers were right.').waitFor();
    await row('not started, proven').waitFor();
    await workbench.reloadWindow();
    await openRoadmapView(workbench);
    frame = await quizFrame(workbench, QUIZ);
    await frame.getByRole('heading', { name: 'Passed' }).waitFor();
    await frame.getByRole('button', { name: 'Close' }).click();
    await workbench.editorTab(QUIZ).waitFor({ state: 'detached' });
  });

  it('leaves the focus in the tree when a topic is ticked there', async () => {
    const frame = await openQuiz();
    await answerAll(frame, 6, () => true);
    await frame.getByRole('heading', { name: 'Passed' }).waitFor();
    // The proof draws the row anew, and what is drawn between the two halves of a click takes no notice of it.
    await row('not started, proven').waitFor();
    await tick(workbench, TOPIC);
    await frame.getByText(`${TOPIC} is marked as completed.`).waitFor();
    assert.notEqual(await workbench.page.evaluate(() => document.activeElement?.tagName), 'IFRAME');
  });

  it('keeps what was moved while another tab was in front, and moves steps by dragging', async () => {
    const frame = await openQuiz();
    for (let question = 1; question <= 3; question++) {
      await waitForQuestion(frame, `Question ${question} of 6`);
      await answer(frame, true);
    }
    await waitForQuestion(frame, 'Question 4 of 6');
    const rows = (page: Frame) => page.locator('.step .content').allInnerTexts();
    const before = await rows(frame);
    const from = (await frame.locator('.step').first().boundingBox())!;
    const to = (await frame.locator('.step').last().boundingBox())!;
    const { mouse } = workbench.page;
    await mouse.move(from.x + 100, from.y + from.height / 2);
    await mouse.down();
    await mouse.move(to.x + 100, to.y + to.height - 5, { steps: 8 });
    await mouse.up();
    const after = [...before.slice(1), before[0]!];
    assert.deepEqual(await rows(frame), after);
    await frame
      .getByRole('status')
      .filter({ hasText: `${before[0] ?? ''}: now in place 4` })
      .waitFor();

    await workbench.treeItem(TOPIC).locator('.label-name').click();
    await topicPage(workbench, TOPIC);
    await workbench.editorTab(QUIZ).click();
    assert.deepEqual(await rows(await quizFrame(workbench, QUIZ)), after);
  });
});
