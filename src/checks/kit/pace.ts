/**
 * So many connections at a time are opened that the program has not answered on yet. Until a program accepts them, they wait in a queue (the
 * backlog of `listen`) that holds five in Python's servers, and what does not fit in is refused or never heard of, which is no fault of
 * the program. Connections that are open already are used at once, however many.
 */
export const OPENED_AT_ONCE = 5;

/** A request that is to be sent. */
export interface Pending {
  /** Whether a connection is open that rests. */
  readonly hasConnection: () => boolean;
  /** Sends it, and takes the connection before it returns; `done` is called when it was answered, or never will be. */
  readonly send: (done: () => void) => void;
}

/** Lets requests that need a new connection wait for one another. */
export class Pace {
  private opening = 0;
  private readonly waiting: Pending[] = [];

  /** Sends it, now or when there is room. */
  add(pending: Pending): void {
    this.waiting.push(pending);
    this.sendNext();
  }

  private sendNext(): void {
    for (let next = this.waiting[0]; next !== undefined; next = this.waiting[0]) {
      const opens = !next.hasConnection();
      if (opens && this.opening >= OPENED_AT_ONCE) return;
      this.waiting.shift();
      if (opens) this.opening += 1;
      next.send(once(() => this.end(opens)));
    }
  }

  private end(opened: boolean): void {
    if (opened) this.opening -= 1;
    // A moment later its connection rests, and the next one may use it.
    if (this.waiting.length > 0) setImmediate(() => this.sendNext());
  }
}

/** The same work, of which only the first call does anything. */
function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    work();
  };
}
