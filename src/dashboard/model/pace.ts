import type { RoadmapProgress } from '../../progress/model/progress';
import type { RoadmapOutline } from '../../content/outline';
import { fillIn } from '../../base/text';

/** Hours of the topics that are neither completed nor skipped, and of the projects' stages that have not passed. */
export function hoursLeft(outline: RoadmapOutline, progress: RoadmapProgress, builtShare: (project: string) => number): number {
  const isOpen = (id: string) => !['done', 'skipped'].includes(progress.topics.get(id)?.status ?? 'todo');
  const open = outline.sections.flatMap(({ topics }) => topics.filter(({ id }) => isOpen(id)).map(({ hours }) => hours));
  const toBuild = outline.projects.map(({ id, hours }) => Math.round(hours * (1 - builtShare(id))));
  return [...open, ...toBuild].reduce((total, hours) => total + hours, 0);
}

interface TimeNeeded {
  readonly weeks: number;
  /** The day on which the last week ends. */
  readonly until: Date;
}

const WEEK = 7 * 24 * 60 * 60 * 1_000;

/** How long the hours take at a pace. */
export function timeNeeded(hours: number, hoursAWeek: number, today: Date): TimeNeeded {
  const weeks = Math.ceil(hours / Math.max(1, hoursAWeek));
  return { weeks, until: new Date(today.getTime() + weeks * WEEK) };
}

/** Sentences with places for the figures: {0} hours a week, {1} hours left, {2} weeks, {3} month and year. */
export interface PaceSentences {
  readonly weeks: string;
  readonly oneWeek: string;
  /** When nothing is left. */
  readonly nothing: string;
}

/** What a pace means for this learner, with the month in the words of a language. */
export function paceSentence(hours: number, hoursAWeek: number, today: Date, sentences: PaceSentences, language: string): string {
  if (hours === 0) return sentences.nothing;
  const { weeks, until } = timeNeeded(hours, hoursAWeek, today);
  const month = until.toLocaleDateString(language, { month: 'long', year: 'numeric' });
  return fillIn(weeks === 1 ? sentences.oneWeek : sentences.weeks, hoursAWeek, hours, weeks, month);
}
