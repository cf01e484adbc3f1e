import { derange, seededRandom, shuffle } from './random';
import { sizeOf, type QuizQuestion } from '../../content/quiz';

/** Of the questions of a quiz, so many percent must be right. */
export const PASS_PERCENT = 80;

/** How many right answers pass: of 8 questions 7, of 10 questions 8. */
export const neededToPass = (questions: number): number => Math.ceil((questions * PASS_PERCENT) / 100);

/**
 * What the learner gave, in places as they were shown, from 0: for choices those that were ticked, for an order the places from
 * first to last. The page knows no other numbers, so that nothing on it tells which answer is right.
 */
export type Answer = readonly number[];

/** The order in which a question's options or steps are shown: place → index in the content. Steps are never shown solved. */
export function shownOrder(question: QuizQuestion, seed: number): number[] {
  const random = seededRandom(seed);
  const size = sizeOf(question);
  if (question.kind === 'order') return derange(size, random);
  return shuffle(
    Array.from({ length: size }, (_, index) => index),
    random,
  );
}

/** Whether this can be an answer to the question at all: places that exist, none twice, and as many as its kind asks for. */
export function isAnswerTo(question: QuizQuestion, answer: Answer): boolean {
  const size = sizeOf(question);
  const exist = answer.every((place) => Number.isInteger(place) && place >= 0 && place < size);
  if (!exist || new Set(answer).size !== answer.length) return false;
  if (question.kind === 'order') return answer.length === size;
  return question.kind === 'multiple' ? answer.length > 0 : answer.length === 1;
}

/** Whether an answer is right: of several all that are correct and none that is wrong, of an order every step in its place. */
export function isRight(question: QuizQuestion, shown: readonly number[], answer: Answer): boolean {
  const chosen = answer.map((place) => shown[place]);
  if (question.kind === 'order') return chosen.length === question.steps.length && chosen.every((index, place) => index === place);
  return question.options.every(({ correct }, index) => correct === chosen.includes(index));
}

export type Mark = 'right' | 'missed' | 'wrong' | 'left';

/** What became of one choice of a question that was checked. */
export interface Verdict {
  /** Its index in the content. */
  readonly at: number;
  readonly mark: Mark;
  /** Of an order, the place that the learner gave it, counted from 1. */
  readonly place?: number;
  /** Inline HTML. */
  readonly why: string;
}

/** What became of each choice, in the order to show them: options where they were shown, steps in the right order. */
export function verdictsOf(question: QuizQuestion, shown: readonly number[], answer: Answer): Verdict[] {
  if (question.kind === 'order') {
    const given = answer.map((place) => shown[place]);
    return question.steps.map(({ why }, at) => ({ at, mark: given[at] === at ? 'right' : 'wrong', place: given.indexOf(at) + 1, why }));
  }
  return shown.flatMap((at, place) => {
    const option = question.options[at];
    return option ? [{ at, mark: markOf(option.correct, answer.includes(place)), why: option.why }] : [];
  });
}

function markOf(correct: boolean, chosen: boolean): Mark {
  if (correct) return chosen ? 'right' : 'missed';
  return chosen ? 'wrong' : 'left';
}
