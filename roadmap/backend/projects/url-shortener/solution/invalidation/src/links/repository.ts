import type { Redis } from 'ioredis';
import { keys } from '../keys.ts';
import { randomCode, type Link } from './link.ts';

/** How long an expired link is still known, and answered with "gone" rather than "never heard of it". */
export const REMEMBER_EXPIRED_SECONDS = 30 * 24 * 60 * 60;

/*
 * Redis runs a script as a whole, with nothing in between. That is what we need wherever a write depends on what is
 * there: between two commands of ours, another server could take the same code, or delete the link we are changing.
 */

/** KEYS: link. ARGV: lifetime in seconds ('0': for ever), then field, value, … Answers 0 when the code is taken. */
const CREATE = `
  if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
  redis.call('HSET', KEYS[1], unpack(ARGV, 2))
  if ARGV[1] ~= '0' then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
  return 1
`;

/**
 * KEYS: link, clicks, visitors. ARGV: lifetime in seconds ('0': for ever, '': leave it), then field, value, …
 * Answers 0 when there is no such link: a plain HSET would bring a deleted link back to life, with half its fields.
 */
const UPDATE = `
  if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
  redis.call('HSET', KEYS[1], unpack(ARGV, 2))
  if ARGV[1] ~= '' then
    for _, key in ipairs(KEYS) do
      if ARGV[1] == '0' then redis.call('PERSIST', key) else redis.call('EXPIRE', key, ARGV[1]) end
    end
  end
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

export interface LinkChanges {
  readonly url?: string | undefined;
  readonly expiresIn?: number | null | undefined;
}

/** The links as Redis has them: the only truth. What is faster than this is a copy (see cachedLinks.ts). */
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

  /** False when there is no such link. What is not among the changes stays as it is. */
  async update(code: string, { url, expiresIn }: LinkChanges): Promise<boolean> {
    const fields: string[] = [];
    if (url !== undefined) fields.push('url', url);
    if (expiresIn !== undefined) {
      fields.push('expiresAt', expiryFrom(new Date(), expiresIn)?.toISOString() ?? '');
    }

    const updated = await this.#redis.eval(
      UPDATE,
      3,
      keys.link(code),
      keys.clicks(code),
      keys.visitors(code),
      expiresIn === undefined ? '' : lifetimeInRedis(expiresIn),
      ...fields,
    );
    return updated === 1;
  }

  /** False when there is no such link. Its numbers go with it: a new link with the same alias starts at zero. */
  async delete(code: string): Promise<boolean> {
    const replies = await this.#redis.multi().del(keys.link(code)).del(keys.clicks(code), keys.visitors(code)).exec();
    return replies?.[0]?.[1] === 1;
  }
}

function expiryFrom(start: Date, expiresIn: number | null): Date | null {
  return expiresIn === null ? null : new Date(start.getTime() + expiresIn * 1000);
}

/** Redis forgets by itself, only later than visitors do: until then we can tell "gone" from "never was". */
function lifetimeInRedis(expiresIn: number | null): string {
  return expiresIn === null ? '0' : String(expiresIn + REMEMBER_EXPIRED_SECONDS);
}
