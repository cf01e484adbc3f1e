import { LruCache } from './lruCache.ts';

export interface Lookup<V> {
  readonly value: V | undefined;
  /** Whether it came from memory. */
  readonly hit: boolean;
}

/**
 * Answers from memory what it can, and asks `load` for the rest. While a key is being loaded, others who want it wait
 * for the same load: a link that becomes popular all at once costs one question to Redis, not a thousand.
 */
export class ReadThroughCache<V> {
  readonly #entries: LruCache<V>;
  readonly #load: (key: string) => Promise<V | undefined>;
  readonly #loading = new Map<string, Promise<V | undefined>>();

  constructor(load: (key: string) => Promise<V | undefined>, options: { maxSize: number; ttlMs: number }) {
    this.#load = load;
    this.#entries = new LruCache(options);
  }

  async get(key: string): Promise<Lookup<V>> {
    const value = this.#entries.get(key);
    if (value !== undefined) return { value, hit: true };
    return { value: await (this.#loading.get(key) ?? this.#startLoading(key)), hit: false };
  }

  #startLoading(key: string): Promise<V | undefined> {
    const load = this.#load(key)
      .then((value) => {
        if (value !== undefined) this.#entries.set(key, value);
        return value;
      })
      .finally(() => this.#loading.delete(key));
    this.#loading.set(key, load);
    return load;
  }
}
