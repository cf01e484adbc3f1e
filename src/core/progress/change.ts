import type { Register, Registers } from './registers';

/** One step of the learner, as it can be taken back. */
export interface Change {
  readonly entries: readonly {
    readonly key: string;
    readonly before: Register | undefined;
    readonly after: Register;
  }[];
}

/**
 * The registers that take a change back. A register that someone has written since keeps its newer value: undo never
 * overwrites what another window did.
 */
export function revert(change: Change, now: Registers, stamp: () => Pick<Register, 't' | 'w'>): Map<string, Register> {
  const restored = new Map<string, Register>();
  for (const { key, before, after } of change.entries) {
    const current = now.get(key);
    if (current?.t === after.t && current.w === after.w) restored.set(key, { ...stamp(), v: before?.v ?? null });
  }
  return restored;
}
