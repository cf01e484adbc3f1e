import { DAYS_A_WEEK, mondayOf, type Day } from './days';
import type { Work } from './sequence';

/** The part of a work that falls into one week. */
export interface Slot {
  readonly work: Work;
  /** Hours of it in this week. */
  readonly hours: number;
  /** The days it takes at an even pace; both belong to it. */
  readonly first: Day;
  readonly last: Day;
}

export interface Week {
  readonly monday: Day;
  readonly slots: readonly Slot[];
  /** Hours that the slots take together. */
  readonly hours: number;
}

/** Works by week, without a gap. The first week is there even when nothing fits into it any more. */
export interface Schedule {
  readonly weeks: readonly Week[];
  readonly hours: number;
  /** The last day of the last work; undefined when there is none. */
  readonly finish: Day | undefined;
}

export interface Pace {
  readonly hoursAWeek: number;
  /** The day on which the plan begins: its week counts with the days that are left of it. */
  readonly start: Day;
  /** The day from which on works are laid out; not before the start. */
  readonly from: Day;
  /** Hours that were spent already in the week of that day. */
  readonly spent: number;
}

/** The hours of a week: all of them, or those of the days from the start on. At least 1, since a week of nothing would move nothing. */
export function capacityOf(monday: Day, { hoursAWeek, start }: Pick<Pace, 'hoursAWeek' | 'start'>): number {
  return Math.max(1, Math.ceil((hoursAWeek * daysOf(monday, start)) / DAYS_A_WEEK));
}

const daysOf = (monday: Day, start: Day): number => Math.min(DAYS_A_WEEK, Math.max(1, monday + DAYS_A_WEEK - start));

/** Lays works out by week, in their order; what does not fit into a week goes on in the next one. */
export function layOut(works: readonly Work[], pace: Pace): Schedule {
  const from = Math.max(pace.from, pace.start);
  const weeks: Week[] = [];
  let monday = mondayOf(from);
  let slots: Slot[] = [];
  let used = Math.min(Math.max(0, pace.spent), capacityOf(monday, pace));

  const close = () => {
    weeks.push({ monday, slots, hours: slots.reduce((sum, { hours }) => sum + hours, 0) });
    monday += DAYS_A_WEEK;
    slots = [];
    used = 0;
  };
  for (const work of works) {
    for (let left = work.hours; left > 0;) {
      const capacity = capacityOf(monday, pace);
      const hours = Math.min(left, capacity - used);
      if (hours > 0) {
        slots.push({ work, hours, ...daysAt(used, used + hours, capacity, monday, { ...pace, from }) });
        used += hours;
        left -= hours;
      }
      if (left > 0) close();
    }
  }
  close();
  const finish = weeks.at(-1)?.slots.at(-1)?.last;
  return { weeks, hours: works.reduce((sum, { hours }) => sum + hours, 0), finish };
}

/** The days in which the hours of a week from one to another are spent, when the week is used evenly; never in the past. */
function daysAt(from: number, to: number, capacity: number, monday: Day, pace: Pace): Pick<Slot, 'first' | 'last'> {
  const days = daysOf(monday, pace.start);
  const opening = monday + DAYS_A_WEEK - days;
  const first = Math.max(pace.from, opening + Math.floor((from * days) / capacity));
  return { first, last: Math.max(first, opening + Math.ceil((to * days) / capacity) - 1) };
}
