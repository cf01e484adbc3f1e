import { env, l10n } from 'vscode';
import type { Journey } from './model/journey';
import { dateOf, formatDay, showDay, type Day } from './model/days';

/** "14 May", and "14 May 2027" when that is not in the year of another day. */
export function dayWord(day: Day, today: Day): string {
  const sameYear = dateOf(day).year === dateOf(today).year;
  return showDay(day, env.language, { day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) });
}

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

/** "23 – 29 Nov", in the order of the language; days as of the calendar, whatever the machine's time zone. */
export function dateRange(from: Day, to: Day): string {
  const format = new Intl.DateTimeFormat(env.language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const dateOf = (day: Day) => new Date(`${formatDay(day)}T00:00:00Z`);
  return format.formatRange(dateOf(from), dateOf(to));
}
