import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { App } from '../../../src/app';
import { exportProgress } from '../../../src/transfer/exportProgress';
import { importProgress } from '../../../src/transfer/importProgress';
import { clearPlan, planJourney } from '../../../src/plan/commands';
import { undo } from '../../../src/progress/commands';
import { formatDay } from '../../../src/plan/model/days';
import { encodePlan, type StoredPlan } from '../../../src/plan/model/storedPlan';
import { PLAN_FIELD } from '../../../src/progress/model/progress';
import { RoadmapIndex, type ProjectOutline } from '../../../src/content/outline';
import { readJourney, readPlan, today, journeySentence } from '../../../src/plan/readJourney';
import type { ProgressStore } from '../../../src/progress/progressStore';
import { smallIndex } from '../../unit/smallRoadmap';
import { temporaryHome } from '../support/home';
import { answeredQuestions, BACK, type Answer, type SeenQuestion } from '../../support/answeredQuestions';
import { recordMessages, replaceInWindow, restoreWindow, type Shown } from '../support/messages';
import { noNotes, noRepos, TestMachine } from '../support/stores';

describe('planning a journey', () => {
  let machine: TestMachine;
  let store: ProgressStore;
  let messages: Shown[];
  let opened: number;
  /** Whether there was a plan when the dashboard came. */
  let wasPlanned: boolean | undefined;
  /** The dashboard cannot be shown. */
  let isBroken: boolean;
  let refused: string[];
  let asked: SeenQuestion[];

  const appOf = (of: ProgressStore) =>
    ({
      store: of,
      library: { index: of.index },
      repos: noRepos,
      notes: () => Promise.resolve(noNotes),
      dashboard: {
        open: () => {
          wasPlanned = readPlan(of) !== undefined;
          return isBroken ? Promise.reject(new Error('The roadmap cannot be read.')) : Promise.resolve();
        },
        openPlan: () => {
          opened++;
          return Promise.resolve();
        },
      },
      log: { warn: () => undefined },
    }) as unknown as App;

  /** Answers the questions in order: text for a box, the beginning of a label for a list, undefined to leave. */
  function answer(...answers: Answer[]): void {
    const onRefused = (why: string) => void refused.push(why);
    const seen = (question: SeenQuestion) => {
      asked.push(question);
      return answers.shift();
    };
    const { createInputBox, createQuickPick } = answeredQuestions({ answer: seen, onRefused });
    replaceInWindow('createInputBox', createInputBox);
    replaceInWindow('createQuickPick', createQuickPick);
  }

  const plan = async (...answers: Answer[]) => {
    answer(...answers);
    await planJourney(appOf(store), []);
  };
  const inDays = (days: number) => formatDay(today() + days);
  const sentence = (of = store) => {
    const journey = readJourney({ store: of, projects: noRepos });
    return journey && journeySentence(journey, today());
  };
  /** A plan of the topics, made some days ago: 21 hours at 5 a week. */
  const plannedAgo = (days: number, more: Partial<StoredPlan> = {}): StoredPlan => ({
    hoursAWeek: 5,
    start: today() - days,
    made: today() - days,
    target: undefined,
    projects: false,
    works: store.index.topics.map(({ id, hours }) => ({ kind: 'topic', id, hours })),
    ...more,
  });

  beforeEach(async () => {
    machine = TestMachine.in(temporaryHome());
    store = (await machine.newLoadedWindow()).store;
    messages = recordMessages();
    opened = 0;
    wasPlanned = undefined;
    isBroken = false;
    refused = [];
    asked = [];
  });
  afterEach(async () => {
    restoreWindow();
    await machine.remove();
  });

  it('makes a plan of hours a week, shows it, and can be undone', async () => {
    await plan('5', 'Topics and projects', 'Start today');
    assert.deepEqual(
      { ...readPlan(store), works: readPlan(store)?.works.map(({ id }) => id) },
      {
        hoursAWeek: 5,
        start: today(),
        made: today(),
        target: undefined,
        projects: true,
        works: ['how-web', 'http', 'sql', 'rest-api', 'nosql', 'cache', 'deploy'],
      },
    );
    assert.deepEqual([opened, wasPlanned], [1, false], 'the page has the focus before rows are shown anew');
    assert.deepEqual(messages, [], 'the plan is on the page');
    assert.match(sentence() ?? '', /^On plan, finish by /);
    await undo(appOf(store));
    assert.equal(readPlan(store), undefined);
  });

  it('keeps the plan when the dashboard cannot be shown', async () => {
    isBroken = true;
    await assert.rejects(plan('5', 'Topics and projects', 'Start today'), /The roadmap cannot be read/);
    assert.equal(readPlan(store)?.hoursAWeek, 5);
  });

  it('takes a day to start, or a target that says how many hours it takes', async () => {
    await plan('10', 'Topics only', 'Start on', inDays(10));
    assert.deepEqual([readPlan(store)?.start, readPlan(store)?.projects], [today() + 10, false]);
    assert.match(sentence() ?? '', /^Your plan starts on .*, finish by /);
    await plan('', 'Topics only', inDays(365));
    assert.deepEqual([readPlan(store)?.hoursAWeek, readPlan(store)?.target], [1, today() + 365]);
    await plan('10', 'Topics only', 'Finish by', inDays(60));
    assert.deepEqual([readPlan(store)?.hoursAWeek, readPlan(store)?.target], [10, today() + 60]);
  });

  it('refuses what makes no plan with a sentence, and changes nothing', async () => {
    for (const hours of ['0', '-1', '3.5', '1e2', '999', 'all']) await plan(hours);
    assert.deepEqual(new Set(refused), new Set(['Type whole hours, from 1 to 80.']));
    refused = [];
    await plan('', 'Topics', inDays(0));
    await plan('', 'Topics', '1999-12-31');
    await plan('5', 'Topics', 'Start on', inDays(-1));
    await plan('5', 'Topics', 'Finish by', '9999-12-31');
    await plan('5', 'Topics', 'Finish by', 'tomorrow');
    assert.deepEqual(
      refused.map((text) => text.slice(0, 26)),
      [
        'The target must be a day a',
        'The target must be a day a',
        'That day is over. Choose t',
        'That is more than ten year',
        'Type a day as year, month ',
      ],
    );
    for (const hours of [0, 2.5, 1e9, '12', {}]) await assert.rejects(planJourney(appOf(store), [hours]), /whole hours a week/);
    await store.setField(PLAN_FIELD, null);
    assert.deepEqual([readPlan(store), opened, messages.length], [undefined, 0, 0]);
  });

  it('counts its questions, and goes back to one with its last answer', async () => {
    await plan('7', BACK, '8', 'Topics only', 'Start on', BACK, 'Finish by', BACK, BACK, BACK, '', 'Topics', undefined);
    assert.deepEqual(
      asked.map(({ step, value }) => `${step} ${value}`),
      [
        '1/3 12',
        '2/3 Topics and projects',
        '1/3 7',
        '2/3 Topics and projects',
        '3/3 Start today',
        `4/4 ${inDays(7)}`,
        '3/4 Start on another day…',
        // 29 hours at 8 a week, and at the 12 of whoever says nothing.
        `4/4 ${inDays(28)}`,
        '3/4 Finish by a day…',
        '2/4 Topics only',
        '1/4 8',
        '2/3 Topics only',
        `3/3 ${inDays(21)}`,
      ],
    );
    assert.deepEqual(new Set(asked.map(({ title }) => title)), new Set(['Plan My Journey']));
    assert.equal(readPlan(store), undefined);
    await plan('', 'Topics and projects', inDays(21));
    assert.equal(readPlan(store)?.hoursAWeek, 10, 'the day that is suggested can be taken as it is');
  });

  it('says when nothing is left to plan, and when the time is too short', async () => {
    const { outline } = smallIndex();
    const [project] = outline.projects;
    const withProjects = async (...projects: ProjectOutline[]) =>
      (store = (await machine.newLoadedWindow(new RoadmapIndex({ ...outline, projects }))).store);
    await withProjects({ ...project!, hours: 900 });
    await assert.rejects(plan('', 'Topics and projects', inDays(1)), /do not fit in before .*, even with 80 hours a week/);
    await assert.rejects(plan('1', 'Topics and projects', 'Start today'), /more than ten years/);
    await withProjects();
    await store.setStatus(
      store.index.topics.map(({ id }) => id),
      'done',
    );
    await plan('5');
    assert.match(messages.at(-1)?.text ?? '', /nothing left to plan/);
    assert.equal(readPlan(store), undefined);
  });

  it('ends at any question without a trace', async () => {
    for (const answers of [[], ['5'], ['5', 'Topics'], ['5', 'Topics', 'Start on'], ['5', 'Topics', 'Finish by', '']])
      await plan(...answers, undefined);
    assert.deepEqual([readPlan(store), opened, messages.length], [undefined, 0, 0]);
  });

  it('says how far behind or ahead the learner is', async () => {
    await store.setField(PLAN_FIELD, encodePlan(plannedAgo(21)));
    assert.match(sentence() ?? '', /^[23] weeks behind, finish by /);
    await store.setField(PLAN_FIELD, encodePlan(plannedAgo(0)));
    await store.setStatus(['nosql', 'cache', 'deploy'], 'done');
    assert.match(sentence() ?? '', /^[12] weeks? ahead, finish by /);
    await store.setStatus(['how-web', 'http', 'sql'], 'skipped');
    assert.equal(sentence(), 'Everything in your plan is done');
  });

  it('says that the clock is wrong, when it was set back', async () => {
    await store.setField(PLAN_FIELD, encodePlan(plannedAgo(-400)));
    assert.match(sentence() ?? '', /^Your plan was made on .*, but this computer says that today is .*: check its date$/);
  });

  it('is cleared on demand, and says when there is nothing to clear', async () => {
    await clearPlan(appOf(store));
    assert.equal(messages.at(-1)?.text, 'There is no plan to clear.');
    await store.setStatus(['http'], 'done');
    await plan('5', 'Topics only', 'Start today');
    await clearPlan(appOf(store));
    assert.deepEqual([readPlan(store), store.topic('http').status], [undefined, 'done']);
    await undo(appOf(store));
    assert.equal(readPlan(store)?.hoursAWeek, 5);
  });

  it('is kept for the next window, and goes along with an export', async () => {
    await plan('7', 'Topics only', 'Start today');
    assert.equal(readPlan((await machine.newLoadedWindow()).store)?.hoursAWeek, 7);
    const file = vscode.Uri.joinPath(machine.storage, 'export.json');
    replaceInWindow('showSaveDialog', () => Promise.resolve(file));
    await exportProgress(appOf(store));
    const elsewhere = TestMachine.in(temporaryHome());
    const other = (await elsewhere.newLoadedWindow()).store;
    await importProgress(appOf(other), [file]);
    assert.equal(readPlan(other)?.hoursAWeek, 7);
    assert.equal(messages.at(-1)?.text, 'Imported your plan from export.json.');
    // The later plan wins, whichever copy comes last.
    await other.setField(PLAN_FIELD, encodePlan(plannedAgo(0, { hoursAWeek: 9 })));
    await importProgress(appOf(other), [file]);
    assert.equal(readPlan(other)?.hoursAWeek, 9);
    await elsewhere.remove();
  });

  it('is none when what is stored cannot be read, and leaves that alone', async () => {
    await store.setField(PLAN_FIELD, { version: 2, something: 'newer' });
    assert.equal(sentence(), undefined);
    assert.deepEqual(store.field(PLAN_FIELD), { version: 2, something: 'newer' });
  });
});
