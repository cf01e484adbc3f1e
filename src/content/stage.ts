import type { LessonCode } from './lesson';

/** A stage as the build makes it of `stages/<stage-id>.md`, for those who show it: `stages/<project id>.json` has them in order. */
export interface StageText {
  readonly id: string;
  readonly title: string;
  /** What to build: Markdown, as the read-only document shows it. Its first line is the title of the stage. */
  readonly markdown: string;
  /** The same without the title and the list of what is checked, as HTML of our own making. */
  readonly html: string;
  /** The examples, in order; the `data-code` of a figure in `html` is the place in this list. */
  readonly code: readonly LessonCode[];
  /** What is checked, in order. */
  readonly checks: readonly StageCheck[];
  readonly hints: readonly StageHint[];
}

export interface StageCheck {
  readonly id: string;
  readonly title: string;
  /** Its line in the Markdown of the stage, counted from 0. */
  readonly line: number;
  /** What of the text it holds the program to, as it reads on the page, with the line where that begins. */
  readonly passage?: { readonly quote: string; readonly line: number };
}

export interface StageHint {
  readonly title: string;
  readonly html: string;
  readonly code: readonly LessonCode[];
}

/** What there is to check in a project, as the build writes it to `dist/checks/<project id>/project.json`. */
export interface CheckSuite {
  readonly project: string;
  readonly title: string;
  /**
   * Variables that the program finds in its environment while it is checked; `{scratch}` in a value stands for a folder of the run,
   * which is empty at its start and gone after its end.
   */
  readonly environment: Readonly<Record<string, string>>;
  readonly stages: readonly SuiteStage[];
}

export interface SuiteStage {
  readonly id: string;
  readonly title: string;
  /** The topics that a pass proves. */
  readonly topics: readonly string[];
  readonly checks: readonly SuiteCheck[];
}

export interface SuiteCheck {
  /** Unique in its stage, permanent. */
  readonly id: string;
  /** A sentence about the learner's program that is true or not. */
  readonly title: string;
  /** The words of the stage's text that it holds the program to. */
  readonly passage?: string;
}

/** The id of the proof that a passed stage gives: `rest-api:read-one`. It is part of a key of stored progress. */
export const stageProofId = (project: string, stage: string): string => `${project}:${stage}`;
