import { isEarned } from './progress';
import { partsOf, rebase, revert, type Change, type Register, type Registers } from './registers';

/** How many changes can be taken back in one session. */
const DEPTH = 100;

/**
 * What the learner did in this window, one change after the other, so that it can be taken back. What was earned is no part of
 * it, nor are proofs that an import brought: by its registers nobody can tell a proof that was brought from one that was earned
 * once more since, here or in another window. To clear one is a reset, which the learner does, and which is taken back whole.
 */
export class History {
  private readonly changes: Change[] = [];

  /** Returns whether there is anything in the change that can be taken back. */
  remember({ entries }: Change): boolean {
    const done = entries.filter(({ key, after }) => after.v === null || !isEarned(partsOf(key)?.field ?? ''));
    if (done.length === 0) return false;
    this.changes.push({ entries: done });
    if (this.changes.length > DEPTH) this.changes.shift();
    return true;
  }

  /** The registers that take back the last change of which anything is left, see `revert`; none when there is no such change. */
  takeBack(now: Pick<Registers, 'get'>, stamp: (current: Register) => Pick<Register, 't' | 'w'>): Registers {
    const last = this.changes.pop();
    if (!last) return new Map();
    const restored = revert(last, now, stamp);
    if (restored.size === 0) return this.takeBack(now, stamp);
    this.changes.forEach((earlier, index) => (this.changes[index] = rebase(earlier, last, restored)));
    return restored;
  }
}
