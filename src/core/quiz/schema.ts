/**
 * The shape of `quizzes/<topic id>.yaml`, once. Content is data from outside, so each text has a bound; what the fields mean
 * together (how many are correct, whether the heading exists) is in `compile.ts`.
 */
import * as v from 'valibot';
import { idSchema } from '../roadmap/schema';
import { CODE_LANGUAGES } from './quiz';

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
