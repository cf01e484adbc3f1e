/** A click on another row, or the other click of two on this one, comes no sooner than this after a click, in milliseconds. */
const NO_CLICK_YET = 150;
/** Clicks that follow each other faster are a series, of which the next may come at any moment. */
const SERIES = 300;
/** A series has ended when none has come for so long. */
const IDLE = 450;

/**
 * Does work between the clicks of a learner. A row with children that is shown anew is forgotten by VS Code, with those below it, until
 * it has asked for them again, and a click or a key press in that moment is lost. So it is shown right after a click, when no other can
 * have come yet; in a series of quick ones, and for changes that come from elsewhere, when the learner has left the rows alone.
 */
export class BetweenClicks {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastTouch = -Infinity;
  private isSeries = false;

  constructor(private readonly work: () => void) {}

  /** The learner has just clicked or pressed a key in the tree. */
  touched(): void {
    this.hold(performance.now() - this.lastTouch < SERIES);
  }

  /** Something has changed without a click here: a click that is on its way comes first. */
  changedElsewhere(): void {
    this.hold(true);
  }

  /** No click is lost by what is done at this moment. */
  get isNow(): boolean {
    const since = performance.now() - this.lastTouch;
    return since >= IDLE || (since < NO_CLICK_YET && !this.isSeries);
  }

  /** There is something to do: as soon as no click is lost by it. */
  soon(): void {
    if (this.isNow) this.doNow();
    else this.wait(IDLE - (performance.now() - this.lastTouch));
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private hold(isSeries: boolean): void {
    this.isSeries = isSeries;
    this.lastTouch = performance.now();
    if (this.timer !== undefined) this.wait(IDLE);
  }

  private wait(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.doNow(), milliseconds);
  }

  private doNow(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.work();
  }
}
