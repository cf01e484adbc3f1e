import type { LessonCode } from '../lesson/lesson';

/** A stage as the build makes it of `stages/<stage-id>.md`, for those who show it: `dist/stages/<project id>.json` has them in order. */
export interface StageText {
  readonly id: string;
  readonly title: string;
  /** What to build: Markdown, as the read-only document shows it. Its first line is the title of the stage. */
  readonly markdown: string;
  /** The same without the title and the list of what is checked, as HTML of our own making. */
  readonly html: string;
  /** The examples, in order; the `data-code` of a figure in `html` is the place in this list. */
  readonly code: readonly LessonCode[];
  /** What is checked, in order, each with its line in `markdown`, counted from 0. */
  readonly checks: readonly { readonly id: string; readonly title: string; readonly line: number }[];
  readonly hints: readonly StageHint[];
}

export interface StageHint {
  readonly title: string;
  readonly html: string;
  readonly code: readonly LessonCode[];
}
