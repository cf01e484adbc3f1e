import type { ProblemCode } from '../model/events';

/** The program cannot be checked as things are. The message says why and what to do, in one or two sentences. */
export class EnvironmentProblem extends Error {
  override readonly name = 'EnvironmentProblem';

  constructor(
    readonly code: ProblemCode,
    message: string,
    /** What the program or a command printed about it. */
    readonly detail?: string,
  ) {
    super(message);
  }
}

/** How long a run waits, in milliseconds. Parameters of the runner, so that its own tests need not wait as long; no learner sets them. */
export interface RunLimits {
  /** Longer than a compiler needs for a project of this size. */
  readonly build: number;
  /** Until something listens on the port. */
  readonly start: number;
  /** A program that listens elsewhere for so long does not read PORT. */
  readonly otherPort: number;
  /** Until a program has ended after SIGTERM. */
  readonly stop: number;
  /** Until the whole answer to a request is there, unless the check says. */
  readonly request: number;
  /** For all checks of a stage, without what its programs take to start and to end. */
  readonly stage: number;
}

export const RUN_LIMITS: RunLimits = { build: 120_000, start: 30_000, otherPort: 4_000, stop: 5_000, request: 10_000, stage: 90_000 };

/** What of a run is not the runner's own time. */
export interface Clocks {
  /** The learner's program, its build and its services are starting or ending. */
  readonly starting: Clock;
  /** A request waits for its answer. */
  readonly asking: Clock;
}

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
