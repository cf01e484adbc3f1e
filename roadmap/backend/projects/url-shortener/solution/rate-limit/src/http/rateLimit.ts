import type { RequestHandler } from 'express';
import type { Redis } from 'ioredis';
import type { Visitors } from '../analytics/visitors.ts';
import { keys } from '../keys.ts';
import { HttpError } from './errors.ts';

/**
 * Counts, and starts the clock with the first request. In one script: a server that dies between INCR and EXPIRE
 * would leave a counter that never ends, and lock its visitor out for good.
 */
const COUNT = `
  local count = redis.call('INCR', KEYS[1])
  if count == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
  return { count, redis.call('TTL', KEYS[1]) }
`;

export interface RateLimit {
  readonly max: number;
  readonly windowSeconds: number;
}

/** At most `max` requests per visitor and window, over all servers together, because Redis does the counting. */
export function rateLimit(redis: Redis, visitors: Visitors, { max, windowSeconds }: RateLimit): RequestHandler {
  return async (request, response, next) => {
    const key = keys.rateLimit(visitors.identify(request));
    const [count, secondsLeft] = (await redis.eval(COUNT, 1, key, windowSeconds)) as [number, number];
    const wait = String(Math.max(1, secondsLeft));

    response.set({
      'ratelimit-limit': String(max),
      'ratelimit-remaining': String(Math.max(0, max - count)),
      'ratelimit-reset': wait,
    });
    if (count > max) {
      response.set('retry-after', wait);
      throw new HttpError(429, `That is more than ${max} in ${windowSeconds} seconds. Try again in ${wait} s.`);
    }
    next();
  };
}
