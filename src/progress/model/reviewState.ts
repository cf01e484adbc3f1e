/** Where a proven topic stands in its schedule of reviews (`core/quiz/review.ts`), as it is stored. */
export interface ReviewState {
  /** How many reviews in a row were right: the index of the interval that is running. */
  readonly step: number;
  /** When the interval began, in milliseconds since 1970. */
  readonly at: number;
}

/** The stored value as a state, or undefined when it is none. */
export function parseReviewState(value: unknown): ReviewState | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { step, at } = value as { step?: unknown; at?: unknown };
  const isCount = (number: unknown): number is number => typeof number === 'number' && Number.isSafeInteger(number) && number >= 0;
  return isCount(step) && isCount(at) ? { step, at } : undefined;
}
