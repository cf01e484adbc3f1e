/** Does work side by side, at most so much at a time, in the order in which it came. */
export class Lanes {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(atOnce: number) {
    this.free = atOnce;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }

  /** The same for every item. Rejects with the first failure, when all of them have ended. */
  async runAll<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
    const ended = await Promise.allSettled(items.map((item) => this.run(() => work(item))));
    const failed = ended.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
  }
}
