/** Runs jobs one after the other, in the order in which they were given. */
export class Queue {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(job: () => Promise<T>): Promise<T> {
    const result = this.#last.then(job);
    // A job that fails is the problem of its caller; the next one runs all the same.
    this.#last = result.catch(() => undefined);
    return result;
  }
}
