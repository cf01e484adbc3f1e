import { env, l10n } from 'vscode';
import { element, type Element } from '../../base/elements';
import { topicCount } from '../../base/words';
import { dateOf, DAYS_A_WEEK, showDay, type Day } from '../model/days';
import type { Statistics, WeekOfWork } from '../model/statistics';
import { shortDate, weekCount, type PlanView } from '../readJourney';

/** How many steps on one day make the largest mark. */
const MOST = 4;

/** What was done when: this week, streaks, and a calendar. */
export function statisticsPart({ statistics, today, showsStreak }: PlanView): Element {
  const title = element('h2', { id: 'weeks', tabindex: -1 }, l10n.t('Your Weeks'));
  if (statistics.isEmpty) {
    return element(
      'div',
      { 'data-live': 'statistics' },
      title,
      element('p', { class: 'hint' }, l10n.t('What you complete appears here, week by week. It stays on your machine.')),
    );
  }
  return element(
    'div',
    { 'data-live': 'statistics' },
    title,
    element(
      'div',
      { class: 'weeks-body' },
      figures(statistics, showsStreak),
      element('div', { class: 'calendar-box card' }, calendar(statistics.weeks, today), legend()),
    ),
    table(statistics.weeks),
  );
}

function figures({ weeks, currentStreak, longestStreak }: Statistics, showsStreak: boolean): Element {
  const figure = (name: string, value: string) => element('div', { class: 'figure' }, element('dt', {}, name), element('dd', {}, value));
  return element(
    'dl',
    { class: 'weeks-figures' },
    figure(l10n.t('This week'), topicCount(weeks.at(-1)?.completed ?? 0)),
    showsStreak && figure(l10n.t('Current streak'), weekCount(currentStreak)),
    showsStreak && figure(l10n.t('Longest streak'), weekCount(longestStreak)),
  );
}

/** A column for each week, a mark for each day: the more was done, the larger it is. */
function calendar(weeks: readonly WeekOfWork[], today: Day): Element {
  const completed = weeks.reduce((sum, week) => sum + week.completed, 0);
  const cells = weeks.flatMap(({ monday, days }) =>
    days.map((count, place) => {
      const day = monday + place;
      return element('i', {
        'data-level': day > today ? 'none' : Math.min(count, MOST),
        'data-today': day === today && 'true',
        title: day <= today && dayTitle(day, count),
      });
    }),
  );
  const names = Array.from({ length: DAYS_A_WEEK }, (_, place) => element('span', {}, place % 2 === 0 ? weekday(place) : ''));
  const label = l10n.t(
    'Calendar of the last {0}: {1} completed. The table after it says the same.',
    weekCount(weeks.length),
    topicCount(completed),
  );
  return element(
    'div',
    { class: 'calendar', role: 'img', 'aria-label': label },
    element(
      'div',
      { class: 'calendar-months' },
      weeks.map((week, place) => element('span', {}, monthLabel(week, weeks[place - 1]))),
    ),
    element('div', { class: 'calendar-days' }, names),
    element('div', { class: 'calendar-cells' }, cells),
  );
}

const dayTitle = (day: Day, count: number): string =>
  l10n.t(
    '{0}: {1}',
    showDay(day, env.language, { day: 'numeric', month: 'long', year: 'numeric' }),
    count === 1 ? l10n.t('1 step') : l10n.t('{0} steps', count),
  );

/** Short; 0 is Monday. */
const weekday = (place: number): string => showDay(place - 3, env.language, { weekday: 'short' });

/** Above the first week of each month that is shown. */
function monthLabel({ monday }: WeekOfWork, before: WeekOfWork | undefined): string {
  return before && dateOf(before.monday).month !== dateOf(monday).month ? showDay(monday, env.language, { month: 'short' }) : '';
}

const legend = (): Element =>
  element(
    'p',
    { class: 'calendar-legend', 'aria-hidden': 'true' },
    l10n.t('Less'),
    Array.from({ length: MOST + 1 }, (_, level) => element('i', { 'data-level': level })),
    l10n.t('More'),
  );

/** The same for those who listen: weeks in which something was done, the latest first. */
function table(weeks: readonly WeekOfWork[]): Element {
  const columns = [l10n.t('Week of'), l10n.t('Completed'), l10n.t('In Progress'), l10n.t('Proofs')];
  const active = weeks.filter(({ completed, begun, proofs }) => completed + begun + proofs > 0).reverse();
  const rows = active.map(({ monday, completed, begun, proofs }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, shortDate(monday)),
      [completed, begun, proofs].map((count) => element('td', {}, String(count))),
    ),
  );
  if (rows.length === 0) return element('p', { class: 'hidden' }, l10n.t('Nothing in these weeks.'));
  return element(
    'div',
    { class: 'hidden' },
    element(
      'table',
      {},
      element('caption', {}, l10n.t('What was done, by week')),
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          columns.map((text) => element('th', { scope: 'col' }, text)),
        ),
      ),
      element('tbody', {}, rows),
    ),
  );
}
