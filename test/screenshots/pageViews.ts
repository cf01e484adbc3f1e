/** The pages of the extension, each in the states in which it looks different. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CommandId, StorageKey, WebviewId } from '../../src/ids';
import { openBarePages, type BarePages, type ShownPage } from '../support/bare/pages';
import { makeTemporary } from '../support/temporary';
import { node, openDashboard, waitForProgress, waitForTopic } from '../pages/dashboard';
import { answerAll, check, choose, waitForQuestion } from '../ui/quizPage';
import { INTERNET } from '../ui/quizRoadmap';
import { finishedResults, READ_ONE_FAILED, restApiResults } from '../ui/stageResults';
import { writeResultsInto } from '../ui/stored';

/** A page in one state. Its theme and its width are changed afterwards. */
export interface View {
  readonly pages: BarePages;
  readonly shown: ShownPage;
}

/** Makes a view; `quizzes` is a build of the extension around quizzes whose answers are known. */
type MakeView = (quizzes: string) => Promise<View>;

async function dashboard(): Promise<View> {
  const pages = await openBarePages();
  return { pages, shown: await openDashboard(pages) };
}

async function dashboardInUse(): Promise<View> {
  const { pages, shown } = await dashboard();
  for (const [title, key, status] of [
    ['How the Internet Works', 'd', 'completed'],
    ['HTTP and HTTPS', 'd', 'completed'],
    ['Language and Runtime', 'd', 'completed'],
    ['Asynchronous Programming and Concurrency', 'l', 'in progress'],
    ['Testing and Debugging', 's', 'skipped'],
  ] as const) {
    await node(shown.frame, title).press(key);
    await waitForTopic(shown.frame, title, status);
  }
  await shown.frame.getByRole('button', { name: /^Mid \(2-5 yrs\)/ }).click();
  await shown.frame.getByText('Which programming language should I start with?').click();
  return { pages, shown };
}

async function dashboardMenu(): Promise<View> {
  const view = await dashboardInUse();
  await node(view.shown.frame, 'Caching').press('m');
  return view;
}

async function dashboardPlan(): Promise<View> {
  const { pages, shown } = await dashboard();
  pages.editor.answers.push('40', 'Topics and projects', 'Start today');
  await pages.editor.run(CommandId.planJourney);
  for (const topic of ['how-the-internet-works', 'language-and-runtime', 'relational-databases', 'rest-api-design']) {
    await pages.editor.run(CommandId.markDone, topic);
  }
  await waitForProgress(shown.frame, '4/20 completed');
  return { pages, shown };
}

async function dashboardGone(): Promise<View> {
  const pages = await openBarePages();
  return { pages, shown: await pages.restore(WebviewId.dashboard, { roadmap: 'frontend', scroll: 0 }) };
}

const topic =
  (id: string): MakeView =>
  async () => {
    const pages = await openBarePages();
    await pages.editor.run(CommandId.startLearning, id);
    return { pages, shown: await pages.open(CommandId.openTopic, id) };
  };

/** A question of the quiz, answered as far as this. */
const quiz =
  (at: number, isChecked: boolean): MakeView =>
  async (quizzes) => {
    const pages = await openBarePages({ folder: quizzes });
    const shown = await pages.open(CommandId.takeQuiz, 'how-the-internet-works');
    for (let number = 1; number <= at; number++) {
      await waitForQuestion(shown.frame, `Question ${number} of 6`);
      await choose(shown.frame, number !== at);
      if (number < at || isChecked) await check(shown.frame, number !== at);
      if (number < at) await shown.frame.locator('.actions .primary').click();
    }
    return { pages, shown };
  };

const quizResult =
  (right: (question: number) => boolean): MakeView =>
  async (quizzes) => {
    const pages = await openBarePages({ folder: quizzes });
    const shown = await pages.open(CommandId.takeQuiz, 'how-the-internet-works');
    await answerAll(shown.frame, INTERNET.length, right);
    return { pages, shown };
  };

const stage =
  (results?: (repo: string) => ReturnType<typeof restApiResults>): MakeView =>
  async () => {
    const storage = makeTemporary('storage');
    const repo = join(makeTemporary('repos'), 'my-api');
    await mkdir(repo);
    if (results) await writeResultsInto(storage, results(repo));
    const repos = results ? [{ project: 'rest-api', uri: pathToFileURL(repo).href, host: '', at: 1, gone: false }] : [];
    const pages = await openBarePages({ storage, globalState: { [StorageKey.projectRepos]: { version: 1, repos } } });
    return { pages, shown: await pages.open(CommandId.openStage, { project: 'rest-api', stage: 'read-one' }) };
  };

/** Every view by its name. */
export const pageViews: Readonly<Record<string, MakeView>> = {
  dashboard,
  'dashboard-in-use': dashboardInUse,
  'dashboard-menu': dashboardMenu,
  'dashboard-plan': dashboardPlan,
  'dashboard-gone': dashboardGone,
  topic: topic('git-fundamentals'),
  lesson: topic('relational-databases'),
  'quiz-single': quiz(1, false),
  'quiz-multiple-checked': quiz(2, true),
  'quiz-output': quiz(3, false),
  'quiz-order': quiz(4, false),
  'quiz-failed': quizResult((question) => question > 3),
  'quiz-passed': quizResult(() => true),
  stage: stage(),
  'stage-failed': stage((repo) => restApiResults(repo, { 'read-one': READ_ONE_FAILED })),
  'stage-finished': stage(finishedResults),
};
