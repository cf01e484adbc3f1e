import { err } from './resp';
import { upperBound } from './sortedSet';

/** `<milliseconds>-<sequence>`, both unsigned 64-bit. */
export interface StreamId {
  readonly ms: bigint;
  readonly seq: bigint;
}

/** An entry: its id and its fields and values, alternating. */
export interface StreamEntry {
  readonly id: StreamId;
  readonly fields: readonly string[];
}

export const maxUint64 = 2n ** 64n - 1n;
export const firstId: StreamId = { ms: 0n, seq: 0n };
export const lastId: StreamId = { ms: maxUint64, seq: maxUint64 };

const badId = (): Error => err('Invalid stream ID specified as stream command argument');

/** Reads `ms-seq` or `ms` with the given sequence where it is left out. */
export function parseStreamId(text: string, missingSeq: bigint): StreamId {
  const match = /^\s*\+?(\d{1,20})(?:-\s*\+?(\d{1,20}))?$/.exec(text);
  if (match === null) throw badId();
  const ms = BigInt(match[1] ?? '0');
  const seq = match[2] === undefined ? missingSeq : BigInt(match[2]);
  if (ms > maxUint64 || seq > maxUint64) throw badId();
  return { ms, seq };
}

/** Writes an id. */
export function formatStreamId(id: StreamId): string {
  return `${String(id.ms)}-${String(id.seq)}`;
}

/** Negative, zero or positive as `a` comes before, is, or comes after `b`. */
export function compareIds(a: StreamId, b: StreamId): number {
  if (a.ms !== b.ms) return a.ms < b.ms ? -1 : 1;
  if (a.seq !== b.seq) return a.seq < b.seq ? -1 : 1;
  return 0;
}

/** The id right after, or undefined after the very last. */
export function nextId(id: StreamId): StreamId | undefined {
  if (id.seq < maxUint64) return { ms: id.ms, seq: id.seq + 1n };
  return id.ms < maxUint64 ? { ms: id.ms + 1n, seq: 0n } : undefined;
}

/** The id right before, or undefined before the very first. */
export function previousId(id: StreamId): StreamId | undefined {
  if (id.seq > 0n) return { ms: id.ms, seq: id.seq - 1n };
  return id.ms > 0n ? { ms: id.ms - 1n, seq: maxUint64 } : undefined;
}

/** An append-only log whose entries can be deleted one by one or trimmed from the front. */
export class StreamLog {
  readonly entries: StreamEntry[] = [];
  lastId: StreamId = firstId;
  maxDeletedId: StreamId = firstId;
  entriesAdded = 0;

  /** Appends; the caller has made sure that the id is after the last. */
  append(id: StreamId, fields: readonly string[]): void {
    this.entries.push({ id, fields });
    this.lastId = id;
    this.entriesAdded++;
  }

  /** The index of the first entry that is not before `id`. */
  indexOf(id: StreamId): number {
    return upperBound(this.entries, (entry) => compareIds(entry.id, id) < 0);
  }

  /** The entries between two ids, both included. */
  range(from: StreamId, to: StreamId): readonly StreamEntry[] {
    const end = upperBound(this.entries, (entry) => compareIds(entry.id, to) <= 0);
    return this.entries.slice(this.indexOf(from), end);
  }

  /** Removes one entry; answers whether it was there. */
  delete(id: StreamId): boolean {
    const index = this.indexOf(id);
    const entry = this.entries[index];
    if (entry === undefined || compareIds(entry.id, id) !== 0) return false;
    this.entries.splice(index, 1);
    if (compareIds(id, this.maxDeletedId) > 0) this.maxDeletedId = id;
    return true;
  }

  /** Removes the `count` oldest entries. */
  dropFirst(count: number): number {
    const removed = this.entries.splice(0, Math.max(0, count));
    return removed.length;
  }
}
