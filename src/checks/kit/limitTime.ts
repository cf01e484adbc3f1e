/**
 * The time by which limits are measured. It goes by like any other, but for one thing: it stands still while the program is paused in a
 * debugger, or somebody is asked how to debug it. What expires by a clock of the program's own goes on meanwhile.
 */
export class LimitTime {
  private holds = 0;
  private heldSince = 0;
  private held = 0;

  constructor(private readonly clock: () => number = () => performance.now()) {}

  /** In milliseconds; only differences mean something. */
  now(): number {
    return (this.isHeld ? this.heldSince : this.clock()) - this.held;
  }

  get isHeld(): boolean {
    return this.holds > 0;
  }

  /** How long it has stood still so far, in milliseconds. */
  get stoodStill(): number {
    return this.held + (this.isHeld ? this.clock() - this.heldSince : 0);
  }

  /** Makes it stand still until what is returned is called, and whoever else holds it lets go. */
  hold(): () => void {
    if (!this.isHeld) this.heldSince = this.clock();
    this.holds += 1;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.holds -= 1;
      if (!this.isHeld) this.held += this.clock() - this.heldSince;
    };
  }

  /** Calls back when so many milliseconds of it have gone by; what is returned calls that off. */
  after(milliseconds: number, callBack: () => void): () => void {
    const end = this.now() + milliseconds;
    let timer: NodeJS.Timeout;
    const look = (): void => {
      const left = end - this.now();
      if (left <= 0) callBack();
      else timer = setTimeout(look, Math.max(left, NEXT_LOOK));
    };
    timer = setTimeout(look, milliseconds);
    return () => clearTimeout(timer);
  }
}

/** While it stands still, what is left may be very little for long. */
const NEXT_LOOK = 20;

/** That of this process, which carries out one run. */
export const limitTime = new LimitTime();
