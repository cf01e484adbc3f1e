/** Lets tasks that concern the same thing run one after the other, in the order in which they came. */
export interface Turns {
  take<T>(key: string, task: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>;
}

export function createTurns(): Turns {
  const tails = new Map<string, Promise<unknown>>();
  return {
    take(key, task) {
      const before = tails.get(key) ?? Promise.resolve();
      const result = before.then(task);
      // The next one waits for this one, and does not care whether it went well.
      const tail = result
        .catch(() => undefined)
        .finally(() => {
          if (tails.get(key) === tail) tails.delete(key);
        });
      tails.set(key, tail);
      return result;
    },

    async idle() {
      while (tails.size > 0) await Promise.all(tails.values());
    },
  };
}
