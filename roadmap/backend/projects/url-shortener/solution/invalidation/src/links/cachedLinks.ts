import type { Redis } from 'ioredis';
import { ChangeFeed } from '../cache/changeFeed.ts';
import { ReadThroughCache, type Lookup } from '../cache/readThroughCache.ts';
import type { Logger } from '../logger.ts';
import type { Link } from './link.ts';
import type { LinkChanges, LinkRepository, NewLink } from './repository.ts';

interface Options {
  readonly maxSize: number;
  readonly ttlMs: number;
}

/**
 * The links, with a copy of the popular ones in memory. Visitors are answered from the copy; whoever manages a link
 * always gets the truth from Redis. Every change goes through here, because every change must reach the copies.
 */
export class CachedLinks {
  readonly #repository: LinkRepository;
  readonly #cache: ReadThroughCache<Link>;
  readonly #feed: ChangeFeed;

  private constructor(repository: LinkRepository, cache: ReadThroughCache<Link>, feed: ChangeFeed) {
    this.#repository = repository;
    this.#cache = cache;
    this.#feed = feed;
  }

  static async open(redis: Redis, repository: LinkRepository, options: Options, log: Logger): Promise<CachedLinks> {
    const cache = new ReadThroughCache((code) => repository.find(code), options);
    const feed = await ChangeFeed.open(
      redis,
      {
        changed: (code) => cache.invalidate(code),
        following: () => cache.enable(),
        lost: () => cache.disable(),
      },
      log,
    );
    return new CachedLinks(repository, cache, feed);
  }

  /** For visitors: from memory if possible. */
  lookUp(code: string): Promise<Lookup<Link>> {
    return this.#cache.get(code);
  }

  /** For the owner: as Redis has it now. */
  find(code: string): Promise<Link | undefined> {
    return this.#repository.find(code);
  }

  // A new link needs no invalidation: "there is no such link" is never kept in memory.
  create(link: NewLink): Promise<Link | undefined> {
    return this.#repository.create(link);
  }

  async update(code: string, changes: LinkChanges): Promise<boolean> {
    const updated = await this.#repository.update(code, changes);
    if (updated) await this.#forget(code);
    return updated;
  }

  async delete(code: string): Promise<boolean> {
    const deleted = await this.#repository.delete(code);
    if (deleted) await this.#forget(code);
    return deleted;
  }

  close(): Promise<void> {
    return this.#feed.close();
  }

  /**
   * After the write and never before it: a visitor in between would put the old link back into memory. Ours forgets
   * at once, so that whoever gets our answer sees the change; the other servers a moment later.
   */
  async #forget(code: string): Promise<void> {
    this.#cache.invalidate(code);
    await this.#feed.publish(code);
  }
}
