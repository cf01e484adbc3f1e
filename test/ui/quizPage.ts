/** The page of a quiz, as tests reach it. */
import { strict as assert } from 'node:assert';
import type { Frame } from 'playwright-core';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';
import { QUESTIONS } from './quizRoadmap';

export type Question = (typeof QUESTIONS)[number];

/** The page with this title, once it shows something. */
export async function quizFrame(workbench: Workbench, title: string): Promise<Frame> {
  await workbench.editorTab(title).waitFor();
  return waitUntil(`the page "${title}" is there`, async () => {
    const frame = await workbench.webviews.frame(title);
    return (await frame.locator('[data-view] h2').isVisible()) ? frame : undefined;
  });
}

/** Waits until the page is at this question, such as "Question 3 of 6". */
export const waitForQuestion = (frame: Frame, text: string): Promise<void> =>
  frame.getByRole('heading', { name: text, exact: true }).waitFor();

/** Markdown as it is read. */
const plain = (markdown: string): string => markdown.replace(/[`*]/g, '');

/** The question that the page shows. */
export async function shownQuestion(frame: Frame): Promise<Question> {
  const prompt = await frame.locator('.prompt > :last-child').innerText();
  const question = QUESTIONS.find((one) => plain(one.prompt) === prompt.trim());
  assert.ok(question, `no question asks "${prompt}"`);
  return question;
}

/** Chooses an answer to the question that is shown, and does not check it. An order is shown wrong, and left so. */
export async function choose(frame: Frame, right: boolean): Promise<void> {
  const { kind, options = [], steps = [] } = await shownQuestion(frame);
  if (kind === 'order') {
    for (const [place, { text }] of right ? steps.entries() : []) {
      const rows = () => frame.locator('.step .content').allInnerTexts();
      while ((await rows()).indexOf(plain(text)) > place) await frame.getByRole('button', { name: `Move up: ${plain(text)}` }).click();
    }
    return;
  }
  const chosen =
    kind === 'multiple' ? options.filter(({ correct }) => correct === right) : [options.find(({ correct }) => correct === right)];
  for (const one of chosen) await labelled(frame, one?.text ?? '').check();
}

/** The radio button or checkbox of an option. */
export const labelled = (frame: Frame, text: string) =>
  frame.locator('.choice').filter({ has: frame.locator('.content', { hasText: plain(text) }) }).locator('input'); // prettier-ignore

/** Answers one question, waits until it was graded, and goes on. */
export async function answer(frame: Frame, right: boolean): Promise<void> {
  await choose(frame, right);
  await check(frame, right);
  await frame.locator('.actions .primary').click();
}

export async function check(frame: Frame, right: boolean): Promise<void> {
  await frame.getByRole('button', { name: 'Check', exact: true }).click();
  await frame.locator('.outcome', { hasText: right ? 'Right!' : 'Not quite.' }).waitFor();
}

/** Answers all questions from this one on; `right` says which are answered right, by their number from 1. */
export async function answerAll(frame: Frame, total: number, right: (question: number) => boolean, from = 1): Promise<void> {
  for (let question = from; question <= total; question++) {
    await waitForQuestion(frame, `Question ${question} of ${total}`);
    await answer(frame, right(question));
  }
}
