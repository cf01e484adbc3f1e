import { wins, type Register, type Registers } from './registers';

/** Clocks of two machines differ, and so do time zones that were set wrong: so much ahead is believed, in milliseconds. */
export const TOLERANCE = 24 * 60 * 60 * 1000;

/**
 * Registers none of which says that it was written after `to`, when one says that it was written after `believed`: such a stamp
 * is damage or a lie, and would win over all that the learner does from then on. The order of the stamps stays as it was.
 */
export function pullBack(registers: Registers, believed: number, to: number): Registers {
  const stamps = [...new Set([...registers.values()].map(({ t }) => t))].sort((a, b) => b - a);
  if (stamps[0] === undefined || stamps[0] <= believed) return registers;
  const pulled = new Map<number, number>();
  let limit = to;
  for (const stamp of stamps) {
    const earlier = Math.max(0, Math.min(stamp, limit));
    // From here on there was room: what is older stays.
    if (earlier === stamp) break;
    pulled.set(stamp, earlier);
    limit = earlier - 1;
  }
  return new Map([...registers].map(([key, one]) => [key, { ...one, t: pulled.get(one.t) ?? one.t }]));
}

/**
 * Pulls back what is read again and again, such as a copy that is synced, and answers the same for the same register: with a new
 * answer at each reading it would win over what the learner did in between.
 */
export class StampGuard {
  /** By key: of the registers that were pulled back the latest, as it was read and as what it counts. */
  private readonly pulled = new Map<string, { readonly read: Register; readonly as: Register }>();

  /** See `pullBack`. Of a key, only what says it is later than all that was pulled back before is pulled back anew. */
  take(registers: Registers, believed: number, to: number): Registers {
    const back = pullBack(registers, believed, to);
    if (back === registers) return registers;
    return new Map([...back].map(([key, as]) => [key, this.answer(key, registers.get(key) ?? as, as)]));
  }

  private answer(key: string, read: Register, as: Register): Register {
    if (read.t === as.t) return as;
    const known = this.pulled.get(key);
    if (known && !wins(read, known.read)) return known.as;
    this.pulled.set(key, { read, as });
    return as;
  }
}
