import { dateOf, dayOf, DAYS_A_WEEK, mondayOf, type Day } from './days';
import type { Schedule } from './schedule';

/** The days that a timeline shows, from the first to the last. */
export interface TimelineScale {
  readonly from: Day;
  readonly to: Day;
}

export interface Tick {
  readonly day: Day;
  readonly kind: 'week' | 'month' | 'year';
}

/** Below this many days, ticks are weeks. */
const SHORT = 75;
/** More labels than this do not fit beside each other. */
const MOST_TICKS = 9;

/** The scale that has room for all these days. */
export function timelineScale(days: readonly (Day | undefined)[]): TimelineScale {
  const known = days.filter((day) => day !== undefined);
  const from = Math.min(...known);
  return { from, to: Math.max(from + DAYS_A_WEEK, ...known.map((day) => day + 1)) };
}

/** Where a day begins, in percent of the width. */
export function along(day: Day, { from, to }: TimelineScale): number {
  const share = (Math.min(Math.max(day, from), to) - from) / (to - from);
  return Math.round(share * 10_000) / 100;
}

/** Mondays of a short timeline, first days of months of a longer one; never more than fit. */
export function ticksOf(scale: TimelineScale): Tick[] {
  if (scale.to - scale.from <= SHORT) {
    const first = mondayOf(scale.from + DAYS_A_WEEK - 1);
    return thinned(daysFrom(first, scale.to, (day) => day + DAYS_A_WEEK)).map((day) => ({ day, kind: 'week' }));
  }
  const { year, month } = dateOf(scale.from);
  const first = dayOf(year, month, 1) < scale.from ? firstOfMonth(year, month + 1) : scale.from;
  const months = daysFrom(first, scale.to, (day) => {
    const next = dateOf(day);
    return firstOfMonth(next.year, next.month + 1);
  });
  const shown = thinned(months);
  // The first label of each year says which it is, also where that of January was left out.
  return shown.map((day, place) => ({ day, kind: yearOf(day) === yearOf(shown[place - 1]) ? 'month' : 'year' }));
}

const yearOf = (day: Day | undefined): number | undefined => (day === undefined ? undefined : dateOf(day).year);

const firstOfMonth = (year: number, month: number): Day => (month > 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month, 1));

function daysFrom(first: Day, to: Day, next: (day: Day) => Day): Day[] {
  const days: Day[] = [];
  // The last piece has no room for its label.
  for (let day = first; day < to - (to - first) / 24; day = next(day)) days.push(day);
  return days;
}

function thinned(days: readonly Day[]): Day[] {
  const step = Math.ceil(days.length / MOST_TICKS);
  return days.filter((_, place) => place % step === 0);
}

/** The days in which some works of a schedule are done, both ends included; what touches is one span. */
export function spansOf(
  schedule: Schedule,
  isPart: (kind: 'topic' | 'project', id: string) => boolean,
): { first: Day; last: Day; hours: number }[] {
  const spans: { first: Day; last: Day; hours: number }[] = [];
  for (const { work, first, last, hours } of schedule.weeks.flatMap(({ slots }) => slots)) {
    if (!isPart(work.kind, work.id)) continue;
    const before = spans.at(-1);
    if (before && first <= before.last + 1)
      spans[spans.length - 1] = { ...before, last: Math.max(last, before.last), hours: before.hours + hours };
    else spans.push({ first, last, hours });
  }
  return spans;
}
