import { fillIn } from './fillIn';
import { journey, type HoursLeft } from './pace';

/** Sentences with places for the figures, in the language of the learner. */
export interface PaceWords {
  /** {0} hours a week, {1} hours left, {2} weeks, {3} month and year */
  readonly paceWeeks: string;
  readonly paceOneWeek: string;
  readonly paceNothing: string;
  readonly language: string;
}

/** What a pace means for this learner. */
export function paceSentence(left: HoursLeft, hoursAWeek: number, today: Date, words: PaceWords): string {
  const hours = left.topics + left.projects;
  if (hours === 0) return words.paceNothing;
  const { weeks, until } = journey(left, hoursAWeek, today);
  const month = until.toLocaleDateString(words.language, { month: 'long', year: 'numeric' });
  return fillIn(weeks === 1 ? words.paceOneWeek : words.paceWeeks, hoursAWeek, hours, weeks, month);
}
