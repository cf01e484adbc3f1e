/**
 * A bucket of tokens: each event takes one out, time puts new ones in. A burst is fine as long as the bucket is not
 * empty; in the long run nobody gets more than what drips in. It needs two numbers and no timer.
 */
export interface RateLimit {
  readonly burst: number;
  readonly perSecond: number;
}

/** Takes a token. 0 means "go ahead", anything else is how many milliseconds to wait for the next one. */
export type RateLimiter = () => number;

export function createRateLimiter({ burst, perSecond }: RateLimit, now = () => performance.now()): RateLimiter {
  let tokens = burst;
  let filledAt = now();
  return () => {
    const time = now();
    tokens = Math.min(burst, tokens + ((time - filledAt) / 1_000) * perSecond);
    filledAt = time;
    if (tokens < 1) return Math.ceil(((1 - tokens) / perSecond) * 1_000);
    tokens -= 1;
    return 0;
  };
}
