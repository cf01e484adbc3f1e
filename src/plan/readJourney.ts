import { env, l10n } from 'vscode';
import { settings } from '../base/settings';
import type { RoadmapIndex } from '../content/outline';
import { PLAN_FIELD, type RoadmapProgress } from '../progress/model/progress';
import type { ProgressStore } from '../progress/progressStore';
import type { ProjectRepos } from '../projects';
import { type Journey, journeyOf, type Now } from './model/journey';
import { dateOf, formatDay, showDay, type Day, localDay } from './model/days';
import { outlookOf, type Outlook } from './model/outlook';
import { statisticsOf, type Statistics } from './model/statistics';
import { parsePlan, type StoredPlan } from './model/storedPlan';

/** "14 May", and "14 May 2027" when that is not in the year of another day. */
export function dayWord(day: Day, today: Day): string {
  const sameYear = dateOf(day).year === dateOf(today).year;
  return showDay(day, env.language, { day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) });
}

/** The same on a page, where no line ends within it. */
export const wholeDay = (day: Day, today: Day): string => unbroken(dayWord(day, today));

const unbroken = (date: string): string => date.replaceAll(' ', '\u00a0');

/** "1 week ahead", "2 weeks behind" or "On plan". */
export function standingWord({ weeksAhead }: Pick<Journey, 'weeksAhead'>): string {
  const weeks = Math.abs(weeksAhead);
  if (weeksAhead > 0) return weeks === 1 ? l10n.t('1 week ahead') : l10n.t('{0} weeks ahead', weeks);
  if (weeksAhead < 0) return weeks === 1 ? l10n.t('1 week behind') : l10n.t('{0} weeks behind', weeks);
  return l10n.t('On plan');
}

/** Where the learner stands, in one sentence without a full stop. */
export function journeySentence(journey: Journey, today: Day): string {
  const { plan, schedule, isFinished, isClockBehind } = journey;
  if (isClockBehind) return clockSentence(plan.made, today);
  if (isFinished || schedule.finish === undefined) return l10n.t('Everything in your plan is done');
  const finish = dayWord(schedule.finish, today);
  if (plan.start > today) return l10n.t('Your plan starts on {0}, finish by {1}', dayWord(plan.start, today), finish);
  return l10n.t('{0}, finish by {1}', standingWord(journey), finish);
}

/** A clock that was set back would make everything look far ahead. */
export const clockSentence = (made: Day, today: Day): string =>
  l10n.t('Your plan was made on {0}, but this computer says that today is {1}: check its date', dayWord(made, today), dayWord(today, made));

/** "1 week" or "7 weeks". */
export const weekCount = (weeks: number): string => (weeks === 1 ? l10n.t('1 week') : l10n.t('{0} weeks', weeks));

/** "1 hour a week" or "12 hours a week". */
export const hoursAWeek = (hours: number): string => (hours === 1 ? l10n.t('1 hour a week') : l10n.t('{0} hours a week', hours));

/** "29 Nov 2026" */
export const shortDate = (day: Day): string => showDay(day, env.language, { day: 'numeric', month: 'short', year: 'numeric' });

/** "23 – 29 Nov", in the order of the language, each date unbroken; days as of the calendar, whatever the machine's time zone. */
export function dateRange(from: Day, to: Day): string {
  const format = new Intl.DateTimeFormat(env.language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const dateOf = (day: Day) => new Date(`${formatDay(day)}T00:00:00Z`);
  return unbroken(format.formatRange(dateOf(from), dateOf(to)));
}

/** What a view needs to know where the learner stands. */
export interface JourneySource {
  readonly store: ProgressStore;
  readonly projects: Pick<ProjectRepos, 'reposOf'>;
}

/** The latest answer for a state of progress, which is a new object after every change. */
const answers = new WeakMap<RoadmapProgress, { readonly key: string; readonly journey: Journey }>();

/** The plan as it stands today; undefined when there is none that this release can read. Worked out when it is asked for. */
export function readJourney(source: JourneySource): Journey | undefined {
  const plan = readPlan(source.store);
  if (!plan) return undefined;
  const now = nowOf(source);
  const key = `${now.today} ${source.store.index.outline.projects.map(({ id }) => now.builtShare(id)).join()}`;
  const known = answers.get(now.progress);
  if (known?.key === key) return known.journey;
  const journey = journeyOf(plan, now);
  answers.set(now.progress, { key, journey });
  return journey;
}

/** The plan that the learner made, if there is one that this release can read. */
export const readPlan = (store: ProgressStore): StoredPlan | undefined => parsePlan(store.field(PLAN_FIELD));

/** What is done, on the day that this machine's calendar shows. */
export function nowOf({ store, projects }: JourneySource): Now {
  const stages = new Map(store.index.outline.projects.map(({ id, stages = 0 }) => [id, stages]));
  return {
    index: store.index,
    progress: store.progress,
    today: today(),
    dayAt,
    builtShare: (id) => {
      const total = stages.get(id) ?? 0;
      const passed = Math.max(0, ...projects.reposOf(id).map(({ stagesPassed }) => stagesPassed));
      return total > 0 ? Math.min(1, passed / total) : 0;
    },
  };
}

export const today = (): Day => localDay(new Date());

const dayAt = (milliseconds: number): Day => localDay(new Date(milliseconds));

/** What the plan and the statistics are drawn from. */
export interface PlanView {
  readonly index: RoadmapIndex;
  readonly progress: RoadmapProgress;
  readonly today: Day;
  /** Absent while there is no plan. */
  readonly journey: Journey | undefined;
  /** There is a plan that this release cannot read. */
  readonly hasUnreadablePlan: boolean;
  readonly outlook: Outlook;
  readonly statistics: Statistics;
  readonly showsStreak: boolean;
}

/** How many weeks the calendar of the statistics shows. */
const CALENDAR_WEEKS = 26;

/** What the page of a plan shows today. */
export function readPlanView(source: JourneySource): PlanView {
  const now = nowOf(source);
  const { index, progress, today: day } = now;
  const journey = readJourney(source);
  return {
    index,
    progress,
    today: day,
    journey,
    hasUnreadablePlan: !journey && source.store.field(PLAN_FIELD) !== undefined,
    outlook: outlookOf(journey, now),
    statistics: statisticsOf(progress, { today: day, dayAt, weeks: CALENDAR_WEEKS }),
    showsStreak: settings.streak,
  };
}
