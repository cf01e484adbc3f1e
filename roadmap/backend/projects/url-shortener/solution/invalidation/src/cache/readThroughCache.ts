import { LruCache } from './lruCache.ts';

export interface Lookup<V> {
  readonly value: V | undefined;
  /** Whether it came from memory. */
  readonly hit: boolean;
}

/**
 * Answers from memory what it can, and asks `load` for the rest. Two things make it trustworthy:
 *
 * - While a key is being loaded, others who want it wait for the same load. A link that becomes popular all at once
 *   costs one question to Redis, not a thousand.
 * - A key that is invalidated *while* it is being loaded is not stored. Otherwise the old value, already on its way,
 *   would arrive after the invalidation and stay.
 */
export class ReadThroughCache<V> {
  readonly #entries: LruCache<V>;
  readonly #load: (key: string) => Promise<V | undefined>;
  readonly #loading = new Map<string, Promise<V | undefined>>();
  #enabled = false;

  constructor(load: (key: string) => Promise<V | undefined>, options: { maxSize: number; ttlMs: number }) {
    this.#load = load;
    this.#entries = new LruCache(options);
  }

  async get(key: string): Promise<Lookup<V>> {
    const value = this.#entries.get(key);
    if (value !== undefined) return { value, hit: true };
    return { value: await (this.#loading.get(key) ?? this.#startLoading(key)), hit: false };
  }

  invalidate(key: string): void {
    this.#entries.delete(key);
    this.#loading.delete(key);
  }

  /** From now on, remembers. */
  enable(): void {
    this.#enabled = true;
  }

  /** Forgets everything and remembers nothing, because nobody tells us about changes any more. */
  disable(): void {
    this.#enabled = false;
    this.#entries.clear();
    this.#loading.clear();
  }

  #startLoading(key: string): Promise<V | undefined> {
    const load = this.#load(key).then(
      (value) => {
        if (this.#finish(key, load) && this.#enabled && value !== undefined) this.#entries.set(key, value);
        return value;
      },
      (error: unknown) => {
        this.#finish(key, load);
        throw error;
      },
    );
    this.#loading.set(key, load);
    return load;
  }

  /** False when the key was invalidated in the meantime, and perhaps loaded anew by somebody else. */
  #finish(key: string, load: Promise<V | undefined>): boolean {
    return this.#loading.get(key) === load && this.#loading.delete(key);
  }
}
