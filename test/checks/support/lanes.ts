/** Does work side by side, at most so much at a time, in the order in which it came. */
export class Lanes {
  private free: number;
  private readonly waiting: { readonly begin: () => void; readonly giveUp: (reason: Error) => void }[] = [];
  private readonly running = new Set<Promise<unknown>>();
  private isClosed = false;

  constructor(atOnce: number) {
    this.free = atOnce;
  }

  /** Rejects with what the work does, or when the lanes are closed before its turn. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.turn();
    let done: Promise<T> | undefined;
    try {
      done = work();
      this.running.add(done);
      return await done;
    } finally {
      if (done) this.running.delete(done);
      const next = this.waiting.shift();
      if (next) next.begin();
      else this.free += 1;
    }
  }

  /** The same for every item. Rejects with the first failure, when all of them have ended. */
  async runAll<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
    const ended = await Promise.allSettled(items.map((item) => this.run(() => work(item))));
    const failed = ended.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** Begins nothing more, and resolves when what was begun has ended: what it would start afterwards, nobody would stop. */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const { giveUp } of this.waiting.splice(0)) giveUp(closed());
    await Promise.allSettled(this.running);
  }

  private async turn(): Promise<void> {
    if (this.isClosed) throw closed();
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((begin, giveUp) => this.waiting.push({ begin, giveUp }));
  }
}

const closed = (): Error => new Error('not begun: the tests are over');
