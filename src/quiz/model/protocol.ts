/**
 * What the quiz page and its host say to each other, and what the page keeps of itself. The host asks and grades; the page shows
 * what it is told and sends what the learner chose. Nothing tells which answer is right before it was checked.
 */
import * as v from 'valibot';
import { colours, comeBack, count, listOf, parserOf, part, ready } from '../../pages/model/messages';
import { MAX_SEED } from './random';

/** Places as they were shown. */
const answer = listOf(count);
/** Questions are counted from 0. */
const question = count;
const seed = v.pipe(count, v.maxValue(MAX_SEED));

/** What a result offers. */
export const RESULT_ACTIONS = ['retry', 'markDone', 'nextTopic', 'backToLesson', 'reviewMore', 'continue', 'close'] as const;
export type ResultAction = (typeof RESULT_ACTIONS)[number];

const request = v.variant('type', [
  ready,
  v.object({ type: v.literal('check'), question, answer }),
  v.object({ type: v.picklist(['next', 'openLesson']), question }),
  v.object({ type: v.picklist(RESULT_ACTIONS) }),
]);
/** What the page asks of the host. */
export type QuizRequest = v.InferOutput<typeof request>;
export const parseQuizRequest = parserOf(request);

const sessionState = v.object({
  subject: v.variant('kind', [v.object({ kind: v.literal('quiz'), topic: v.string() }), v.object({ kind: v.literal('review') })]),
  seed,
  questions: listOf(v.object({ topic: v.string(), question: v.string() })),
  answers: listOf(answer),
  position: count,
});
/** The state that a page kept, or undefined when it is none. Whether it fits the questions of today is not known here. */
export const parseSessionState = parserOf(sessionState);

const draft = v.object({ seed, question, answer });

const keptState = v.object({ ...sessionState.entries, draft: v.fallback(v.optional(draft), undefined) });
/** What the page keeps for the next start of the window: where the learner is, and what was chosen and not checked yet. */
export type KeptState = v.InferOutput<typeof keptState>;
/** A draft that is damaged is left out. */
export const parseKeptState = parserOf(keptState);

const snapshot = v.object({
  type: v.literal('snapshot'),
  state: sessionState,
  /** What the page shows, when it has changed. */
  parts: listOf(part),
  /** What there is to say about the answer that was checked; null when none was. */
  announcement: v.nullable(v.string()),
  /** The learner has just opened this page: it takes the focus. */
  begins: v.boolean(),
});
/** Where the learner is, and what there is to show. */
export type QuizSnapshot = v.InferOutput<typeof snapshot>;
export const parseQuizSnapshot = parserOf(snapshot);

/** What the host tells the page. */
export const parseQuizMessage = parserOf(v.variant('type', [snapshot, colours, comeBack]));
