/** A person presses the next row no sooner than this after a click: what is drawn by then is drawn under no finger. In milliseconds, as all here. */
const NEXT_PRESS = 150;
/** Only what is begun by this is drawn by then, since the window still has to ask for the rows. */
const BEGUN_BY = 90;
/** A window that answers within this has the time to draw before the next press … */
const PROMPT = 45;
/** … and within this, when the learner does not press quickly. */
const PROMPT_ENOUGH = 80;
/** A click that comes so long after the last one is no part of a quick series. */
const NO_SERIES = 500;
/** VS Code draws rows at once, but for those that follow others sooner than this: they wait for 200 ms, into which the next press may fall. */
const AFTER_THE_LAST = 250;
/** A series of quick clicks has ended when none has come for so long, and no sooner than after two beats of it. */
const SERIES_OVER = 400;
/** The rows are left alone when nothing was done for so long: for changes from elsewhere, and in a window that is slow to answer. */
const LEFT_ALONE = 2_500;

/** What has changed progress: a click in the tree, something else in this window, or something outside of it. */
export type Cause = 'click' | 'window' | 'outside';

/**
 * Finds the moments in which many rows of a tree can be drawn anew without a click getting lost: VS Code draws their checkboxes anew, too, and
 * a press that began on the old one does nothing. That is right after a click, or when the learner has left the tree alone. At any fixed time
 * between the two, somebody clicks at just that pace.
 */
export class QuietMoments {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pause = LEFT_ALONE;
  private lastTouch = -Infinity;
  private lastDrawn = -Infinity;
  /** The times between the last three clicks. */
  private gaps: readonly [number, number] = [Infinity, Infinity];

  /** `ask` resolves when the window has answered; `draw` is called in a quiet moment that was waited for. */
  constructor(
    private readonly ask: () => Thenable<unknown>,
    private readonly draw: () => void,
  ) {}

  /** The learner has just clicked or pressed a key in the tree. */
  touched(): void {
    this.gaps = [this.gaps[1], this.sinceTouch];
    this.lastTouch = performance.now();
    if (this.timer !== undefined) this.wait();
  }

  /** Rows are being drawn. */
  drawn(): void {
    this.lastDrawn = performance.now();
  }

  /**
   * Whether many rows can be drawn now; if not, `draw` is called when they can. Where the change of a click comes late, the next press may be under
   * way already; after a change from outside, who knows when it comes?
   */
  async isNow(cause: Cause): Promise<boolean> {
    this.pause = cause === 'window' ? SERIES_OVER : LEFT_ALONE;
    const isInTime = cause !== 'outside' && this.isRightAfterTouch && (await this.isPrompt(this.isSeries ? PROMPT : PROMPT_ENOUGH));
    return isInTime ? this.isStillNow() : this.isLeftAlone();
  }

  /** Whether a moment that was found has not passed meanwhile; if it has, `draw` is called in the next one. */
  isStillNow(): boolean {
    if (this.isRightAfterTouch) {
      if (this.sinceTouch < BEGUN_BY && performance.now() - this.lastDrawn >= AFTER_THE_LAST) return true;
      this.pause = Math.min(this.pause, this.seriesOver);
    }
    return this.isLeftAlone();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private get sinceTouch(): number {
    return performance.now() - this.lastTouch;
  }

  private get isRightAfterTouch(): boolean {
    return this.sinceTouch < NEXT_PRESS;
  }

  private get isSeries(): boolean {
    return this.gaps[1] < NO_SERIES;
  }

  /** A machine that is busy tells of two clicks at once, which came one after the other: the longer gap of two is nearer to the truth. */
  private get seriesOver(): number {
    const beats = this.gaps.filter((gap) => gap < LEFT_ALONE);
    return beats.length === 0 ? LEFT_ALONE : Math.min(Math.max(2 * Math.max(...beats), SERIES_OVER), LEFT_ALONE);
  }

  private isLeftAlone(): boolean {
    if (this.sinceTouch >= this.pause) return true;
    this.wait();
    return false;
  }

  private isPrompt(limit = PROMPT): Promise<boolean> {
    const late = new Promise<boolean>((resolve) => {
      setTimeout(() => resolve(false), limit);
    });
    const answered = Promise.resolve(this.ask()).then(
      () => true,
      () => false,
    );
    return Promise.race([answered, late]);
  }

  private wait(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.waited(), Math.max(0, this.pause - this.sinceTouch));
  }

  /** What was clicked before the window answers is told of before its answer, and begins the pause anew. */
  private async waited(): Promise<void> {
    if (this.pause < LEFT_ALONE && !(await this.isPrompt())) this.pause = LEFT_ALONE;
    if (this.timer === undefined || !this.isLeftAlone()) return;
    this.timer = undefined;
    this.draw();
  }
}
