import { PACE } from '../../content/kinds';
import type { Json } from '../../progress/model/registers';
import { dayOf, formatDay, parseDay, type Day } from './days';
import { layOut, type Schedule, type Work } from './schedule';

/** A plan for longer than this is none. */
export const MAX_WEEKS = 520;

/** What the learner decided, and what that promised on the day it was decided. */
export interface StoredPlan {
  readonly hoursAWeek: number;
  readonly start: Day;
  readonly made: Day;
  readonly target: Day | undefined;
  /** Projects are part of the plan. */
  readonly projects: boolean;
  /** What was left on that day, in its order: laid out at the pace above, it is the plan as first made. */
  readonly works: readonly Work[];
}

const VERSION = 1;
const MAX_WORKS = 1_000;
/** A plan is asked for by dates of the next ten years; whoever made it in another time zone may have had another day. */
const MAX_DAYS = 10 * 366 + 1;
/** Plans are made in these years. */
const [FIRST_DAY, LAST_DAY] = [dayOf(2000, 1, 1), dayOf(2199, 12, 31)];

export const isHoursAWeek = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= PACE.least && value <= PACE.most;

/** A plan as it is stored. */
export const encodePlan = (plan: StoredPlan): Json => ({
  version: VERSION,
  hours: plan.hoursAWeek,
  start: formatDay(plan.start),
  made: formatDay(plan.made),
  target: plan.target === undefined ? null : formatDay(plan.target),
  projects: plan.projects,
  works: plan.works.map(({ kind, id, hours }) => [kind, id, hours]),
});

/**
 * Reads a stored plan. Undefined when there is none, when it is damaged, when a newer release wrote it in a shape of its own, and when
 * it goes beyond what a plan can be: it is laid out by week at each start, and may come from a file of somebody else.
 */
export function parsePlan(value: Json | undefined): StoredPlan | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const fields = value as { readonly [key: string]: Json };
  const { version, hours, projects, works } = fields;
  const start = parseStored(fields['start']);
  const made = parseStored(fields['made']);
  const target = fields['target'] === null ? null : parseStored(fields['target']);
  if (version !== VERSION || !isHoursAWeek(hours) || start === undefined || made === undefined || target === undefined) return undefined;
  if (typeof projects !== 'boolean' || !Array.isArray(works) || works.length > MAX_WORKS) return undefined;
  const read = works.map(parseWork);
  if (!read.every((work) => work !== undefined)) return undefined;
  const plan = { hoursAWeek: hours, start, made, target: target ?? undefined, projects, works: read };
  return isWithinBounds(plan) ? plan : undefined;
}

function isWithinBounds({ hoursAWeek, start, made, target = start, works }: StoredPlan): boolean {
  if (made < FIRST_DAY || made > LAST_DAY) return false;
  if ([start, target].some((day) => Math.abs(day - made) > MAX_DAYS)) return false;
  return works.reduce((sum, { hours }) => sum + hours, 0) <= hoursAWeek * MAX_WEEKS;
}

/** Whether this is no plan that any release would have stored by a day, and not one of a newer release either. */
export function isDamagedPlan(value: Json, today: Day): boolean {
  const isNewer = typeof value === 'object' && value !== null && Number((value as { readonly version?: Json }).version) > VERSION;
  const plan = parsePlan(value);
  return value !== null && !isNewer && (plan === undefined || plan.made > today + 1);
}

const parseStored = (value: Json | undefined): Day | undefined => (typeof value === 'string' ? parseDay(value) : undefined);

function parseWork(value: Json): Work | undefined {
  if (!Array.isArray(value)) return undefined;
  const [kind, id, hours] = value as readonly Json[];
  if ((kind !== 'topic' && kind !== 'project') || typeof id !== 'string' || id.length > 64) return undefined;
  if (typeof hours !== 'number' || !Number.isInteger(hours) || hours < 1 || hours > 1_000) return undefined;
  return { kind, id, hours };
}

/** The plan as first made, by week. */
export const promiseOf = ({ works, hoursAWeek, start }: StoredPlan): Schedule =>
  layOut(works, { hoursAWeek, start, from: start, spent: 0 });

/**
 * The fewest hours a week with which works that begin on a day are finished by another one; undefined when no week has so many.
 */
export function hoursNeeded(works: readonly Work[], start: Day, target: Day): number | undefined {
  for (let hoursAWeek: number = PACE.least; hoursAWeek <= PACE.most; hoursAWeek++) {
    const { finish } = layOut(works, { hoursAWeek, start, from: start, spent: 0 });
    if (finish === undefined || finish <= target) return hoursAWeek;
  }
  return undefined;
}
