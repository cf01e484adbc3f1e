import type { ProjectOutline, RoadmapOutline, TopicOutline } from '../../content/outline';
import { DAYS_A_WEEK, mondayOf, type Day } from './days';

/** Something to do, with the hours that it takes. */
export interface Work {
  readonly kind: 'topic' | 'project';
  readonly id: string;
  /** Whole hours, at least 1. */
  readonly hours: number;
}

/** What is left of a roadmap, in the eyes of who plans. */
export interface Left {
  /** Hours left of a topic; 0 when nothing is. */
  readonly topic: (topic: TopicOutline) => number;
  /** Hours left of a project; 0 when nothing is. */
  readonly project: (project: ProjectOutline) => number;
  /** Begun topics come first, as soon as what they need is done. */
  readonly isBegun: (topicId: string) => boolean;
}

/**
 * What is left, in the order in which it is best done: that of the roadmap, but nothing before what it needs, what was begun first,
 * and a project as soon as everything it practises was learned. Content whose topics wait for each other is refused by the build;
 * here, the first of them would go first.
 */
export function sequence(outline: RoadmapOutline, left: Left): Work[] {
  const order: Work[] = [];
  const topics = outline.sections
    .flatMap((section) => section.topics)
    .map((topic) => ({ topic, hours: left.topic(topic) }))
    .filter(({ hours }) => hours > 0);
  const projects = outline.projects.map((project) => ({ project, hours: left.project(project) })).filter(({ hours }) => hours > 0);
  const open = new Set(topics.map(({ topic }) => topic.id));
  const isReady = (needed: readonly string[] = []) => needed.every((id) => !open.has(id));

  const isNext = ({ topic }: { topic: TopicOutline }) => isReady(topic.after);
  const begun = topics.filter(({ topic }) => left.isBegun(topic.id));

  const takeProjects = () => {
    for (const waiting of projects.splice(0)) {
      if (isReady(waiting.project.topics)) order.push({ kind: 'project', id: waiting.project.id, hours: waiting.hours });
      else projects.push(waiting);
    }
  };
  takeProjects();
  for (;;) {
    const next = begun.find(isNext) ?? topics.find(isNext) ?? topics[0];
    if (!next) return order;
    if (begun.includes(next)) begun.splice(begun.indexOf(next), 1);
    topics.splice(topics.indexOf(next), 1);
    open.delete(next.topic.id);
    order.push({ kind: 'topic', id: next.topic.id, hours: next.hours });
    takeProjects();
  }
}

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

interface Pace {
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
