/** The page of a quiz, as tests reach it. */
import { strict as assert } from 'node:assert';
import type { Frame, Locator } from 'playwright-core';
import { waitUntil } from '../support/wait';
import type { Workbench } from '../support/workbench';
import { QUESTIONS } from './quizRoadmap';

/** A question as its YAML has it. */
export interface Question {
  readonly kind: string;
  readonly prompt: string;
  readonly options?: readonly { readonly text: string; readonly correct?: boolean }[];
  readonly steps?: readonly { readonly text: string }[];
}

/** The page with this title, once it shows something. */
export async function quizFrame(workbench: Workbench, title: string): Promise<Frame> {
  await workbench.editorTab(title).waitFor();
  return waitUntil(`the page "${title}" is there`, async () => {
    const frame = await workbench.webviews.frame(title);
    return (await frame.locator('[data-live="view"] h2').isVisible()) ? frame : undefined;
  });
}

/** Waits until the page is at this question, such as "Question 3 of 6". */
export const waitForQuestion = (frame: Frame, text: string): Promise<void> =>
  frame.getByRole('heading', { name: text, exact: true }).waitFor();

/** Markdown as it is read. */
const plain = (markdown: string): string => markdown.replace(/[`*]/g, '');

/** The question that the page shows. */
export async function shownQuestion(frame: Frame, questions: readonly Question[] = QUESTIONS): Promise<Question> {
  const prompt = await frame.locator('.prompt > :last-child').innerText();
  const question = questions.find((one) => plain(one.prompt).replace(/\s+/g, ' ').trim() === prompt.replace(/\s+/g, ' ').trim());
  assert.ok(question, `no question asks "${prompt}"`);
  return question;
}

/** Chooses an answer to the question that is shown, and does not check it. An order is shown wrong, and left so. */
export async function choose(frame: Frame, right: boolean, questions?: readonly Question[]): Promise<void> {
  const { kind, options = [], steps = [] } = await shownQuestion(frame, questions);
  if (kind === 'order') {
    for (const [place, { text }] of right ? steps.entries() : []) {
      const rows = () => frame.locator('.step .content').allInnerTexts();
      while ((await rows()).indexOf(plain(text)) > place) await frame.getByRole('button', { name: `Move up: ${plain(text)}` }).click();
    }
    return;
  }
  const chosen =
    kind === 'multiple'
      ? options.filter(({ correct = false }) => correct === right)
      : [options.find(({ correct = false }) => correct === right)];
  for (const one of chosen) await (await exactly(frame, one?.text ?? '')).check();
}

/** The radio button or checkbox of the option whose text begins with this. */
export const labelled = (frame: Frame, text: string) =>
  frame.locator('.choice').filter({ has: frame.locator('.content', { hasText: plain(text) }) }).locator('input'); // prettier-ignore

/** The radio button or checkbox of the option with exactly this text: the text of one may be part of another's. */
async function exactly(frame: Frame, text: string): Promise<Locator> {
  const read = (one: string): string => plain(one).replace(/\s+/g, ' ').trim();
  const shown = (await frame.locator('.choice .content').allInnerTexts()).map(read);
  const place = shown.indexOf(read(text));
  assert.ok(place >= 0, `no option says "${read(text)}", but ${JSON.stringify(shown)}`);
  return frame.locator('.choice').nth(place).locator('input');
}

/** Answers one question, waits until it was graded, and goes on. */
export async function answer(frame: Frame, right: boolean, questions?: readonly Question[]): Promise<void> {
  await choose(frame, right, questions);
  await check(frame, right);
  await frame.locator('.actions .primary').click();
}

export async function check(frame: Frame, right: boolean): Promise<void> {
  await frame.getByRole('button', { name: 'Check', exact: true }).click();
  await frame.locator('.outcome', { hasText: right ? 'Right.' : 'Not right.' }).waitFor();
}

/** Answers all questions from this one on; `right` says which are answered right, by their number from 1. */
export async function answerAll(
  frame: Frame,
  total: number,
  right: (question: number) => boolean,
  from = 1,
  questions?: readonly Question[],
): Promise<void> {
  for (let question = from; question <= total; question++) {
    await waitForQuestion(frame, `Question ${question} of ${total}`);
    await answer(frame, right(question), questions);
  }
}
