import type { Journey, Now } from './journey';
import { worksLeft } from './journey';
import { DAYS_A_WEEK, type Day } from './days';
import { layOut } from './schedule';

/** What the time that is needed depends on, apart from the pace. */
export interface Outlook {
  /** Hours that are left. */
  readonly hours: number;
  /** The day on which work begins, or began. */
  readonly start: Day;
  readonly today: Day;
  /** Hours that were spent already in the week of today. */
  readonly spent: number;
  /** The pace of the plan; undefined when no plan is under way, and everything that is left is counted. */
  readonly planned: number | undefined;
}

/** What is left of the plan; of everything, projects included, while there is none or when it is finished. */
export function outlookOf(journey: Journey | undefined, now: Now): Outlook {
  const { today } = now;
  if (journey && !journey.isFinished) {
    const { plan, schedule, spent } = journey;
    return { hours: schedule.hours, start: plan.start, today, spent, planned: plan.hoursAWeek };
  }
  const hours = worksLeft(now, true).reduce((sum, work) => sum + work.hours, 0);
  return { hours, start: today, today, spent: 0, planned: undefined };
}

interface TimeNeeded {
  readonly weeks: number;
  /** The day on which the last hour is spent. */
  readonly finish: Day;
}

/**
 * How long it takes at a pace, by the layout of a plan: when works end does not depend on where one of them begins, so all of them
 * are laid out as one. Undefined when nothing is left.
 */
export function timeNeeded({ hours, start, today, spent }: Outlook, hoursAWeek: number): TimeNeeded | undefined {
  if (hours === 0) return undefined;
  const { finish = today } = layOut([{ kind: 'topic', id: '', hours }], { hoursAWeek, start, from: today, spent });
  return { weeks: weeksUntil(Math.max(start, today), finish), finish };
}

/** Weeks from the first day of work to the last one, both included; one that is begun counts. */
export const weeksUntil = (first: Day, finish: Day): number => Math.max(1, Math.ceil((finish - first + 1) / DAYS_A_WEEK));
