import { topicProgress, type RoadmapProgress } from '../../progress/model/progress';
import type { RoadmapIndex } from '../../content/outline';
import { DAYS_A_WEEK, mondayOf, type Day } from './days';
import { capacityOf, layOut, type Schedule, sequence, type Work } from './schedule';
import { promiseOf, type StoredPlan } from './storedPlan';

/** What a plan is compared with: what is really done, today. */
export interface Now {
  readonly index: RoadmapIndex;
  readonly progress: RoadmapProgress;
  readonly today: Day;
  /** The learner's calendar at a moment, in milliseconds since 1970. */
  readonly dayAt: (milliseconds: number) => Day;
  /** How much of a project is built, from 0 to 1. */
  readonly builtShare: (projectId: string) => number;
}

/** A plan as it stands today. */
export interface Journey {
  readonly plan: StoredPlan;
  /** What is left, laid out anew from today on. */
  readonly schedule: Schedule;
  /** The plan as first made. */
  readonly promise: Schedule;
  /** Whole weeks before the day that was promised; negative when behind. */
  readonly weeksAhead: number;
  /** Topics of the plan that were completed in the week of today. */
  readonly doneThisWeek: readonly string[];
  /** Topics that fall into the week of today. */
  readonly topicsThisWeek: ReadonlySet<string>;
  /** Hours that were spent already in the week of today, or in the first one of a plan that begins later. */
  readonly spent: number;
  readonly isFinished: boolean;
  /** The clock says a day before the plan was made: one of the two is wrong. */
  readonly isClockBehind: boolean;
}

/** What is left to do, in order. A topic that is being learned counts as whole. */
export function worksLeft({ index, progress, builtShare }: Pick<Now, 'index' | 'progress' | 'builtShare'>, withProjects: boolean): Work[] {
  return sequence(index.outline, {
    topic: ({ id, hours }) => (isOver(progress, id) ? 0 : hours),
    project: ({ id, hours }) => (withProjects ? Math.round(hours * (1 - builtShare(id))) : 0),
    isBegun: (id) => topicProgress(progress, id).status === 'doing',
  });
}

const isOver = (progress: RoadmapProgress, id: string): boolean => ['done', 'skipped'].includes(topicProgress(progress, id).status);

/** A plan as it stands today: what is left of it by week, and how that compares with what was promised. */
export function journeyOf(plan: StoredPlan, now: Now): Journey {
  const { today } = now;
  const promise = promiseOf(plan);
  const spentByMonday = spentByWeek(plan, now);
  const thisMonday = mondayOf(today);
  const credit = creditOf(plan, now, spentByMonday);
  const works = worksLeft(now, plan.projects).map((work) => ({ ...work, hours: work.hours - (credit.get(work.id) ?? 0) }));
  const spent = spentByMonday.get(mondayOf(Math.max(today, plan.start))) ?? 0;
  const schedule = layOut(works, { hoursAWeek: plan.hoursAWeek, start: plan.start, from: today, spent });
  const isFinished = works.length === 0;
  const finish = schedule.finish ?? today;
  const week = schedule.weeks.find(({ monday }) => monday === thisMonday);
  return {
    plan,
    schedule,
    promise,
    weeksAhead: isFinished ? 0 : Math.trunc(((promise.finish ?? plan.start) - finish) / DAYS_A_WEEK) + 0,
    doneThisWeek: doneTopics(plan, now)
      .filter(({ monday }) => monday === thisMonday)
      .map(({ id }) => id),
    topicsThisWeek: new Set(week?.slots.filter(({ work }) => work.kind === 'topic').map(({ work }) => work.id)),
    spent,
    isFinished,
    // A day of difference is a flight to the west.
    isClockBehind: today < plan.made - 1,
  };
}

interface DoneTopic {
  readonly id: string;
  readonly hours: number;
  readonly monday: Day;
}

/** Topics of the plan that were completed since it began, with their weeks. */
function doneTopics(plan: StoredPlan, { index, progress, today, dayAt }: Now): DoneTopic[] {
  return plan.works.flatMap(({ kind, id, hours }) => {
    const topic = kind === 'topic' ? index.topic(id) : undefined;
    const { status, changedAt } = topic ? topicProgress(progress, topic.id) : {};
    if (!topic || status !== 'done' || changedAt === undefined) return [];
    const day = dayAt(changedAt);
    return day >= plan.made && day <= today ? [{ id: topic.id, hours, monday: mondayOf(day) }] : [];
  });
}

function spentByWeek(plan: StoredPlan, now: Now): Map<Day, number> {
  const spent = new Map<Day, number>();
  for (const { hours, monday } of doneTopics(plan, now)) spent.set(monday, (spent.get(monday) ?? 0) + hours);
  return spent;
}

/**
 * Hours that topics which are being learned have likely taken: those that were free in the whole weeks since each was begun. So a
 * topic of three weeks does not look like falling behind in its second one. The last hour stays until the tick: a topic is never
 * finished by waiting.
 */
function creditOf(plan: StoredPlan, { index, progress, today, dayAt }: Now, spent: ReadonlyMap<Day, number>): Map<string, number> {
  const taken = new Map(spent);
  const credit = new Map<string, number>();
  const begun = index.topics
    .flatMap(({ id, hours }) => {
      const { status, changedAt } = topicProgress(progress, id);
      return status === 'doing' && changedAt !== undefined ? [{ id, hours, since: dayAt(changedAt) }] : [];
    })
    .sort((a, b) => a.since - b.since);
  for (const { id, hours, since } of begun) {
    let given = 0;
    for (let monday = mondayOf(Math.max(since, plan.start)); monday < mondayOf(today) && given < hours - 1; monday += DAYS_A_WEEK) {
      const free = capacityOf(monday, plan) - (taken.get(monday) ?? 0);
      const hoursOfWeek = Math.max(0, Math.min(free, hours - 1 - given));
      taken.set(monday, (taken.get(monday) ?? 0) + hoursOfWeek);
      given += hoursOfWeek;
    }
    credit.set(id, given);
  }
  return credit;
}
