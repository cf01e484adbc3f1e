interface Failures {
  count: number;
  /** Milliseconds: when they are forgotten, and a closed account opens again. */
  until: number;
}

export interface LockoutSettings {
  readonly LOCKOUT_MAX_FAILURES: number;
  readonly LOCKOUT_SECONDS: number;
}

/**
 * Closes an account for a while after too many wrong passwords in a row. It counts per email address, whether there is
 * such an account or not, because a difference would tell who has one.
 *
 * The price: whoever knows an address can keep its owner from logging in (sessions that exist go on). Counting per
 * network address would avoid that, and not stop an attacker who has many. Large systems do some of both.
 */
export class Lockout {
  readonly #failures = new Map<string, Failures>();
  readonly #maxFailures: number;
  readonly #durationMs: number;
  readonly #now: () => number;

  constructor(settings: LockoutSettings, now: () => number) {
    this.#maxFailures = settings.LOCKOUT_MAX_FAILURES;
    this.#durationMs = settings.LOCKOUT_SECONDS * 1000;
    this.#now = now;
  }

  /**
   * Asks for a try at this account. Gives the seconds to wait when it is closed, otherwise 0, and then the try is counted
   * as failed until `succeeded` says otherwise. Counting first matters: checking a password takes time, and a
   * hundred requests that arrive meanwhile would all find the account still open.
   */
  attempt(email: string): number {
    this.#forgetOld();
    const failures = this.#failures.get(email) ?? { count: 0, until: 0 };
    if (failures.count >= this.#maxFailures) return Math.ceil((failures.until - this.#now()) / 1000);

    // Deleted first, so that it moves to the end: the Map stays in the order of `until`.
    this.#failures.delete(email);
    this.#failures.set(email, { count: failures.count + 1, until: this.#now() + this.#durationMs });
    return 0;
  }

  succeeded(email: string): void {
    this.#failures.delete(email);
  }

  #forgetOld(): void {
    for (const [email, { until }] of this.#failures) {
      if (until > this.#now()) return;
      this.#failures.delete(email);
    }
  }
}
