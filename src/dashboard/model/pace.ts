import type { RoadmapProgress } from '../../progress/model/progress';
import type { RoadmapOutline } from '../../content/outline';
import { fillIn } from '../../base/fillIn';

export interface HoursLeft {
  readonly topics: number;
  readonly projects: number;
}

/** Hours of the topics that are neither completed nor skipped, and of the projects' stages that have not passed. */
export function hoursLeft(outline: RoadmapOutline, progress: RoadmapProgress, passedShare: (project: string) => number): HoursLeft {
  const open = outline.sections
    .flatMap((section) => section.topics)
    .filter(({ id }) => !['done', 'skipped'].includes(progress.topics.get(id)?.status ?? 'todo'));
  const sum = (hours: readonly number[]) => hours.reduce((total, some) => total + some, 0);
  return {
    topics: sum(open.map(({ hours }) => hours)),
    projects: sum(outline.projects.map(({ id, hours }) => Math.round(hours * (1 - passedShare(id))))),
  };
}

export interface Journey {
  readonly weeks: number;
  /** The day on which the last week ends. */
  readonly until: Date;
}

const WEEK = 7 * 24 * 60 * 60 * 1_000;

/** How long the hours take at a pace. */
export function journey({ topics, projects }: HoursLeft, hoursAWeek: number, today: Date): Journey {
  const weeks = Math.ceil((topics + projects) / Math.max(1, hoursAWeek));
  return { weeks, until: new Date(today.getTime() + weeks * WEEK) };
}

/** Sentences with places for the figures, in the language of the learner. */
export interface PaceWords {
  /** {0} hours a week, {1} hours left, {2} weeks, {3} month and year */
  readonly paceWeeks: string;
  readonly paceOneWeek: string;
  readonly paceNothing: string;
  readonly language: string;
}

/** What a pace means for this learner. */
export function paceSentence(left: HoursLeft, hoursAWeek: number, today: Date, words: PaceWords): string {
  const hours = left.topics + left.projects;
  if (hours === 0) return words.paceNothing;
  const { weeks, until } = journey(left, hoursAWeek, today);
  const month = until.toLocaleDateString(words.language, { month: 'long', year: 'numeric' });
  return fillIn(weeks === 1 ? words.paceOneWeek : words.paceWeeks, hoursAWeek, hours, weeks, month);
}
