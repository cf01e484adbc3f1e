/** One member with its score. */
export interface Scored {
  readonly member: string;
  readonly score: number;
}

/** Members ordered by score, then bytewise by member: a map for look-ups beside a sorted array for ranges. */
export class SortedSet {
  private readonly scores = new Map<string, number>();
  private readonly ordered: Scored[] = [];

  get size(): number {
    return this.scores.size;
  }

  /** All members in order. Do not keep it across changes. */
  get entries(): readonly Scored[] {
    return this.ordered;
  }

  /** The score of a member. */
  score(member: string): number | undefined {
    return this.scores.get(member);
  }

  /** Adds a member or moves it to a new score. */
  set(member: string, score: number): void {
    const old = this.scores.get(member);
    if (old === score) return;
    if (old !== undefined) this.ordered.splice(this.position(member, old), 1);
    this.scores.set(member, score);
    const at = upperBound(this.ordered, (entry) => before(entry, member, score));
    this.ordered.splice(at, 0, { member, score });
  }

  /** Removes a member; answers whether it was there. */
  delete(member: string): boolean {
    const score = this.scores.get(member);
    if (score === undefined) return false;
    this.ordered.splice(this.position(member, score), 1);
    this.scores.delete(member);
    return true;
  }

  /** The zero-based place of a member. */
  rank(member: string): number | undefined {
    const score = this.scores.get(member);
    return score === undefined ? undefined : this.position(member, score);
  }

  /** Removes the entries from `from` up to, not including, `to`, and answers them. */
  removeRange(from: number, to: number): Scored[] {
    const removed = this.ordered.splice(from, Math.max(0, to - from));
    for (const entry of removed) this.scores.delete(entry.member);
    return removed;
  }

  private position(member: string, score: number): number {
    return upperBound(this.ordered, (entry) => before(entry, member, score));
  }
}

function before(entry: Scored, member: string, score: number): boolean {
  return entry.score < score || (entry.score === score && entry.member < member);
}

/** The first index whose item does not satisfy `isBefore`, in an array where all that do come first. */
export function upperBound<T>(items: readonly T[], isBefore: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && isBefore(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}
