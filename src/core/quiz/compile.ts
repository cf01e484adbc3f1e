import * as v from 'valibot';
import type { ContentProblem } from '../roadmap/compile';
import { inlineMarkdown } from './inlineMarkdown';
import { quizFileSchema, type QuestionFile } from './schema';
import type { LessonPlace, Quiz, QuizQuestion } from './quiz';

/** Headings of a lesson: anchor → title. */
export type Headings = ReadonlyMap<string, string>;

export interface QuizSource {
  readonly topic: string;
  /** The file's name relative to the roadmap's folder, for problems. */
  readonly file: string;
  /** What the file says, parsed from YAML. */
  readonly data: unknown;
  /** Undefined when the topic has no lesson: places in it are not checked then. */
  readonly headings?: Headings | undefined;
}

export type CompiledQuiz = { readonly quiz: Quiz } | { readonly problems: readonly ContentProblem[] };

/** Validates a quiz and renders its texts, or says everything that is wrong with it. Never throws. */
export function compileQuiz({ topic, file, data, headings }: QuizSource): CompiledQuiz {
  const parsed = v.safeParse(quizFileSchema, data);
  if (!parsed.success) {
    return { problems: parsed.issues.map((issue) => ({ file, path: v.getDotPath(issue) ?? '', message: issue.message })) };
  }
  const { questions } = parsed.output;
  const ids = questions.map(({ id }) => id);
  const problems = questions.flatMap((question, index) => {
    const at = `questions.${index}`;
    return [
      ...(ids.indexOf(question.id) < index ? [{ file, path: `${at}.id`, message: `the id "${question.id}" is used twice` }] : []),
      ...(headings && !headings.has(question.read)
        ? [{ file, path: `${at}.read`, message: `the lesson has no heading with the anchor "${question.read}"` }]
        : []),
      ...answerProblems(question).map(({ path, message }) => ({ file, path: `${at}.${path}`, message })),
    ];
  });
  if (problems.length > 0) return { problems };
  return { quiz: { topic, questions: questions.map((question) => render(question, headings)) } };
}

function answerProblems(question: QuestionFile): { path: string; message: string }[] {
  if (question.kind === 'order') return repeated('steps', question.steps);
  const right = question.options.filter(({ correct }) => correct).length;
  const problems = repeated('options', question.options);
  if (question.kind !== 'multiple') {
    if (right !== 1) problems.push({ path: 'options', message: `exactly one option must be correct, not ${right}` });
  } else {
    if (right < 2) problems.push({ path: 'options', message: `at least two options must be correct, not ${right}` });
    if (right === question.options.length) problems.push({ path: 'options', message: 'at least one option must be wrong' });
  }
  return problems;
}

/** Two that say the same cannot be told apart by anyone. */
const repeated = (path: string, items: readonly { text: string }[]): { path: string; message: string }[] =>
  items.flatMap(({ text }, index) =>
    items.findIndex((other) => other.text === text) < index
      ? [{ path: `${path}.${index}.text`, message: 'is the same as one before it' }]
      : [],
  );

function render(question: QuestionFile, headings: Headings | undefined): QuizQuestion {
  const read: LessonPlace = { anchor: question.read, title: headings?.get(question.read) };
  const base = { id: question.id, read, prompt: inlineMarkdown(question.prompt) };
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return {
        ...base,
        kind: question.kind,
        code: question.code,
        options: question.options.map(({ text, correct, why }) => ({ html: inlineMarkdown(text), correct, why: inlineMarkdown(why) })),
      };
    case 'output':
      return {
        ...base,
        kind: question.kind,
        code: question.code,
        options: question.options.map(({ text, correct, why }) => ({ text, correct, why: inlineMarkdown(why) })),
      };
    case 'order':
      return {
        ...base,
        kind: question.kind,
        code: question.code,
        steps: question.steps.map(({ text, why }) => ({ html: inlineMarkdown(text), why: inlineMarkdown(why) })),
      };
  }
}
