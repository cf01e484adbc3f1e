import { env, l10n } from 'vscode';
import { formatDay, showDay, type Day } from './model/days';
import { clockSentence, dayWord, hoursAWeek, standingWord, weekCount } from './journey';
import { hourCount, topicCount } from '../base/words';

/** The texts of the plan. Days are told apart from those of this year by their distance to `today`. */
export interface PlanWords {
  readonly title: string;
  readonly invitation: string;
  readonly make: string;
  readonly change: string;
  readonly clear: string;
  readonly standing: (journey: { readonly weeksAhead: number }) => string;
  readonly starts: (day: Day, today: Day) => string;
  readonly finished: string;
  readonly finishBy: (day: Day, today: Day) => string;
  readonly promised: (day: Day, today: Day) => string;
  readonly hoursAWeek: (hours: number) => string;
  readonly hoursLeft: (hours: number) => string;
  readonly inTime: (day: Day, today: Day) => string;
  /** `hours` a week would do; undefined when no week has so many. */
  readonly late: (day: Day, today: Day, hours: number | undefined) => string;
  readonly clock: (made: Day, today: Day) => string;
  readonly timeline: string;
  readonly today: string;
  readonly target: string;
  readonly projects: string;
  readonly section: string;
  readonly columns: { readonly from: string; readonly to: string; readonly left: string; readonly firstPlanned: string };
  readonly sectionDone: string;
  readonly keys: { readonly now: string; readonly promised: string };
  readonly thisWeek: string;
  readonly nextWeek: string;
  readonly weekOf: (from: Day, to: Day) => string;
  readonly hoursOfWeek: (hours: number) => string;
  readonly hoursShort: (hours: number) => string;
  readonly completed: string;
  /** Hours of a week, of those that are left. */
  readonly partOf: (hours: number, whole: number) => string;
  readonly weekIsDone: string;
  readonly laterWeeks: (weeks: number, from: Day, to: Day) => string;
  readonly month: (day: Day) => string;
  readonly monthOfYear: (day: Day) => string;
  readonly date: (day: Day) => string;
  readonly statistics: StatisticsWords;
}

export interface StatisticsWords {
  readonly title: string;
  readonly empty: string;
  readonly thisWeek: string;
  readonly topics: (count: number) => string;
  readonly currentStreak: string;
  readonly longestStreak: string;
  readonly weeks: (count: number) => string;
  readonly heatmap: (weeks: number, topics: number) => string;
  readonly day: (day: Day, count: number) => string;
  readonly less: string;
  readonly more: string;
  readonly caption: string;
  readonly columns: { readonly week: string; readonly completed: string; readonly begun: string; readonly proofs: string };
  readonly date: (day: Day) => string;
  /** Short; 0 is Monday. */
  readonly weekday: (place: number) => string;
  readonly noWeek: string;
}

/** The texts of the plan and of the statistics, in the display language of VS Code. */
export const planWords = (): PlanWords => ({
  title: l10n.t('Your Plan'),
  invitation: l10n.t(
    'Say how many hours a week you have, and every topic and project gets its weeks. Ticking moves the plan along: it always starts from what is really done.',
  ),
  make: l10n.t('Plan My Journey'),
  change: l10n.t('Change Plan'),
  clear: l10n.t('Clear Plan'),
  standing: standingWord,
  starts: (day, today) => l10n.t('Starts on {0}', dayWord(day, today)),
  finished: l10n.t('Everything in your plan is done'),
  finishBy: (day, today) => l10n.t('Finish by {0}', dayWord(day, today)),
  promised: (day, today) => l10n.t('First planned: {0}', dayWord(day, today)),
  hoursAWeek,
  hoursLeft: (hours) => l10n.t('{0} left', hourCount(hours)),
  inTime: (day, today) => l10n.t('In time for your target, {0}.', dayWord(day, today)),
  late: (day, today, hours) =>
    hours === undefined
      ? l10n.t('Later than your target, {0}. No week has the hours that it would take: choose a later target.', dayWord(day, today))
      : l10n.t('Later than your target, {0}. From now on it would take {1}.', dayWord(day, today), hoursAWeek(hours)),
  clock: (made, today) => l10n.t('{0}.', clockSentence(made, today)),
  timeline: l10n.t('Timeline by section'),
  today: l10n.t('Today'),
  target: l10n.t('Target'),
  projects: l10n.t('Projects'),
  section: l10n.t('Section'),
  columns: { from: l10n.t('From'), to: l10n.t('To'), left: l10n.t('Hours left'), firstPlanned: l10n.t('First planned to') },
  sectionDone: l10n.t('done'),
  keys: { now: l10n.t('As it stands'), promised: l10n.t('As first planned') },
  thisWeek: l10n.t('This week'),
  nextWeek: l10n.t('Next week'),
  weekOf: (from, to) => dateRange(from, to),
  hoursOfWeek: hourCount,
  hoursShort: (hours) => l10n.t('{0} h', hours),
  completed: l10n.t('completed'),
  partOf: (hours, whole) => l10n.t('{0} of {1} h', hours, whole),
  weekIsDone: l10n.t('This week is done. What comes next can wait, or be a head start.'),
  laterWeeks: (weeks, from, to) => l10n.t('{0} more, {1}', weekCount(weeks), dateRange(from, to)),
  month: (day) => showDay(day, env.language, { month: 'short' }),
  monthOfYear: (day) => showDay(day, env.language, { month: 'short', year: 'numeric' }),
  date: showDate,
  statistics: {
    title: l10n.t('Your Weeks'),
    empty: l10n.t('What you complete appears here, week by week. It stays on your machine.'),
    thisWeek: l10n.t('This week'),
    topics: topicCount,
    currentStreak: l10n.t('Current streak'),
    longestStreak: l10n.t('Longest streak'),
    weeks: weekCount,
    heatmap: (weeks, topics) =>
      l10n.t('Calendar of the last {0}: {1} completed. The table after it says the same.', weekCount(weeks), topicCount(topics)),
    day: (day, count) =>
      l10n.t('{0}: {1}', showDay(day, env.language, { day: 'numeric', month: 'long', year: 'numeric' }), activities(count)),
    less: l10n.t('Less'),
    more: l10n.t('More'),
    caption: l10n.t('What was done, by week'),
    columns: { week: l10n.t('Week of'), completed: l10n.t('Completed'), begun: l10n.t('Begun'), proofs: l10n.t('Proofs') },
    weekday: (place) => showDay(place - 3, env.language, { weekday: 'short' }),
    date: showDate,
    noWeek: l10n.t('Nothing in these weeks.'),
  },
});

const showDate = (day: number): string => showDay(day, env.language, { day: 'numeric', month: 'short', year: 'numeric' });

const activities = (count: number): string => (count === 1 ? l10n.t('1 step') : l10n.t('{0} steps', count));

/** "23 – 29 Nov", in the order of the language; days as of the calendar, whatever the machine's time zone. */
function dateRange(from: number, to: number): string {
  const format = new Intl.DateTimeFormat(env.language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const dateOf = (day: number) => new Date(`${formatDay(day)}T00:00:00Z`);
  return format.formatRange(dateOf(from), dateOf(to));
}
