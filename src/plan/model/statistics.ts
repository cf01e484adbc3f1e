import type { RoadmapProgress } from '../../progress/model/progress';
import { DAYS_A_WEEK, mondayOf, type Day } from './days';

/** What was done in one week, with the count of each of its days, Monday first. */
export interface WeekOfWork {
  readonly monday: Day;
  /** Topics that were completed. */
  readonly completed: number;
  /** Topics that were begun and are being learned still. */
  readonly begun: number;
  readonly proofs: number;
  readonly days: readonly number[];
}

export interface Statistics {
  /** The latest weeks, that of today last. */
  readonly weeks: readonly WeekOfWork[];
  /** Weeks in a row with something done, up to now; a week that is not over yet does not break it. */
  readonly currentStreak: number;
  readonly longestStreak: number;
  /** Nothing was ever done. */
  readonly isEmpty: boolean;
}

type Kind = 'completed' | 'begun' | 'proofs';

/**
 * What was done when, as far as progress still tells: each topic knows when its status was last set, and each proof when it was
 * won. What a clock dated after today is left out.
 */
export function statisticsOf(
  progress: RoadmapProgress,
  { today, dayAt, weeks }: { today: Day; dayAt: (milliseconds: number) => Day; weeks: number },
): Statistics {
  const done = eventsOf(progress, dayAt).filter(({ day }) => day <= today);
  const now = mondayOf(today);
  const mondays = Array.from({ length: weeks }, (_, place) => now - (weeks - 1 - place) * DAYS_A_WEEK);
  const active = [...new Set(done.map(({ day }) => mondayOf(day)))].sort((a, b) => a - b);
  return {
    weeks: mondays.map((monday) => {
      const within = done.filter(({ day }) => mondayOf(day) === monday);
      const count = (kind: Kind) => within.filter((event) => event.kind === kind).length;
      const days = Array.from({ length: DAYS_A_WEEK }, (_, place) => within.filter(({ day }) => day === monday + place).length);
      return { monday, completed: count('completed'), begun: count('begun'), proofs: count('proofs'), days };
    }),
    ...streaksOf(active, now),
    isEmpty: done.length === 0,
  };
}

function eventsOf(progress: RoadmapProgress, dayAt: (milliseconds: number) => Day): { kind: Kind; day: Day }[] {
  return [...progress.topics.values()].flatMap(({ status, changedAt, proofs }) => {
    const kind = status === 'done' ? 'completed' : status === 'doing' ? 'begun' : undefined;
    const events: { kind: Kind; day: Day }[] = proofs.map(({ at }) => ({ kind: 'proofs', day: dayAt(at) }));
    if (kind && changedAt !== undefined) events.push({ kind, day: dayAt(changedAt) });
    return events;
  });
}

/** From the Mondays of the weeks with something done, in order. */
function streaksOf(active: readonly Day[], now: Day): Pick<Statistics, 'currentStreak' | 'longestStreak'> {
  let longestStreak = 0;
  let run = 0;
  let before = -Infinity;
  for (const monday of active) {
    run = monday - before === DAYS_A_WEEK ? run + 1 : 1;
    longestStreak = Math.max(longestStreak, run);
    before = monday;
  }
  return { currentStreak: now - before <= DAYS_A_WEEK ? run : 0, longestStreak };
}
