import * as vscode from 'vscode';
import { PACE } from '../content/kinds';
import { PLAN_FIELD } from '../progress/model/progress';
import { UserError } from '../base/userError';
import type { Library } from '../content/library';
import type { ProgressStore } from '../progress/progressStore';
import type { ProjectRepoStore } from '../projects';
import type { CommandArguments } from '../base/commands';
import { showWithUndo } from '../progress/commands';
import type { Day } from './model/days';
import { encodePlan, hoursNeeded, isHoursAWeek, MAX_WEEKS, promiseOf, type StoredPlan } from './model/storedPlan';
import { askPlan, type PlanAnswers } from './questions';
import { dayWord, nowOf, readPlan } from './readJourney';
import { worksLeft } from './model/journey';
import { showInformation } from '../base/messages';

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
