/**
 * What the quiz page and its host say to each other. The host asks and grades; the page shows what it is told and sends what the
 * learner chose. Both sides parse what they receive. Nothing tells which answer is right before it was checked.
 */
import { isCount, isFlag, isListOf, isNullOr, isObject, isText } from '../../base/guards';
import type { Answer } from './grading';
import type { QuestionKind } from '../../content/quiz';
import { MAX_SEED } from './random';
import type { QuestionRef, SessionState, Subject } from './session';

/** What the page asks of the host. Questions are counted from 0. */
export type QuizRequest =
  | { readonly type: 'ready' }
  | { readonly type: 'check'; readonly question: number; readonly answer: Answer }
  | { readonly type: 'next'; readonly question: number }
  | { readonly type: 'openLesson'; readonly question: number }
  | { readonly type: 'retry' }
  | { readonly type: 'markDone' }
  | { readonly type: 'close' };

/** Something to choose or to put in its place. */
export interface Choice {
  /** Inline HTML; of an output the text as it is printed. */
  readonly content: string;
}

export type Mark = 'right' | 'missed' | 'wrong' | 'left';
const MARKS: readonly unknown[] = ['right', 'missed', 'wrong', 'left'] satisfies Mark[];

/** What became of one choice. */
export interface Verdict {
  /** The place in which it was shown. */
  readonly choice: number;
  readonly mark: Mark;
  /** The mark in words. */
  readonly label: string;
  /** Inline HTML. */
  readonly why: string;
}

export interface Outcome {
  readonly right: boolean;
  readonly heading: string;
  readonly announcement: string;
  /** In the order to show them. */
  readonly verdicts: readonly Verdict[];
}

export interface QuestionView {
  readonly kind: 'question';
  readonly index: number;
  readonly total: number;
  /** "Question 3 of 8" */
  readonly progress: string;
  /** In a review, the topic that the question is about. */
  readonly topic: string | null;
  readonly asks: QuestionKind;
  /** Inline HTML. */
  readonly prompt: string;
  readonly code: string | null;
  readonly choices: readonly Choice[];
  /** Null until the answer was checked. */
  readonly outcome: Outcome | null;
  readonly words: {
    /** What to do: "Choose one answer." */
    readonly hint: string;
    readonly code: string;
    readonly check: string;
    readonly next: string;
    readonly nothingChosen: string;
    readonly moveUp: string;
    readonly moveDown: string;
    /** "{0}: place {1} of {2}" */
    readonly moved: string;
  };
}

/** Something to read again. */
export interface MissedView {
  readonly question: number;
  /** Inline HTML. */
  readonly prompt: string;
  /** The title of the place in the lesson. */
  readonly link: string;
}

export interface ResultView {
  readonly kind: 'result';
  readonly passed: boolean;
  readonly heading: string;
  /** Sentences, one a paragraph. */
  readonly sentences: readonly string[];
  readonly missed: readonly MissedView[];
  /** Buttons; null where there is nothing to do. */
  readonly retry: string | null;
  readonly markDone: string | null;
  readonly close: string;
  readonly words: { readonly missed: string; readonly read: string };
}

/** Everything on the page, whole, and what it keeps for the next start of the window. */
export interface QuizSnapshot {
  readonly type: 'snapshot';
  readonly state: SessionState;
  readonly view: QuestionView | ResultView;
}

/** What was chosen and not checked yet. */
export interface Draft {
  readonly seed: number;
  readonly question: number;
  readonly answer: Answer;
}

/** A request of the page, or undefined when it is none. */
export function parseQuizRequest(message: unknown): QuizRequest | undefined {
  if (!isObject(message)) return undefined;
  const { type, question, answer } = message;
  switch (type) {
    case 'ready':
    case 'retry':
    case 'markDone':
    case 'close':
      return { type };
    case 'next':
    case 'openLesson':
      return isCount(question) ? { type, question } : undefined;
    case 'check':
      return isCount(question) && isListOf(answer, isCount) ? { type, question, answer } : undefined;
    default:
      return undefined;
  }
}

