/** Adds up the time during which at least one of several things was under way. */
export class Clock {
  private running = 0;
  private since = 0;
  private total = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** In milliseconds, up to now. */
  get milliseconds(): number {
    return this.total + (this.running > 0 ? this.now() - this.since : 0);
  }

  /** Something begins; call what is returned when it has ended. */
  begin(): () => void {
    if (this.running === 0) this.since = this.now();
    this.running += 1;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.running -= 1;
      if (this.running === 0) this.total += this.now() - this.since;
    };
  }

  /** Counts while a promise is pending. */
  async during<T>(work: Promise<T>): Promise<T> {
    return work.finally(this.begin());
  }
}
