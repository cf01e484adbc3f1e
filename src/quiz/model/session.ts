import { isAnswerTo, isRight, shownOrder, type Answer } from './grading';
import type { QuizQuestion } from '../../content/quiz';
import { MAX_SEED } from './random';

/** What a session is about: the quiz of one topic, or a review over several. */
export type Subject = { readonly kind: 'quiz'; readonly topic: string } | { readonly kind: 'review' };

export interface QuestionRef {
  readonly topic: string;
  readonly question: string;
}

/** A session so far. It is what a page keeps for the next start of the window, so it holds numbers and ids, and no solution. */
export interface SessionState {
  readonly subject: Subject;
  /** Gives the order of the answers, see `seedOf`. */
  readonly seed: number;
  readonly questions: readonly QuestionRef[];
  /** Those that were checked, of the first questions. */
  readonly answers: readonly Answer[];
  /** The question that is shown; as many as there are questions when the result is. */
  readonly position: number;
}

/** A question with the topic that it is about. */
export interface AskedQuestion {
  readonly topic: string;
  readonly question: QuizQuestion;
}

/** A walk through questions, one after the other: every question is checked once, and then shown until the learner goes on. */
export class Session {
  private constructor(
    readonly subject: Subject,
    readonly seed: number,
    readonly asked: readonly AskedQuestion[],
    private readonly given: Answer[],
    private at: number,
  ) {}

  static start(subject: Subject, asked: readonly AskedQuestion[], seed: number): Session {
    return new Session(subject, seed, asked, [], 0);
  }

  /** A session that was kept; undefined when it does not fit the questions as they are now. */
  static resume(state: SessionState, find: (ref: QuestionRef) => QuizQuestion | undefined): Session | undefined {
    const asked: AskedQuestion[] = [];
    for (const ref of state.questions) {
      const question = find(ref);
      if (!question) return undefined;
      asked.push({ topic: ref.topic, question });
    }
    const fits = state.answers.every((answer, index) => {
      const { question } = asked[index] ?? {};
      return question !== undefined && isAnswerTo(question, answer);
    });
    // A question is left only after it was checked, and none is checked before it was reached.
    const isReached = state.position <= state.answers.length && state.answers.length <= state.position + 1;
    if (asked.length === 0 || !fits || !isReached || state.answers.length > asked.length) return undefined;
    return new Session(state.subject, state.seed, asked, [...state.answers], state.position);
  }

  get state(): SessionState {
    const questions = this.asked.map(({ topic, question }) => ({ topic, question: question.id }));
    return { subject: this.subject, seed: this.seed, questions, answers: [...this.given], position: this.at };
  }

  get position(): number {
    return this.at;
  }

  /** The question that is shown; undefined when the result is. */
  get current(): AskedQuestion | undefined {
    return this.asked[this.at];
  }

  /** Every question was checked. */
  get isAnswered(): boolean {
    return this.given.length === this.asked.length;
  }

  /** The answer that was given to a question; undefined before it was checked. */
  answerTo(index: number): Answer | undefined {
    return this.given[index];
  }

  /** The order in which a question's answers are shown: place → index in the content. */
  shown(index: number): number[] {
    const { question } = this.asked[index] ?? {};
    return question ? shownOrder(question, seedOf(this.seed, index)) : [];
  }

  /** Takes the answer to the current question; false when it is none, or when the question was checked already. */
  check(index: number, answer: Answer): boolean {
    const { current } = this;
    if (!current || index !== this.at || this.given.length !== index || !isAnswerTo(current.question, answer)) return false;
    this.given.push([...answer]);
    return true;
  }

  /** Goes on from a question that was checked; false when it was not, or when it is not the one that is shown. */
  next(index: number): boolean {
    if (index !== this.at || this.given.length <= index) return false;
    this.at += 1;
    return true;
  }

  /** Whether the answer that was given to a question is right; undefined before it was checked. */
  isRight(index: number): boolean | undefined {
    const { question } = this.asked[index] ?? {};
    const answer = this.given[index];
    return question && answer && isRight(question, this.shown(index), answer);
  }

  /** How many answers were right so far. */
  get score(): number {
    return this.given.filter((_, index) => this.isRight(index)).length;
  }

  /** The questions that were answered wrong. */
  get missed(): AskedQuestion[] {
    return this.asked.filter((_, index) => this.isRight(index) === false);
  }
}

/** A seed of its own for each question, so that two questions of the same size are not shuffled alike. */
export const seedOf = (seed: number, index: number): number => (seed + Math.imul(index + 1, 0x9e37_79b1)) & MAX_SEED;
