import type { Redis } from 'ioredis';
import { randomCode, type Link } from './link.ts';

/**
 * Creates the hash only when there is none. "Is it free?" and "then it is mine" must be one step: between two
 * commands, another server could take the same code. Redis runs a script as a whole, with nothing in between.
 */
const CREATE = `
  if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
  redis.call('HSET', KEYS[1], unpack(ARGV))
  return 1
`;

/** Two random codes meet about once in a million million tries; five in a row means that something is broken. */
const ATTEMPTS = 5;

export interface NewLink {
  readonly url: string;
  readonly alias?: string | undefined;
}

/** Keeps each link in Redis as a hash: `link:<code>` → url, createdAt. */
export class LinkRepository {
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  /** Undefined when the alias is taken. */
  async create({ url, alias }: NewLink): Promise<Link | undefined> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const link: Link = { code: alias ?? randomCode(), url, createdAt: new Date() };
      const created = await this.#redis.eval(
        CREATE,
        1,
        keyOf(link.code),
        ...['url', link.url],
        ...['createdAt', link.createdAt.toISOString()],
      );
      if (created === 1) return link;
      if (alias !== undefined) return undefined;
    }
    throw new Error(`No free code found in ${ATTEMPTS} attempts.`);
  }

  async find(code: string): Promise<Link | undefined> {
    const { url, createdAt } = await this.#redis.hgetall(keyOf(code));
    if (url === undefined || createdAt === undefined) return undefined;
    return { code, url, createdAt: new Date(createdAt) };
  }
}

function keyOf(code: string): string {
  return `link:${code}`;
}
