/**
 * Progress is a flat map of last-writer-wins registers, one for each field of each topic.
 *
 * Two copies (of two windows, two machines, a file that was exported) merge register by register. The merge is
 * commutative, associative and idempotent, so it does not matter in which order copies meet, or how often. Keys and
 * values that this release does not know are carried along untouched.
 */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface Register {
  /** The value; `null` means that the field was cleared. */
  readonly v: Json;
  /** When it was written: milliseconds since 1970, see Clock. */
  readonly t: number;
  /** Who wrote it: breaks ties, so that all copies choose the same one. */
  readonly w: string;
}

/** By key, see `keyOf`. */
export type Registers = ReadonlyMap<string, Register>;

const KEY = /^([a-z0-9-]{1,64})\/([a-z0-9-]{1,64})#([A-Za-z][A-Za-z0-9:._-]{0,150})$/;

/** The key of a field: `backend/http-and-https#status`. */
export const keyOf = (roadmap: string, topic: string, field: string): string => `${roadmap}/${topic}#${field}`;

/**
 * In place of a topic, in the keys of what belongs to a roadmap as a whole. No topic is called so: ids do not begin with a hyphen.
 * Releases that do not know it carry it along like the registers of a topic they do not know.
 */
export const WHOLE_ROADMAP = '-roadmap';

/** The parts of a key, or undefined when it is none. */
export function partsOf(key: string): { roadmap: string; topic: string; field: string } | undefined {
  const match = KEY.exec(key);
  if (!match) return undefined;
  const [, roadmap = '', topic = '', field = ''] = match;
  return { roadmap, topic, field };
}

/** Whether `a` wins over `b`. A total order: of two different registers exactly one wins. */
export function wins(a: Register, b: Register): boolean {
  if (a.t !== b.t) return a.t > b.t;
  if (a.w !== b.w) return a.w > b.w;
  return JSON.stringify(a.v) > JSON.stringify(b.v);
}

/** Puts the winners of `other` into `target`; returns the keys that changed. */
export function mergeInto(target: Map<string, Register>, other: Registers): string[] {
  const changed: string[] = [];
  for (const [key, register] of other) {
    const mine = target.get(key);
    if (mine && !wins(register, mine)) continue;
    target.set(key, register);
    changed.push(key);
  }
  return changed;
}

/** Whether a value says no more than none at all. */
export const isBlank = (value: Register['v'] | undefined): boolean => value === undefined || value === null || value === 'todo';

/** A copy that holds the winners of both. */
export function merge(a: Registers, b: Registers): Map<string, Register> {
  const merged = new Map(a);
  mergeInto(merged, b);
  return merged;
}

/**
 * When what happens in this window is written: never before what it wrote last, and after the register in whose place it comes, even
 * when the machine's clock was set back or another machine's clock is ahead. What others say of other registers moves nothing.
 */
export class Clock {
  private last = 0;

  /** `now` gives milliseconds since 1970. */
  constructor(private readonly now: () => number = Date.now) {}

  /** The stamp of a write, given what was there before. */
  next(before?: Register): number {
    this.last = Math.max(this.now(), this.last + 1);
    return Math.max(this.last, (before?.t ?? 0) + 1);
  }

  /** The machine's clock was so much ahead, and is right again: what was written here last is no longer what comes next. */
  setBack(by: number): void {
    this.last = Math.max(0, this.last - by);
  }
}

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
export function revert(
  change: Change,
  now: Pick<Registers, 'get'>,
  stamp: (current: Register) => Pick<Register, 't' | 'w'>,
): Map<string, Register> {
  const restored = new Map<string, Register>();
  for (const { key, before, after } of change.entries) {
    const current = now.get(key);
    if (current?.t === after.t && current.w === after.w) restored.set(key, { ...stamp(current), v: before?.v ?? null });
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
