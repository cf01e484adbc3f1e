import { ReadThroughCache, type Lookup } from '../cache/readThroughCache.ts';
import type { Link } from './link.ts';
import type { LinkRepository, NewLink } from './repository.ts';

interface Options {
  readonly maxSize: number;
  readonly ttlMs: number;
}

/**
 * The links, with a copy of the popular ones in memory. Visitors are answered from the copy; whoever manages a link
 * always gets the truth from Redis.
 */
export class CachedLinks {
  readonly #repository: LinkRepository;
  readonly #cache: ReadThroughCache<Link>;

  constructor(repository: LinkRepository, options: Options) {
    this.#repository = repository;
    this.#cache = new ReadThroughCache((code) => repository.find(code), options);
  }

  /** For visitors: from memory if possible. */
  lookUp(code: string): Promise<Lookup<Link>> {
    return this.#cache.get(code);
  }

  /** For the owner: as Redis has it now. */
  find(code: string): Promise<Link | undefined> {
    return this.#repository.find(code);
  }

  // A new link works at once: "there is no such link" is never kept in memory.
  create(link: NewLink): Promise<Link | undefined> {
    return this.#repository.create(link);
  }
}
