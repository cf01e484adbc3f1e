import type { ReviewState, RoadmapProgress, TopicProgress } from '../../progress/model/progress';
import type { AskedQuestion } from './session';
import { shuffle, type Random } from './random';
import type { Quiz } from '../../content/quiz';

/** A proven topic comes back after so many days; after the last step it stays with that. */
export const REVIEW_DAYS = [1, 3, 7, 21, 60] as const;
const LAST_STEP = 4;

/** A session of review is short: so many questions of a topic, and so many in all. */
export const MAX_OF_TOPIC = 3;
export const MAX_IN_ALL = 12;
const MAX_TOPICS = MAX_IN_ALL / MAX_OF_TOPIC;

const DAY = 24 * 60 * 60 * 1_000;

/** The schedule of a topic after a review: one step on when every answer was right, else back to the first. */
export function afterReview(topic: TopicProgress, right: boolean, now: number): ReviewState {
  return { step: right ? Math.min((topic.review?.step ?? 0) + 1, LAST_STEP) : 0, at: now };
}

/** The whole days until a topic with this schedule comes back, counted from when its interval began. */
export const daysOf = ({ step }: ReviewState): number => REVIEW_DAYS[step] ?? REVIEW_DAYS[LAST_STEP];

/**
 * When a topic comes back, in milliseconds since 1970; undefined when it is not proven. Passing the quiz again counts as having
 * seen the topic. A time that has not come yet was written by a clock that was wrong, or is read by one: it counts for nothing,
 * and a topic with no other time comes back at once, which sets it right.
 */
export function dueAt({ proofs, review }: TopicProgress, now: number): number | undefined {
  const proven = proofs.at(-1)?.at;
  if (proven === undefined) return undefined;
  const seen = [proven, ...(review ? [review.at] : [])].filter((at) => at <= now + DAY);
  return seen.length === 0 ? now : Math.max(...seen) + daysOf(review ?? { step: 0, at: proven }) * DAY;
}

/**
 * The proven topics that are due, those that have waited longest first. Never more than one session holds: neither a long
 * holiday nor a clock that jumps makes a mountain.
 */
export function dueTopics(progress: RoadmapProgress, hasQuiz: (topic: string) => boolean, now: number): string[] {
  return [...progress.topics]
    .flatMap(([id, topic]) => {
      const due = hasQuiz(id) ? dueAt(topic, now) : undefined;
      return due !== undefined && due <= now ? [{ id, due }] : [];
    })
    .sort((a, b) => a.due - b.due || (a.id < b.id ? -1 : 1))
    .slice(0, MAX_TOPICS)
    .map(({ id }) => id);
}

/** The topic that comes back next, and when; undefined when nothing is proven. */
export function nextReview(
  progress: RoadmapProgress,
  hasQuiz: (topic: string) => boolean,
  now: number,
): { readonly topic: string; readonly at: number } | undefined {
  let next: { topic: string; at: number } | undefined;
  for (const [topic, state] of progress.topics) {
    const at = hasQuiz(topic) ? dueAt(state, now) : undefined;
    if (at !== undefined && (!next || at < next.at)) next = { topic, at };
  }
  return next;
}

/** A few questions of each quiz in turn, so that no topic comes in one piece. */
export function pickQuestions(quizzes: readonly Quiz[], random: Random): AskedQuestion[] {
  const piles = quizzes.map(({ topic, questions }) => shuffle(questions, random).map((question) => ({ topic, question })));
  const mixed = Array.from({ length: MAX_OF_TOPIC }, (_, round) => piles.flatMap((pile) => pile.slice(round, round + 1)));
  return mixed.flat().slice(0, MAX_IN_ALL);
}
