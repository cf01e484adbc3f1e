import * as vscode from 'vscode';
import { PACE } from '../content/kinds';
import { hourCount } from '../base/words';
import { PLAN_FIELD } from '../progress/model/progress';
import { UserError } from '../base/userError';
import type { Library } from '../content/library';
import type { ProgressStore } from '../progress/progressStore';
import type { ProjectRepoStore } from '../projects';
import type { CommandArguments } from '../base/commands';
import { showWithUndo } from '../progress/commands';
import { dayOf, formatDay, dateOf, parseDay, type Day } from './model/days';
import { encodePlan, hoursNeeded, isHoursAWeek, MAX_WEEKS, promiseOf, type StoredPlan } from './model/storedPlan';
import { dayWord, nowOf, readPlan } from './readJourney';
import { worksLeft } from './model/journey';
import { showInformation } from '../base/messages';

interface PlanAnswers {
  /** Hours a week; undefined to have them worked out from the target. */
  readonly hours: number | undefined;
  readonly start: Day;
  readonly target: Day | undefined;
  readonly projects: boolean;
}

interface PlanQuestions {
  readonly today: Day;
  /** The hours that the first question starts with. */
  readonly hours: number | undefined;
  readonly hoursLeft: { readonly topics: number; readonly all: number };
}

/** No plan begins or ends later than this many years from now. */
const MOST_YEARS = 10;

type When = 'today' | 'start' | 'target';

/** Asks what a plan needs, one short question after the other. Undefined when the learner leaves. */
async function askPlan({ today, hours: suggested, hoursLeft }: PlanQuestions): Promise<PlanAnswers | undefined> {
  const hours = await askHours(suggested ?? PACE.start);
  if (hours === undefined) return undefined;
  const projects = await askProjects(hoursLeft);
  if (projects === undefined) return undefined;
  const when = hours === 'fromTarget' ? 'target' : await askWhen(today);
  if (when === undefined) return undefined;
  const known = hours === 'fromTarget' ? undefined : hours;
  if (when === 'today') return { hours: known, projects, start: today, target: undefined };
  const day = when === 'start' ? await askStart(today) : await askTarget(today);
  if (day === undefined) return undefined;
  return when === 'start'
    ? { hours: known, projects, start: day, target: undefined }
    : { hours: known, projects, start: today, target: day };
}

const title = (step: number): string => vscode.l10n.t('Plan My Journey ({0}/3)', step);

async function askHours(value: number): Promise<number | 'fromTarget' | undefined> {
  const text = await vscode.window.showInputBox({
    title: title(1),
    prompt: vscode.l10n.t('How many hours a week do you have? Leave it empty to work them out from a target date.'),
    value: String(value),
    ignoreFocusOut: true,
    validateInput: (typed) => problemOfHours(typed),
  });
  if (text === undefined || problemOfHours(text) !== undefined) return undefined;
  return text.trim() === '' ? 'fromTarget' : Number(text);
}

function problemOfHours(typed: string): string | undefined {
  if (typed.trim() === '') return undefined;
  const hours = Number(typed);
  if (/^\s*\d{1,3}\s*$/.test(typed) && isHoursAWeek(hours)) return undefined;
  return vscode.l10n.t('Type whole hours, from {0} to {1}.', PACE.least, PACE.most);
}

/** When topics or projects alone are left, there is nothing to choose. */
async function askProjects({ topics, all }: PlanQuestions['hoursLeft']): Promise<boolean | undefined> {
  if (topics === 0 || topics === all) return true;
  const choices = [
    { label: vscode.l10n.t('Topics and projects'), description: hourCount(all), projects: true },
    { label: vscode.l10n.t('Topics only'), description: hourCount(topics), projects: false },
  ];
  const placeHolder = vscode.l10n.t('What goes into your plan?');
  return (await vscode.window.showQuickPick(choices, { title: title(2), placeHolder, ignoreFocusOut: true }))?.projects;
}

async function askWhen(today: Day): Promise<When | undefined> {
  const choices: readonly (vscode.QuickPickItem & { readonly when: When })[] = [
    { label: vscode.l10n.t('Start today'), description: dayWord(today, today), when: 'today' },
    { label: vscode.l10n.t('Start on another day…'), when: 'start' },
    { label: vscode.l10n.t('Finish by a day…'), description: vscode.l10n.t('starts today'), when: 'target' },
  ];
  const placeHolder = vscode.l10n.t('When do you start, or want to be finished?');
  return (await vscode.window.showQuickPick(choices, { title: title(3), placeHolder, ignoreFocusOut: true }))?.when;
}

const askStart = (today: Day): Promise<Day | undefined> =>
  askDay(vscode.l10n.t('On which day do you start?'), today, today, vscode.l10n.t('That day is over. Choose today or a later day.'));

