import * as v from 'valibot';
import MarkdownIt from 'markdown-it';
import { idSchema } from '../schema';
import { CODE_LANGUAGES, type LessonPlace, type Quiz, type QuizCode, type QuizQuestion } from '../quiz';
import { type ContentProblem, type ContentFolder, YamlFiles } from './sourceFiles';
import { lessonHeadings, type CreateHighlight, type Highlight } from './readLessons';

/**
 * The shape of `quizzes/<topic id>.yaml`, once. Content is data from outside, so each text has a bound; what the fields mean
 * together (how many are correct, whether the heading exists) is told below.
 */

const MAX_TEXT = 600;
const MAX_CODE = 3_000;

const bounded = (most: number) =>
  v.pipe(
    v.string('must be text'),
    v.check((text) => text.trim() !== '', 'must not be empty'),
    v.maxLength(most, `must have at most ${most} characters`),
  );

const text = v.pipe(bounded(MAX_TEXT), v.trim());
/** Code and output: the spaces before a line belong to it, line breaks at the end do not. */
const plainText = v.pipe(
  bounded(MAX_CODE),
  v.transform((value) => value.replace(/\n+$/, '')),
);

const list = <T extends v.GenericSchema>(item: T, least: number, most: number) =>
  v.pipe(
    v.array(item, 'must be a list'),
    v.minLength(least, `must have at least ${least}`),
    v.maxLength(most, `must have at most ${most}`),
  );

const code = v.strictObject({
  language: v.picklist(CODE_LANGUAGES, `must be one of ${CODE_LANGUAGES.join(', ')}`),
  text: plainText,
});
const runnable = v.strictObject({ language: v.picklist(['js', 'ts'], 'must be js or ts, which can be run'), text: plainText });

const correct = v.optional(v.boolean('must be true or false'), false);
const option = v.strictObject({ text, correct, why: text });
const outputOption = v.strictObject({ text: plainText, correct, why: text });
const step = v.strictObject({ text, why: text });

const base = { id: idSchema, read: idSchema, prompt: text };

const question = v.variant(
  'kind',
  [
    v.strictObject({ ...base, kind: v.literal('single'), code: v.optional(code), options: list(option, 3, 5) }),
    v.strictObject({ ...base, kind: v.literal('multiple'), code: v.optional(code), options: list(option, 4, 6) }),
    v.strictObject({ ...base, kind: v.literal('output'), code: runnable, options: list(outputOption, 3, 5) }),
    v.strictObject({ ...base, kind: v.literal('order'), code: v.optional(code), steps: list(step, 4, 6) }),
  ],
  'must be of kind single, multiple, order or output',
);

/** `quizzes/<topic id>.yaml` */
export const quizFileSchema = v.strictObject({ questions: list(question, 6, 10) });

export type QuizFile = v.InferOutput<typeof quizFileSchema>;
export type QuestionFile = QuizFile['questions'][number];

/**
 * Code spans and emphasis, and nothing else: no HTML, no link and no picture. An answer is a label, and what can be clicked
 * inside of a label is a trap.
 */
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable([
  'link',
  'image',
  'autolink',
  'newline',
  'html_inline',
]);

/** A paragraph of inline Markdown as HTML: `code`, `em` and `strong` without attributes; everything else is escaped text. */
export const inlineMarkdown = (text: string): string => markdown.renderInline(text.replace(/\s+/g, ' ').trim());

/** Headings of a lesson: anchor → title. */
export type Headings = ReadonlyMap<string, string>;

interface QuizSource {
  readonly topic: string;
  /** The file's name relative to the roadmap's folder, for problems. */
  readonly file: string;
  /** What the file says, parsed from YAML. */
  readonly data: unknown;
  /** Undefined when the topic has no lesson: places in it are not checked then. */
  readonly headings?: Headings | undefined;
  /** Colours the programs; without it they stay plain. */
  readonly highlight?: Highlight | undefined;
}

type CompiledQuiz = { readonly quiz: Quiz } | { readonly problems: readonly ContentProblem[] };

/** Validates a quiz and renders its texts, or says everything that is wrong with it. Never throws. */
export function compileQuiz({ topic, file, data, headings, highlight }: QuizSource): CompiledQuiz {
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
  return { quiz: { topic, questions: questions.map((question) => render(question, headings, highlight)) } };
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

function render(question: QuestionFile, headings: Headings | undefined, highlight: Highlight | undefined): QuizQuestion {
  const read: LessonPlace = { anchor: question.read, title: headings?.get(question.read) };
  const colour = (code: QuizCode): QuizCode => ({ ...code, html: highlight?.(code.text, code.language) });
  const base = { id: question.id, read, prompt: inlineMarkdown(question.prompt) };
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return {
        ...base,
        kind: question.kind,
        code: question.code && colour(question.code),
        options: question.options.map(({ text, correct, why }) => ({ html: inlineMarkdown(text), correct, why: inlineMarkdown(why) })),
      };
    case 'output':
      return {
        ...base,
        kind: question.kind,
        code: colour(question.code),
        options: question.options.map(({ text, correct, why }) => ({ text, correct, why: inlineMarkdown(why) })),
      };
    case 'order':
      return {
        ...base,
        kind: question.kind,
        code: question.code && colour(question.code),
        steps: question.steps.map(({ text, why }) => ({ html: inlineMarkdown(text), why: inlineMarkdown(why) })),
      };
  }
}

const FOLDER = 'quizzes';

/**
 * Reads and compiles the quizzes of a roadmap's folder, in the order of its topics; a roadmap needs none. Where a topic has a
 * lesson, its questions must name headings of it. Their programs are coloured by what `createHighlight` makes, as those of lessons are.
 * @throws Error that names file, line and column of everything that is wrong.
 */
export async function readQuizzes(folder: ContentFolder, topics: readonly string[], createHighlight?: CreateHighlight): Promise<Quiz[]> {
  const names = (await folder.list(FOLDER)).map(({ name }) => name).filter((name) => name.endsWith('.yaml'));
  const highlight = names.length > 0 ? await createHighlight?.() : undefined;
  const lessons = new Set((await folder.list('topics')).map(({ name }) => name));
  const files = new YamlFiles(folder);
  const quizzes = new Map<string, Quiz>();
  for (const name of names) {
    const file = `${FOLDER}/${name}`;
    const topic = name.replace(/\.yaml$/, '');
    const before = files.problems.length;
    const data = await files.read(file);
    if (files.problems.length > before) continue;
    if (!topics.includes(topic)) files.report([{ file, path: '', message: `there is no topic "${topic}"` }]);
    const lesson = `${topic}.md`;
    const headings = lessons.has(lesson) ? lessonHeadings(await folder.read(`topics/${lesson}`)) : undefined;
    const compiled = compileQuiz({ topic, file, data, headings, highlight });
    if ('quiz' in compiled) quizzes.set(topic, compiled.quiz);
    else files.report(compiled.problems);
  }
  if (files.problems.length > 0) throw files.error();
  return topics.flatMap((topic) => quizzes.get(topic) ?? []);
}
