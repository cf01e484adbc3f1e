import { Clock, type Register, type Registers } from './registers';
import type { HeldRegisters } from './held';
import { ClockWatch, setBack, StampGuard } from './stamps';

/** What this window stamps its writes with, and what it believes of the stamps that it reads. */
export class Stamping {
  private readonly clock = new Clock();
  private readonly guard = new StampGuard();
  private readonly watch: ClockWatch;

  /**
   * `steady` gives milliseconds of a clock that nobody sets; `moved` is called when what is held counts as written earlier than it says,
   * see `followClock`.
   */
  constructor(
    private readonly writer: string,
    private readonly held: HeldRegisters,
    steady: () => number,
    private readonly moved: () => void,
  ) {
    this.watch = new ClockWatch(() => Date.now(), steady);
  }

  /** The stamp of a register that comes in the place of another one. */
  stamp(before: Register | undefined): Pick<Register, 't' | 'w'> {
    return { t: this.clock.next(before), w: this.writer };
  }

  /** A value of now, as the register of a key. */
  write(key: string, v: Register['v']): Register {
    return { ...this.stamp(this.held.get(key)), v };
  }

  /** What is read again and again; see `StampGuard`. */
  take(...read: Parameters<StampGuard['take']>): Registers {
    this.followClock();
    return this.guard.take(...read);
  }

  /**
   * When the machine's clock was set right, what was written by the wrong one counts as written when it was: as it stands, it would win over
   * all that is done from now on, here and in each other window that knows it. Each that does, comes to the same time.
   */
  followClock(): void {
    const by = this.watch.setBack();
    if (by === 0) return;
    this.clock.setBack(by);
    const moved = setBack(this.held.all(), Date.now(), by);
    if (moved.size === 0) return;
    for (const [key, as] of moved) this.guard.remember(key, this.held.get(key) ?? as, as);
    this.held.replace(moved);
    this.moved();
  }
}
