/** A quiz, as the build compiles it to JSON. What is called `html` was made by `inlineMarkdown`; all else is plain text. */

export const CODE_LANGUAGES = ['js', 'ts', 'sql', 'sh', 'json', 'yaml', 'http', 'dockerfile', 'redis', 'text'] as const;
export type CodeLanguage = (typeof CODE_LANGUAGES)[number];

export interface QuizCode {
  readonly language: CodeLanguage;
  readonly text: string;
  /** The text with its words marked, as `Highlight` makes it; missing where nobody has coloured it. */
  readonly html?: string | undefined;
}

/** The place in the lesson that answers a question. The title is missing where the lesson is. */
export interface LessonPlace {
  readonly anchor: string;
  readonly title?: string | undefined;
}

interface QuestionBase {
  /** Unique in the quiz and permanent. */
  readonly id: string;
  readonly read: LessonPlace;
  /** Inline HTML. */
  readonly prompt: string;
}

export interface QuizOption {
  /** Inline HTML. */
  readonly html: string;
  readonly correct: boolean;
  /** Inline HTML: why it is right or wrong. */
  readonly why: string;
}

/** An output as it is printed, line breaks and all. */
export interface OutputOption {
  readonly text: string;
  readonly correct: boolean;
  readonly why: string;
}

export interface QuizStep {
  readonly html: string;
  readonly why: string;
}

export type QuizQuestion =
  | (QuestionBase & { readonly kind: 'single' | 'multiple'; readonly code?: QuizCode | undefined; readonly options: readonly QuizOption[] })
  | (QuestionBase & { readonly kind: 'output'; readonly code: QuizCode; readonly options: readonly OutputOption[] })
  /** The steps are in the right order. */
  | (QuestionBase & { readonly kind: 'order'; readonly code?: QuizCode | undefined; readonly steps: readonly QuizStep[] });

export type QuestionKind = QuizQuestion['kind'];

export interface Quiz {
  /** The id of the topic. */
  readonly topic: string;
  readonly questions: readonly QuizQuestion[];
}

/** How many things of a question are chosen from or put in order. */
export const sizeOf = (question: QuizQuestion): number => (question.kind === 'order' ? question.steps.length : question.options.length);