/** A snapshot of the host, or undefined when it is none. */
export function parseQuizSnapshot(message: unknown): QuizSnapshot | undefined {
  if (!isObject(message) || message['type'] !== 'snapshot') return undefined;
  const { view } = message;
  const state = parseSessionState(message['state']);
  return state && (isQuestionView(view) || isResultView(view)) ? { type: 'snapshot', state, view } : undefined;
}

/** The state that a page kept, or undefined when it is none. Whether it fits the questions of today is not known here. */
export function parseSessionState(value: unknown): SessionState | undefined {
  if (!isObject(value)) return undefined;
  const { seed, questions, answers, position } = value;
  const subject = parseSubject(value['subject']);
  const isWhole =
    isCount(seed) && seed <= MAX_SEED && isListOf(questions, isQuestionRef) && isListOf(answers, isAnswer) && isCount(position);
  return subject && isWhole ? { subject, seed, questions, answers, position } : undefined;
}

/** The draft in the state that a page kept, or undefined when it has none. */
export function parseDraft(state: unknown): Draft | undefined {
  const draft = isObject(state) ? state['draft'] : undefined;
  if (!isObject(draft)) return undefined;
  const { seed, question, answer } = draft;
  return isCount(seed) && isCount(question) && isAnswer(answer) ? { seed, question, answer } : undefined;
}

function parseSubject(value: unknown): Subject | undefined {
  if (!isObject(value)) return undefined;
  const { kind, topic } = value;
  if (kind === 'review') return { kind };
  return kind === 'quiz' && isText(topic) ? { kind, topic } : undefined;
}

const isAnswer = (value: unknown): value is Answer => isListOf(value, isCount);

const isQuestionRef = (value: unknown): value is QuestionRef => isObject(value) && isText(value['topic']) && isText(value['question']);

const areTexts = (value: unknown, ...names: readonly string[]): boolean => isObject(value) && names.every((name) => isText(value[name]));

const isChoice = (value: unknown): value is Choice => areTexts(value, 'content');

const isVerdict = (value: unknown): value is Verdict =>
  isObject(value) && isCount(value['choice']) && MARKS.includes(value['mark']) && areTexts(value, 'label', 'why');

const isOutcome = (value: unknown): value is Outcome =>
  isObject(value) && isFlag(value['right']) && areTexts(value, 'heading', 'announcement') && isListOf(value['verdicts'], isVerdict);

const isMissed = (value: unknown): value is MissedView =>
  isObject(value) && isCount(value['question']) && areTexts(value, 'prompt', 'link');

const KINDS: readonly unknown[] = ['single', 'multiple', 'output', 'order'] satisfies QuestionKind[];
const QUESTION_WORDS = ['hint', 'code', 'check', 'next', 'nothingChosen', 'moveUp', 'moveDown', 'moved'] as const;

function isQuestionView(value: unknown): value is QuestionView {
  if (!isObject(value) || value['kind'] !== 'question') return false;
  const { index, total, topic, asks, code, choices, outcome, words } = value;
  return (
    isCount(index) &&
    isCount(total) &&
    areTexts(value, 'progress', 'prompt') &&
    isNullOr(topic, isText) &&
    KINDS.includes(asks) &&
    isNullOr(code, isText) &&
    isListOf(choices, isChoice) &&
    isNullOr(outcome, isOutcome) &&
    areTexts(words, ...QUESTION_WORDS)
  );
}

function isResultView(value: unknown): value is ResultView {
  if (!isObject(value) || value['kind'] !== 'result') return false;
  const { passed, sentences, missed, retry, markDone, words } = value;
  return (
    isFlag(passed) &&
    areTexts(value, 'heading', 'close') &&
    isListOf(sentences, isText) &&
    isListOf(missed, isMissed) &&
    isNullOr(retry, isText) &&
    isNullOr(markDone, isText) &&
    areTexts(words, 'missed', 'read')
  );
}
