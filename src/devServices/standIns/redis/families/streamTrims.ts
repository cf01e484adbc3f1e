import { arg } from '../command';
import { int64Argument } from '../numbers';
import { err, syntaxError } from '../reply';
import { parseStreamId, type StreamId, type StreamLog } from '../streamLog';

/** How XTRIM and XADD shorten a stream. */
export interface Trim {
  readonly maxLength?: number;
  readonly minId?: StreamId;
  /** With `~` Redis trims whole nodes only, of a hundred entries. */
  readonly approximate: boolean;
  readonly limit: number;
  readonly limitGiven: boolean;
}

/** Redis's stream-node-max-entries: what `~` rounds to. */
const nodeSize = 100;

/** Reads `MAXLEN|MINID [=|~] threshold [LIMIT count]` from an index on. */
export function readTrim(args: readonly string[], start: number): { trim: Trim | undefined; next: number } {
  const word = args[start]?.toUpperCase();
  if (word !== 'MAXLEN' && word !== 'MINID') return { trim: undefined, next: start };
  let next = start + 1;
  // A sign with nothing after it is itself the threshold, and a wrong one.
  const hasSign = (args[next] === '~' || args[next] === '=') && args[next + 1] !== undefined;
  const approximate = hasSign && args[next] === '~';
  if (hasSign) next++;
  const threshold = args[next++];
  if (threshold === undefined) throw syntaxError();
  const base = word === 'MAXLEN' ? { maxLength: maxLengthOf(threshold) } : { minId: parseStreamId(threshold, 0n) };
  let limitGiven = false;
  let limit = approximate ? 100 * nodeSize : 0;
  if (args[next]?.toUpperCase() === 'LIMIT' && args[next + 1] !== undefined) {
    limit = Number(int64Argument(arg(args, next + 1)));
    if (limit < 0) throw err('The LIMIT argument must be >= 0.');
    next += 2;
    limitGiven = true;
  }
  return { trim: { ...base, approximate, limit, limitGiven }, next };
}

/** Refuses what only makes sense when trimming need not be exact; done after all arguments were read. */
export function checkTrim({ approximate, limitGiven }: Trim): void {
  if (limitGiven && !approximate) throw err('syntax error, LIMIT cannot be used without the special ~ option');
}

function maxLengthOf(text: string): number {
  const value = int64Argument(text);
  if (value < 0n) throw err('The MAXLEN argument must be >= 0.');
  return Number(value);
}

/** Shortens a stream and answers how many entries went. */
export function trimStream(stream: StreamLog, trim: Trim): number {
  const surplus = trim.minId === undefined ? stream.entries.length - (trim.maxLength ?? 0) : stream.indexOf(trim.minId);
  if (!trim.approximate) return stream.dropFirst(surplus);
  const allowed = trim.limit === 0 ? surplus : Math.min(surplus, trim.limit);
  // The last node may be smaller than the others.
  if (allowed >= stream.entries.length) return stream.dropFirst(allowed);
  return stream.dropFirst(Math.floor(Math.max(0, allowed) / nodeSize) * nodeSize);
}
