import type { RoadmapIndex } from '../../content/outline';
import { PLAN_FIELD } from './progress';
import { partsOf, WHOLE_ROADMAP, wins, type Register, type Registers } from './registers';

/** So many registers that this release knows nothing about go into the copy that Settings Sync carries, and into an import … */
const MAX_CARRIED = 1_000;
/** … and so many characters of them. */
const MAX_CARRIED_SIZE = 100_000;
/** The longest value of a topic is the words of a task. All that is known is written with each tick, and may have come from a stranger's file. */
const MAX_TOPIC_VALUE = 2_000;

const TOPIC_FIELD = /^(?:status|review|proof:(?:quiz|stage):.+|(?:read|task):[0-9a-f]{16})$/;

/** Whether this release knows what a field means. */
export function isKnown(index: RoadmapIndex, key: string): boolean {
  const { roadmap, topic = '', field = '' } = partsOf(key) ?? {};
  if (roadmap !== index.outline.id) return false;
  return topic === WHOLE_ROADMAP ? field === PLAN_FIELD : index.topic(topic) !== undefined && TOPIC_FIELD.test(field);
}

/** Whether this release knows what a register says: only these are read when progress is shown, and all of them are synced. */
export const isUnderstood = (index: RoadmapIndex, key: string, register: Register): boolean =>
  isKnown(index, key) && (partsOf(key)?.topic === WHOLE_ROADMAP || sizeOf(key, register) <= MAX_TOPIC_VALUE);

/** How many characters a register takes where it is stored. */
export const sizeOf = (key: string, register: Register): number => key.length + JSON.stringify(register).length;

/**
 * The registers of a window. Those that this release knows nothing about are carried along, apart from the others: however many
 * there are, a tick costs the same.
 */
export class HeldRegisters {
  private readonly own = new Map<string, Register>();
  private readonly foreign = new Map<string, Register>();
  private carried: Registers | undefined;

  constructor(private readonly index: RoadmapIndex) {}

  /** What this release knows. */
  get known(): Registers {
    return this.own;
  }

  get(key: string): Register | undefined {
    return this.own.get(key) ?? this.foreign.get(key);
  }

  /** Everything. */
  all(): Map<string, Register> {
    return new Map([...this.own, ...this.foreign]);
  }

  /** What the synced copy holds: all that is known, and of the rest as much as fits. */
  synced(): Map<string, Register> {
    this.carried ??= fitting([...this.foreign]);
    return new Map([...this.own, ...this.carried]);
  }

  /** Those of these registers that win over what is here. */
  news(other: Registers): Map<string, Register> {
    return new Map([...other].filter(([key, register]) => winsOver(register, this.get(key))));
  }

  /** Puts in the winners of `other`; returns the keys that changed. */
  merge(other: Registers): string[] {
    const changes = [...this.news(other)];
    for (const [key, register] of changes) this.put(key, register);
    return changes.map(([key]) => key);
  }

  /** Puts these in place of what is there, also of what would win. */
  replace(registers: Registers): void {
    for (const [key, register] of registers) this.put(key, register);
  }

  /** A key has one register, whichever of the two it belongs to. */
  private put(key: string, register: Register): void {
    const isOwn = isUnderstood(this.index, key, register);
    const [place, other] = isOwn ? [this.own, this.foreign] : [this.foreign, this.own];
    place.set(key, register);
    const hasMoved = other.delete(key);
    if (!isOwn || hasMoved) this.carried = undefined;
  }
}

/** Whether a register takes the place of what is there. */
export const winsOver = (register: Register, mine: Register | undefined): boolean => !mine || wins(register, mine);

/** The latest of these registers, as many as may be carried. */
export function fitting(entries: readonly (readonly [string, Register])[]): Map<string, Register> {
  const kept = new Map<string, Register>();
  let size = 0;
  for (const [key, register] of [...entries].sort(([, a], [, b]) => b.t - a.t)) {
    size += sizeOf(key, register);
    if (size > MAX_CARRIED_SIZE || kept.size === MAX_CARRIED) break;
    kept.set(key, register);
  }
  return kept;
}
