import { wins, type Register, type Registers } from './registers';

/** Clocks of two machines differ, and so do time zones that were set wrong: so much ahead is believed, in milliseconds. */
export const TOLERANCE = 24 * 60 * 60 * 1000;

/** Tells when this machine's clock was set back, by one that only goes on. Both are in milliseconds. */
export class ClockWatch {
  private ahead: number;

  constructor(
    private readonly now: () => number,
    private readonly steady: () => number,
  ) {
    this.ahead = now() - steady();
  }

  /** By how much it was set back since this was asked last, when that is more than is believed of a stamp; else 0. */
  setBack(): number {
    const ahead = this.now() - this.steady();
    const by = this.ahead - ahead;
    this.ahead = ahead;
    return by > TOLERANCE ? Math.round(by) : 0;
  }
}

/** Of these registers those that were written by a clock that was so much ahead, as they would have been written by the right one. */
export function setBack(registers: Registers, now: number, by: number): Map<string, Register> {
  const ahead = [...registers].filter(([, { t }]) => t > now + TOLERANCE);
  return new Map(pullBack(new Map(ahead.map(([key, one]) => [key, { ...one, t: Math.max(0, one.t - by) }])), now, now));
}

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

/** Those of these registers that were written by then. */
export const upTo = (registers: Registers, time: number): Registers => new Map([...registers].filter(([, { t }]) => t <= time));

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

  /** From now on this register counts as that one, wherever it is read: the machine's own clock was wrong when it was written. */
  remember(key: string, read: Register, as: Register): void {
    const known = this.pulled.get(key);
    this.pulled.set(key, { read: known && wins(known.read, read) ? known.read : read, as });
  }

  private answer(key: string, read: Register, as: Register): Register {
    if (read.t === as.t) return as;
    const known = this.pulled.get(key);
    if (known && !wins(read, known.read)) return known.as;
    this.pulled.set(key, { read, as });
    return as;
  }
}
