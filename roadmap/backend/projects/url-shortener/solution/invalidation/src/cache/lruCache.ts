interface Entry<V> {
  readonly value: V;
  readonly freshUntil: number;
}

/**
 * A map that never grows beyond `maxSize`: what was not used for the longest time makes room.
 * Entries also age, so that a forgotten invalidation could do harm only for a while.
 */
export class LruCache<V> {
  readonly #entries = new Map<string, Entry<V>>();
  readonly #maxSize: number;
  readonly #ttlMs: number;

  constructor(options: { maxSize: number; ttlMs: number }) {
    this.#maxSize = options.maxSize;
    this.#ttlMs = options.ttlMs;
  }

  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;

    this.#entries.delete(key);
    if (entry.freshUntil <= Date.now()) return undefined;
    // A Map remembers the order of insertion: taken out and put in again, the entry is the youngest.
    this.#entries.set(key, entry);
    return entry.value;
  }

  set(key: string, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, freshUntil: Date.now() + this.#ttlMs });

    if (this.#entries.size > this.#maxSize) {
      const [oldest] = this.#entries.keys();
      if (oldest !== undefined) this.#entries.delete(oldest);
    }
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }
}
