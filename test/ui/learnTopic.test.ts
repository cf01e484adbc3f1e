/** One topic from the plan to the proof, as a person learns it; and all of it once more after a reload. */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { repoRoot } from '../support/paths';
import { waitUntil } from '../support/wait';
import type { Ui } from '../support/ui';
import type { Workbench } from '../support/workbench';
import { dashboardFrame, node, openDashboard } from './dashboard';
import { answerAll, quizFrame, type Question } from './quizPage';
import { clearPlan, shareRoadmap, statusItem, waitForStatus } from './roadmap';
import { sharesWindow } from './sharedWindow';
import { openTopic, topicPage } from './topicPage';

const TOPIC = 'How the Internet Works';
const QUIZ = `Quiz: ${TOPIC}`;
const file = join(repoRoot, 'roadmap/backend/quizzes/how-the-internet-works.yaml');
const { questions } = parse(readFileSync(file, 'utf8')) as { questions: Question[] };

describe('learning a topic', function () {
  this.timeout(180_000);
  sharesWindow(this);
  let ui: Ui;
  let workbench: Workbench;

  before(async () => {
    ui = await shareRoadmap();
    workbench = ui.workbench;
  });
  after(async () => {
    await clearPlan(workbench);
    await ui.close();
  });

  const row = (words: string) => workbench.page.getByRole('treeitem', { name: `${TOPIC}, ${words}` });
  const waitForProof = async () => {
    const frame = await dashboardFrame(workbench);
    await waitUntil('the dashboard shows the proof', async () =>
      (await node(frame, TOPIC).getAttribute('aria-label'))?.startsWith(`${TOPIC}, completed, proven`),
    );
    return frame;
  };

  it('makes a plan, in which the topic is of this week', async () => {
    await workbench.runCommand('Backend Roadmap: Plan My Journey');
    await workbench.quickInput.waitOpen('Plan My Journey (1/3)');
    await workbench.quickInput.type('10');
    await workbench.quickInput.accept();
    await workbench.quickInput.waitOpen('Plan My Journey (2/3)');
    await workbench.quickInput.choose('Topics and projects');
    await workbench.quickInput.waitOpen('Plan My Journey (3/3)');
    await workbench.quickInput.choose('Start today');
    await row('not started, this week').waitFor();
    // The dashboard opens at the plan, and takes the focus from what is opened before.
    const frame = await dashboardFrame(workbench);
    await frame.locator('.plan-badge', { hasText: 'On plan' }).waitFor();
    await waitUntil('the dashboard has the focus', () => frame.evaluate(() => document.hasFocus()));
    await workbench.dismissAll();
  });

  it('reads the lesson and copies code from it', async () => {
    const page = await openTopic(workbench, TOPIC);
    await page.getByRole('heading', { name: 'Why it matters', exact: true }).waitFor();
    const code = page.locator('[data-code="0"]');
    await code.getByRole('button', { name: /^Copy the code of / }).click();
    await code.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await workbench.page.evaluate(() => navigator.clipboard.readText());
    assert.ok(copied.trim().length > 0);
  });

  it('takes the quiz wrong, reads again where it was wrong, and takes it right', async () => {
    const page = await topicPage(workbench, TOPIC);
    await page.getByRole('region', { name: 'What to do next' }).getByRole('button', { name: 'Take the Quiz' }).click();
    const quiz = await quizFrame(workbench, QUIZ);
    await answerAll(quiz, questions.length, (question) => question > 3, 1, questions);
    await quiz.getByRole('heading', { name: 'Not passed yet' }).waitFor();
    await row('not started').waitFor();
    await quiz.locator('.missed button').first().click();
    const lesson = await topicPage(workbench, TOPIC);
    await waitUntil('the lesson is open at a heading', () =>
      lesson.evaluate(() => window.scrollY > 100 && /^H[23]$/.test(document.activeElement?.tagName ?? '')),
    );
    await workbench.editorTab(QUIZ).click();
    const again = await quizFrame(workbench, QUIZ);
    await again.getByRole('button', { name: 'Try Again' }).click();
    await answerAll(again, questions.length, () => true, 1, questions);
    await again.getByRole('heading', { name: 'Passed' }).waitFor();
    await waitForStatus(workbench, '0/20');
    await again.getByRole('button', { name: 'Mark as Completed' }).click();
    await waitForStatus(workbench, '1/20');
  });

  it('goes back to the lesson from the result, and on to the next topic', async () => {
    const quiz = await quizFrame(workbench, QUIZ);
    await quiz.getByRole('button', { name: 'Back to the Lesson' }).click();
    const lesson = await topicPage(workbench, TOPIC);
    await lesson.getByText('You have completed this topic.').waitFor();
    await workbench.editorTab(QUIZ).click();
    await (await quizFrame(workbench, QUIZ)).getByRole('button', { name: 'Next Topic: HTTP and HTTPS' }).click();
    await topicPage(workbench, 'HTTP and HTTPS');
    await workbench.editorTab(QUIZ).waitFor({ state: 'detached' });
    await openTopic(workbench, TOPIC);
    await topicPage(workbench, TOPIC);
  });

  it('sees the proof in the tree and the dashboard, and the plan move', async () => {
    await row('completed, proven').waitFor();
    const frame = await openDashboard(workbench);
    await waitForProof();
    await frame.locator('.plan-week[data-now="true"] .plan-item[data-status="done"]', { hasText: TOPIC }).waitFor();
    await frame.locator('section.plan').getByText('394 hours left', { exact: true }).waitFor();
  });

  it('writes a note, finds it by search, and sees it with the lesson', async () => {
    await workbench.editorTab(TOPIC).click();
    const page = await topicPage(workbench, TOPIC);
    await page.locator('[data-proven]').waitFor();
    await page.getByRole('button', { name: 'Open Note' }).click();
    const tab = workbench.editorTab('how-the-internet-works.md');
    await tab.waitFor();
    await workbench.page.locator('.part.editor .monaco-editor').first().click();
    await workbench.page.keyboard.type('## Ask a resolver, not the browser');
    await workbench.page.keyboard.press('Control+S');
    // The page is drawn anew around the note.
    await waitUntil('the note is shown', async () => {
      const drawn = await topicPage(workbench, TOPIC);
      return drawn.getByRole('heading', { name: 'Ask a resolver, not the browser' }).isVisible();
    });
    await workbench.runCommand('Backend Roadmap: Search');
    await workbench.quickInput.waitOpen('Search the Roadmap');
    await workbench.quickInput.type('ask a resolver');
    await workbench.quickInput.option('Ask a resolver, not the browser').waitFor();
    await workbench.quickInput.cancel();
  });

  it('finds all of it after a reload', async () => {
    await workbench.reloadWindow();
    await row('completed, proven').waitFor();
    await waitForStatus(workbench, '1/20');
    await workbench.editorTab(TOPIC).click();
    const page = await topicPage(workbench, TOPIC);
    await page.getByRole('heading', { name: 'Ask a resolver, not the browser' }).waitFor();
    await openDashboard(workbench);
    const frame = await waitForProof();
    await frame.locator('section.plan').getByText('394 hours left', { exact: true }).waitFor();
    await workbench.page.mouse.move(800, 400);
    await statusItem(workbench).hover();
    await workbench.page.locator('.workbench-hover', { hasText: /finish by/ }).waitFor();
  });
});
