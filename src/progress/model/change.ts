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

/**
 * An earlier change, as it stands after a later one was taken back. What it wrote is back, but under the stamp of the
 * undo: without this it would look like someone else's newer value, and could not be taken back in turn.
 */
export function rebase(earlier: Change, undone: Change, restored: Registers): Change {
  return {
    entries: earlier.entries.map((entry) => {
      const isBack = undone.entries.some(
        ({ key, before }) => key === entry.key && before?.t === entry.after.t && before.w === entry.after.w,
      );
      return { ...entry, after: (isBack ? restored.get(entry.key) : undefined) ?? entry.after };
    }),
  };
}
