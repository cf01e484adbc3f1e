/** Another connection holds the one session for too long. */
export class TurnTimeoutError extends Error {
  override name = 'TurnTimeoutError';
}

interface Waiting<Owner> {
  readonly owner: Owner;
  readonly start: () => void;
}

/** Gives the one session of PGlite to one connection at a time: for a query, or for a transaction until its end. */
export class SessionTurns<Owner> {
  private holder: Owner | undefined;
  private readonly queue: Waiting<Owner>[] = [];

  constructor(private readonly patience: number) {}

  /** Waits for the turn; at once when it is held already. */
  async take(owner: Owner): Promise<void> {
    if (this.holder === owner) return;
    if (this.holder === undefined) {
      this.holder = owner;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const waiting: Waiting<Owner> = {
        owner,
        start: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.queue.splice(this.queue.indexOf(waiting), 1);
        reject(new TurnTimeoutError());
      }, this.patience);
      this.queue.push(waiting);
    });
  }

  /** Passes the turn on. */
  release(owner: Owner): void {
    if (this.holder !== owner) return;
    const next = this.queue.shift();
    this.holder = next?.owner;
    next?.start();
  }

  /** Whether an owner has the turn. */
  isHeldBy(owner: Owner): boolean {
    return this.holder === owner;
  }
}
