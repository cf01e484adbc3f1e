import { element, type Element } from '../../base/elements';
import { dateOf, DAYS_A_WEEK, type Day } from '../model/days';
import type { Statistics, WeekOfWork } from '../model/statistics';
import type { PlanWords, StatisticsWords } from '../planWords';
import type { PlanView } from './planView';

/** How many steps on one day make the largest mark. */
const MOST = 4;

/** What was done when: this week, streaks, and a calendar. */
export function statisticsPart({ statistics, today, showsStreak }: PlanView, { statistics: words, month }: PlanWords): Element {
  const title = element('h2', { id: 'weeks', tabindex: -1 }, words.title);
  if (statistics.isEmpty) {
    return element('div', { 'data-live': 'statistics' }, title, element('p', { class: 'hint' }, words.empty));
  }
  return element(
    'div',
    { 'data-live': 'statistics' },
    title,
    element(
      'div',
      { class: 'weeks-body' },
      figures(statistics, showsStreak, words),
      element('div', { class: 'calendar-box card' }, calendar(statistics.weeks, today, words, month), legend(words)),
    ),
    table(statistics.weeks, words),
  );
}

function figures({ weeks, currentStreak, longestStreak }: Statistics, showsStreak: boolean, words: StatisticsWords): Element {
  const figure = (name: string, value: string) => element('div', { class: 'figure' }, element('dt', {}, name), element('dd', {}, value));
  return element(
    'dl',
    { class: 'weeks-figures' },
    figure(words.thisWeek, words.topics(weeks.at(-1)?.completed ?? 0)),
    showsStreak && figure(words.currentStreak, words.weeks(currentStreak)),
    showsStreak && figure(words.longestStreak, words.weeks(longestStreak)),
  );
}

/** A column for each week, a mark for each day: the more was done, the larger it is. */
function calendar(weeks: readonly WeekOfWork[], today: Day, words: StatisticsWords, month: (day: Day) => string): Element {
  const completed = weeks.reduce((sum, week) => sum + week.completed, 0);
  const cells = weeks.flatMap(({ monday, days }) =>
    days.map((count, place) => {
      const day = monday + place;
      return element('i', {
        'data-level': day > today ? 'none' : Math.min(count, MOST),
        'data-today': day === today && 'true',
        title: day <= today && words.day(day, count),
      });
    }),
  );
  const names = Array.from({ length: DAYS_A_WEEK }, (_, place) => element('span', {}, place % 2 === 0 ? words.weekday(place) : ''));
  return element(
    'div',
    { class: 'calendar', role: 'img', 'aria-label': words.heatmap(weeks.length, completed) },
    element(
      'div',
      { class: 'calendar-months' },
      weeks.map((week, place) => element('span', {}, monthLabel(week, weeks[place - 1], month))),
    ),
    element('div', { class: 'calendar-days' }, names),
    element('div', { class: 'calendar-cells' }, cells),
  );
}

/** Above the first week of each month that is shown. */
function monthLabel({ monday }: WeekOfWork, before: WeekOfWork | undefined, month: (day: Day) => string): string {
  return before && dateOf(before.monday).month !== dateOf(monday).month ? month(monday) : '';
}

const legend = (words: StatisticsWords): Element =>
  element(
    'p',
    { class: 'calendar-legend', 'aria-hidden': 'true' },
    words.less,
    Array.from({ length: MOST + 1 }, (_, level) => element('i', { 'data-level': level })),
    words.more,
  );

/** The same for those who listen: weeks in which something was done, the latest first. */
function table(weeks: readonly WeekOfWork[], words: StatisticsWords): Element {
  const { columns } = words;
  const active = weeks.filter(({ completed, begun, proofs }) => completed + begun + proofs > 0).reverse();
  const rows = active.map(({ monday, completed, begun, proofs }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, words.date(monday)),
      [completed, begun, proofs].map((count) => element('td', {}, String(count))),
    ),
  );
  if (rows.length === 0) return element('p', { class: 'hidden' }, words.noWeek);
  return element(
    'div',
    { class: 'hidden' },
    element(
      'table',
      {},
      element('caption', {}, words.caption),
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          [columns.week, columns.completed, columns.begun, columns.proofs].map((text) => element('th', { scope: 'col' }, text)),
        ),
      ),
      element('tbody', {}, rows),
    ),
  );
}
