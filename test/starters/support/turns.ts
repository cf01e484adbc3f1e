/** A turn that is waited for, and ended by who took it. */
export interface Turn {
  readonly begins: Promise<void>;
  readonly end: () => void;
}

/** Gives turns to so many at once; whoever comes later waits until somebody ends theirs. */
export class Turns {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  next(): Turn {
    const begins = this.free > 0 ? Promise.resolve() : new Promise<void>((resolve) => this.waiting.push(resolve));
    if (this.free > 0) this.free--;
    return { begins, end: () => this.pass() };
  }

  private pass(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.free++;
  }
}
