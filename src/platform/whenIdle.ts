/**
 * How long the learner must have left a tree alone before a row with children is shown anew. VS Code forgets the rows
 * below it until it has asked for them again, and a click or a key press that falls into that moment is lost.
 */
const IDLE = 2_500;

/** Puts work off until the learner has left a tree alone for a while. */
export class WhenIdle {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastTouch = -Infinity;

  constructor(private readonly work: () => void) {}

  /** The learner has just clicked or pressed a key in the tree. */
  touched(): void {
    this.lastTouch = performance.now();
    if (this.timer !== undefined) this.soon();
  }

  /** There is something to do: at once when the tree is left alone, else when it has been for long enough. */
  soon(): void {
    clearTimeout(this.timer);
    const left = IDLE - (performance.now() - this.lastTouch);
    if (left <= 0) this.doNow();
    else this.timer = setTimeout(() => this.doNow(), left);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private doNow(): void {
    this.timer = undefined;
    this.work();
  }
}