const askTarget = (today: Day): Promise<Day | undefined> =>
  askDay(
    vscode.l10n.t('By which day do you want to be finished?'),
    today,
    today + 1,
    vscode.l10n.t('The target must be a day after today.'),
  );

async function askDay(question: string, today: Day, earliest: Day, tooEarly: string): Promise<Day | undefined> {
  const { year, month, date } = dateOf(today);
  const latest = dayOf(year + MOST_YEARS, month, date);
  const problem = (typed: string): string | undefined => {
    const day = parseDay(typed);
    if (day === undefined) return vscode.l10n.t('Type a day as year, month and day, such as {0}.', formatDay(today + 7));
    if (day < earliest) return tooEarly;
    return day > latest ? vscode.l10n.t('That is more than ten years away. Choose an earlier day.') : undefined;
  };
  const text = await vscode.window.showInputBox({
    title: title(3),
    prompt: vscode.l10n.t('{0} (year-month-day)', question),
    placeHolder: formatDay(today + 7),
    ignoreFocusOut: true,
    // An empty box is not wrong yet, but it is no answer either.
    validateInput: (typed) => (typed === '' ? undefined : problem(typed)),
  });
  if (text === undefined || text === '') return undefined;
  const found = problem(text);
  return found === undefined ? parseDay(text) : undefined;
}

/** The parts that these commands work with. */
interface PlanParts {
  readonly library: Library;
  readonly store: ProgressStore;
  readonly repos: ProjectRepoStore;
  readonly dashboard: { open(): Promise<void>; openPlan(): Promise<void> };
}

/**
 * Asks for hours a week and, when the learner wants, for a day to begin or to be finished, and makes a plan of what is left.
 * The hours can be suggested: `planJourney(12)`.
 */
export async function planJourney(app: PlanParts, [suggested]: CommandArguments): Promise<void> {
  if (suggested !== undefined && suggested !== null && !isHoursAWeek(suggested)) {
    throw new UserError(vscode.l10n.t('A plan needs whole hours a week, from {0} to {1}. Nothing was changed.', PACE.least, PACE.most));
  }
  const now = nowOf({ store: app.store, projects: app.repos });
  const works = (projects: boolean) => worksLeft(now, projects);
  if (works(true).length === 0) {
    void showInformation(vscode.l10n.t('There is nothing left to plan: everything is completed or skipped.'));
    return;
  }
  const hoursOf = (projects: boolean) => works(projects).reduce((sum, { hours }) => sum + hours, 0);
  const answers = await askPlan({
    today: now.today,
    hours: suggested ?? readPlan(app.store)?.hoursAWeek,
    hoursLeft: { topics: hoursOf(false), all: hoursOf(true) },
  });
  if (!answers) return;
  const plan = makePlan(answers, now.today, works(answers.projects));
  // Before the rows of this week are shown anew, when a tree that had the focus would take it back from the page (VS Code's `TreeView.doRefresh`).
  try {
    await app.dashboard.open();
  } finally {
    // What was answered is kept, whether the dashboard can be shown or not.
    await app.store.setField(PLAN_FIELD, encodePlan(plan));
  }
  // What it says stands there; it is taken back like every change.
  await app.dashboard.openPlan();
}

/** @throws UserError when no week has the hours that a target needs, and when the plan would go on for too long. */
function makePlan({ hours, start, target, projects }: PlanAnswers, today: Day, works: StoredPlan['works']): StoredPlan {
  const hoursAWeek = hours ?? (target === undefined ? undefined : hoursNeeded(works, start, target));
  const total = works.reduce((sum, work) => sum + work.hours, 0);
  if (hoursAWeek === undefined) {
    throw new UserError(
      vscode.l10n.t(
        'The {0} hours left do not fit in before {1}, even with {2} hours a week. Choose a later day, or skip topics. Nothing was changed.',
        total,
        dayWord(target ?? start, today),
        PACE.most,
      ),
    );
  }
  const plan = { hoursAWeek, start, made: today, target, projects, works };
  if (promiseOf(plan).weeks.length > MAX_WEEKS) {
    throw new UserError(
      vscode.l10n.t('The {0} hours left would take more than ten years at this pace. Plan more hours a week. Nothing was changed.', total),
    );
  }
  return plan;
}

/** Takes the plan away; what was done stays. */
export async function clearPlan(app: PlanParts): Promise<void> {
  if (app.store.field(PLAN_FIELD) === undefined) {
    void showInformation(vscode.l10n.t('There is no plan to clear.'));
    return;
  }
  await app.store.setField(PLAN_FIELD, null);
  showWithUndo(app, vscode.l10n.t('Your plan was cleared. Your progress stays as it is.'));
}
