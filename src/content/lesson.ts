/** A lesson as the build makes it of `topics/<topic-id>.md`: what the page shows, ready to be shown. */
export interface Lesson {
  readonly topic: string;
  /** Safe HTML of our own making: no script, no handler, no address but https. */
  readonly html: string;
  readonly headings: readonly LessonHeading[];
  /** The examples, in order; the `data-code` of a figure in `html` is the place in this list. */
  readonly code: readonly LessonCode[];
  /** The texts of the items of task lists, in order, without their Markdown; the `data-task` of an input in `html` is the place in this list. */
  readonly tasks: readonly string[];
  /** How long it takes to read, at least 1. */
  readonly minutes: number;
}

export interface LessonHeading {
  readonly level: 2 | 3;
  /** The anchor: unique in the lesson. */
  readonly id: string;
  readonly text: string;
}

export interface LessonCode {
  readonly language: string;
  readonly text: string;
}

/** One thing that is wrong with a lesson, for a person to fix. Line and column count from 1. */
export interface LessonProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const WORDS_A_MINUTE = 200;
/** Code is read slower than prose, and by the line. */
const LINES_A_MINUTE = 25;

/** Whole minutes to read this much, at least 1. */
export const readingMinutes = (words: number, linesOfCode: number): number =>
  Math.max(1, Math.round(words / WORDS_A_MINUTE + linesOfCode / LINES_A_MINUTE));

/** Where a link of a lesson leads. A closed list: content names no command and no other scheme. */
type LessonLink =
  | { readonly kind: 'web'; readonly url: string }
  | { readonly kind: 'topic'; readonly id: string }
  | { readonly kind: 'project'; readonly id: string };

const OURS = /^(topic|project):([a-z0-9]+(?:-[a-z0-9]+)*)$/;

/** The target of a link, or undefined when a lesson may not lead there. */
export function parseLink(href: string): LessonLink | undefined {
  const [, kind, id] = OURS.exec(href) ?? [];
  if (kind !== undefined && id !== undefined) return { kind: kind as 'topic' | 'project', id };
  return /^https:\/\/[^\s/]/i.test(href) ? { kind: 'web', url: href } : undefined;
}
