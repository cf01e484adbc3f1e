/** The pages of the extension, each in the states in which it looks different. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CommandId, StorageKey, WebviewId } from '../../src/ids';
import { isFinished, noResults, stageResultOf, type RepoResults } from '../../src/checks/model/results';
import { localDay } from '../../src/plan/model/days';
import { encodePlan } from '../../src/plan/model/storedPlan';
import { PLAN_FIELD } from '../../src/progress/model/progress';
import { WHOLE_ROADMAP } from '../../src/progress/model/registers';
import { bundledRoadmap } from '../unit/dashboard/dashboards';
import { showWork, type Situation } from '../pages/stageWork';
import { openBarePages, type BarePages, type ShownPage } from '../support/bare/pages';
import { makeTemporary } from '../support/temporary';
import { node, openDashboard, waitForProgress, waitForTopic } from '../pages/dashboard';
import { answerAll, check, choose, waitForQuestion } from '../ui/quizPage';
import { INTERNET } from '../ui/quizRoadmap';
import { finishedResults, READ_ONE_FAILED, READ_ONE_PASSED, REST_API_STAGES, restApiResults } from '../ui/stageResults';
import { writeResultsInto } from '../ui/stored';

/** A page in one state. Its theme and its width are changed afterwards. */
export interface View {
  readonly pages: BarePages;
  readonly shown: ShownPage;
  /** What is done at each size, since it lasts no longer. */
  readonly prepare?: () => Promise<void>;
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
  const { frame } = view.shown;
  // The menu closes when the window changes its size.
  return { ...view, prepare: () => node(frame, 'Caching').press('m') };
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

/** A storage that another window has left: registers by their keys, written some days ago. */
async function storageWith(registers: Readonly<Record<string, unknown>>, days = 0): Promise<string> {
  const storage = makeTemporary('storage');
  await mkdir(join(storage, 'journal'));
  const t = Date.now() - days * 24 * 60 * 60 * 1_000;
  const lines = Object.entries(registers).map(([field, v]) => `${JSON.stringify({ k: `backend/${field}`, v, t, w: 'another' })}\n`);
  await writeFile(join(storage, 'journal/another.jsonl'), lines.join(''));
  return storage;
}

/** A plan of which three weeks have gone by without anything of it done. */
async function dashboardBehind(): Promise<View> {
  const { sections } = await bundledRoadmap();
  const start = localDay(new Date()) - 21;
  const works = sections.flatMap(({ topics }) => topics.map(({ id, hours }) => ({ kind: 'topic' as const, id, hours })));
  const plan = encodePlan({ hoursAWeek: 10, start, made: start, target: undefined, projects: false, works });
  const pages = await openBarePages({ storage: await storageWith({ [`${WHOLE_ROADMAP}#${PLAN_FIELD}`]: plan }, 21) });
  const shown = await openDashboard(pages);
  await shown.frame.locator('[data-standing="behind"]').waitFor();
  return { pages, shown };
}

/** The cards of a project that was begun and of one that is finished. */
async function dashboardProjects(): Promise<View> {
  const storage = makeTemporary('storage');
  const repos = [];
  for (const project of ['rest-api', 'authentication-system']) {
    const repo = join(makeTemporary('repos'), project);
    await mkdir(repo);
    await writeResultsInto(storage, project === 'rest-api' ? restApiResults(repo) : await allPassed(repo, project));
    repos.push({ project, uri: pathToFileURL(repo).href, host: '', at: 1, gone: false });
  }
  const pages = await openBarePages({ storage, globalState: { [StorageKey.projectRepos]: { version: 1, repos } } });
  const shown = await openDashboard(pages);
  await shown.frame.locator('.project[data-finished="true"]').waitFor();
  await shown.frame.locator('.project[data-has-next="true"]').waitFor();
  return { pages, shown };
}

/** All stages of a project have passed in a repo of it. */
async function allPassed(repo: string, project: string): Promise<RepoResults> {
  const { projects } = await bundledRoadmap();
  const stages = projects.items.find(({ id }) => id === project)?.stages ?? [];
  const passed = { passed: true, at: 1, firstPassedAt: 1, failures: 0, hints: 0, checks: [] };
  return { ...noResults(pathToFileURL(repo).href, project), stages: Object.fromEntries(stages.map(({ id }) => [id, passed])) };
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

/** A topic that the learner has ticked, with a passed quiz. */
async function topicProven(): Promise<View> {
  const id = 'http-and-https';
  const pages = await openBarePages({ storage: await storageWith({ [`${id}#status`]: 'done', [`${id}#proof:quiz:${id}`]: true }) });
  const shown = await pages.open(CommandId.openTopic, id);
  await shown.frame.locator('[data-proven]').waitFor();
  return { pages, shown };
}

/** A review of two topics, at its first question or, when it was answered, at its end. */
const review =
  (isAnswered: boolean): MakeView =>
  async (quizzes) => {
    const proofs = ['how-the-internet-works', 'http-and-https'].map((id) => [`${id}#proof:quiz:${id}`, true] as const);
    const pages = await openBarePages({ folder: quizzes, storage: await storageWith(Object.fromEntries(proofs), 2) });
    // What is due is known when the journal has been read.
    const topic = await pages.open(CommandId.openTopic, 'http-and-https');
    await topic.frame.locator('[data-proven]').waitFor();
    topic.panel.dispose();
    const shown = await pages.open(CommandId.review);
    await waitForQuestion(shown.frame, 'Question 1 of 6');
    if (isAnswered) await answerAll(shown.frame, 6, (question) => question > 1);
    return { pages, shown };
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

/**
 * The stage "Read one todo", of a repo with these results. In a bare browser no program can run: unless that is to be seen, the page
 * is told of one that can.
 */
const stage =
  (results?: (repo: string) => RepoResults, runs = true): MakeView =>
  async () => {
    const storage = makeTemporary('storage');
    const repo = join(makeTemporary('repos'), 'my-api');
    await mkdir(repo);
    if (results) await writeResultsInto(storage, results(repo));
    const repos = results ? [{ project: 'rest-api', uri: pathToFileURL(repo).href, host: '', at: 1, gone: false }] : [];
    const pages = await openBarePages({ storage, globalState: { [StorageKey.projectRepos]: { version: 1, repos } } });
    const shown = await pages.open(CommandId.openStage, { project: 'rest-api', stage: 'read-one' });
    if (results && runs) {
      await shown.frame.getByText('Your project cannot run here.').waitFor();
      await showWork(shown, workIn(results(repo)), ['actions']);
      await shown.frame.getByText('Your project cannot run here.').waitFor({ state: 'hidden' });
    }
    return { pages, shown };
  };

function workIn(results: RepoResults): Situation {
  const result = stageResultOf(results, 'read-one');
  const toComplete = ['HTTP and HTTPS', 'REST API Design'].map((title) => ({ id: title, title }));
  const upNext = result.passed && !isFinished(results, REST_API_STAGES) ? { id: 'update', title: 'Change a todo' } : undefined;
  return { result, upNext, isFinished: isFinished(results, REST_API_STAGES), toComplete: result.passed ? toComplete : [] };
}

/** Every view by its name. */
export const pageViews: Readonly<Record<string, MakeView>> = {
  dashboard,
  'dashboard-in-use': dashboardInUse,
  'dashboard-menu': dashboardMenu,
  'dashboard-plan': dashboardPlan,
  'dashboard-plan-behind': dashboardBehind,
  'dashboard-projects': dashboardProjects,
  'dashboard-gone': dashboardGone,
  'topic-proven': topicProven,
  topic: topic('git-fundamentals'),
  lesson: topic('relational-databases'),
  'quiz-single': quiz(1, false),
  'quiz-multiple-checked': quiz(2, true),
  'quiz-output': quiz(3, false),
  'quiz-order': quiz(4, false),
  'quiz-failed': quizResult((question) => question > 3),
  'quiz-passed': quizResult(() => true),
  review: review(false),
  'review-result': review(true),
  stage: stage(),
  'stage-failed': stage((repo) => restApiResults(repo, { 'read-one': READ_ONE_FAILED })),
  'stage-passed': stage((repo) => restApiResults(repo, { 'read-one': READ_ONE_PASSED })),
  'stage-finished': stage(finishedResults),
  'stage-elsewhere': stage((repo) => restApiResults(repo), false),
};
