import type { Redis } from 'ioredis';
import { keys } from '../keys.ts';
import { randomCode, type Link } from './link.ts';

/** How long an expired link is still known, and answered with "gone" rather than "never heard of it". */
export const REMEMBER_EXPIRED_SECONDS = 30 * 24 * 60 * 60;

/**
 * Creates the hash only when there is none. "Is it free?" and "then it is mine" must be one step: between two
 * commands, another server could take the same code. Redis runs a script as a whole, with nothing in between.
 *
 * KEYS: link. ARGV: lifetime in seconds ('0': for ever), then field, value, … Answers 0 when the code is taken.
 */
const CREATE = `
  if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
  redis.call('HSET', KEYS[1], unpack(ARGV, 2))
  if ARGV[1] ~= '0' then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
  return 1
`;

/** Two random codes meet about once in a million million tries; five in a row means that something is broken. */
const ATTEMPTS = 5;

export interface NewLink {
  readonly url: string;
  readonly alias?: string | undefined;
  /** In seconds from now; null: never. */
  readonly expiresIn?: number | null | undefined;
}

/** Keeps each link in Redis, as a hash (see keys.ts). */
export class LinkRepository {
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  /** Undefined when the alias is taken. */
  async create({ url, alias, expiresIn = null }: NewLink): Promise<Link | undefined> {
    const createdAt = new Date();
    const expiresAt = expiryFrom(createdAt, expiresIn);

    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const link: Link = { code: alias ?? randomCode(), url, createdAt, expiresAt };
      const created = await this.#redis.eval(
        CREATE,
        1,
        keys.link(link.code),
        lifetimeInRedis(expiresIn),
        ...['url', url],
        ...['createdAt', createdAt.toISOString()],
        ...['expiresAt', expiresAt?.toISOString() ?? ''],
      );
      if (created === 1) return link;
      if (alias !== undefined) return undefined;
    }
    throw new Error(`No free code found in ${ATTEMPTS} attempts.`);
  }

  async find(code: string): Promise<Link | undefined> {
    const { url, createdAt, expiresAt } = await this.#redis.hgetall(keys.link(code));
    if (url === undefined || createdAt === undefined) return undefined;
    return { code, url, createdAt: new Date(createdAt), expiresAt: expiresAt ? new Date(expiresAt) : null };
  }
}

function expiryFrom(start: Date, expiresIn: number | null): Date | null {
  return expiresIn === null ? null : new Date(start.getTime() + expiresIn * 1000);
}

/** Redis forgets by itself, only later than visitors do: until then we can tell "gone" from "never was". */
function lifetimeInRedis(expiresIn: number | null): string {
  return expiresIn === null ? '0' : String(expiresIn + REMEMBER_EXPIRED_SECONDS);
}
