import { BlockRequest } from '../client';
import { arg, read, write, type CommandContext, type CommandFamily } from '../command';
import { int64Argument, parseInt64 } from '../numbers';
import { err, nilArray, syntaxError, wrongArity, type RedisError, type Reply } from '../resp';
import {
  compareIds,
  firstId,
  formatStreamId,
  lastId,
  maxUint64,
  nextId,
  parseStreamId,
  previousId,
  type StreamEntry,
  type StreamId,
  type StreamLog,
} from '../streamLog';

export const streamCommands: CommandFamily = {
  xadd: write(-5, add),
  xlen: read(2, ({ db }, args) => db.get(arg(args, 0), 'stream')?.stream.entries.length ?? 0),
  xdel: write(-3, ({ db }, args) => {
    const value = db.get(arg(args, 0), 'stream');
    if (value === undefined) return 0;
    const ids = args.slice(1).map((text) => parseStreamId(text, 0n));
    const removed = ids.filter((id) => value.stream.delete(id)).length;
    if (removed > 0) db.changed(arg(args, 0));
    return removed;
  }),
  xtrim: write(-4, ({ db }, args) => {
    const { trim, next } = readTrim(args, 1);
    if (trim === undefined || next !== args.length) throw syntaxError();
    checkTrim(trim);
    const value = db.get(arg(args, 0), 'stream');
    if (value === undefined) return 0;
    const removed = trimStream(value.stream, trim);
    if (removed > 0) db.changed(arg(args, 0));
    return removed;
  }),
  xrange: read(-4, range),
  xread: read(-4, readStreams),
};

function add(context: CommandContext, args: readonly string[]): Reply {
  const { db, state } = context;
  const key = arg(args, 0);
  const { trim, create, next } = readAddOptions(args);
  if (next >= args.length) throw wrongArity(context.name);
  const wanted = readNewId(arg(args, next));
  if (trim !== undefined) checkTrim(trim);
  const fields = args.slice(next + 1);
  if (fields.length === 0 || fields.length % 2 !== 0) throw wrongArity(context.name);
  if (wanted.ms === 0n && wanted.seq === 0n) throw err('The ID specified in XADD must be greater than 0-0');
  const existing = db.get(key, 'stream');
  if (existing === undefined && !create) return null;
  const id = newId(existing?.stream, wanted, BigInt(state.now()));
  const { stream } = db.getOrCreate(key, 'stream');
  stream.append(id, fields);
  if (trim !== undefined) trimStream(stream, trim);
  db.changed(key);
  state.keyReady(db, key);
  return formatStreamId(id);
}

function readAddOptions(args: readonly string[]): { trim: Trim | undefined; create: boolean; next: number } {
  let create = true;
  let trim: Trim | undefined;
  let next = 1;
  for (;;) {
    const word = args[next]?.toUpperCase();
    if (word === 'NOMKSTREAM') {
      create = false;
      next++;
    } else if (word === 'MAXLEN' || word === 'MINID') {
      if (trim !== undefined) throw err('syntax error, MAXLEN and MINID options at the same time are not compatible');
      ({ trim, next } = readTrim(args, next));
    } else return { trim, create, next };
  }
}

/** What XADD asks for: `*`, `ms-*` or a whole id. */
type WantedId = { readonly ms: bigint | undefined; readonly seq: bigint | undefined };

function readNewId(text: string): WantedId {
  if (text === '*') return { ms: undefined, seq: undefined };
  const anySeq = /^(\d{1,20})-\*$/.exec(text);
  if (anySeq !== null) return { ms: parseStreamId(anySeq[1] ?? '', 0n).ms, seq: undefined };
  return parseStreamId(text, 0n);
}

const tooSmall = (): RedisError => err('The ID specified in XADD is equal or smaller than the target stream top item');

function newId(stream: StreamLog | undefined, wanted: WantedId, now: bigint): StreamId {
  const last = stream?.lastId ?? firstId;
  if (wanted.ms !== undefined && wanted.seq !== undefined) {
    const id = { ms: wanted.ms, seq: wanted.seq };
    if (compareIds(id, last) <= 0) throw tooSmall();
    return id;
  }
  if (wanted.ms !== undefined) {
    if (wanted.ms < last.ms || (wanted.ms === last.ms && last.seq === maxUint64)) throw tooSmall();
    return { ms: wanted.ms, seq: wanted.ms === last.ms ? last.seq + 1n : 0n };
  }
  if (now > last.ms) return { ms: now, seq: 0n };
  const id = nextId(last);
  if (id === undefined) throw err('The stream has exhausted the last possible ID, unable to add more items');
  return id;
}

/** An entry as it is answered: its id and a list of its fields and values. */
function entryReply({ id, fields }: StreamEntry): Reply {
  return [formatStreamId(id), fields];
}

/** Reads a COUNT; negative counts as none at all. */
function countArgument(text: string): number {
  const value = parseInt64(text);
  if (value === undefined) throw err('value is not an integer or out of range');
  return Number(value);
}

function range({ db }: CommandContext, args: readonly string[]): Reply {
  const low = boundary(arg(args, 1), 'start');
  const high = boundary(arg(args, 2), 'end');
  let count = Infinity;
  for (let i = 3; i < args.length; i += 2) {
    if (arg(args, i).toUpperCase() !== 'COUNT' || i + 1 >= args.length) throw syntaxError();
    count = Math.max(0, countArgument(arg(args, i + 1)));
  }
  const value = db.get(arg(args, 0), 'stream');
  if (value === undefined) return [];
  if (count === 0) return nilArray;
  return value.stream.range(low, high).slice(0, count).map(entryReply);
}

/** Reads an end of a range: `-`, `+`, an id, or an id after `(` that is itself left out. */
function boundary(text: string, side: 'start' | 'end'): StreamId {
  if (text === '-') return firstId;
  if (text === '+') return lastId;
  const exclusive = text.startsWith('(');
  const id = parseStreamId(exclusive ? text.slice(1) : text, side === 'start' ? 0n : maxUint64);
  if (!exclusive) return id;
  const moved = side === 'start' ? nextId(id) : previousId(id);
  if (moved === undefined) throw err(`invalid ${side} ID for the interval`);
  return moved;
}

interface StreamsQuery {
  readonly count: number;
  readonly block: number | undefined;
  readonly keys: readonly string[];
  readonly ids: readonly string[];
}

function readQuery(args: readonly string[]): StreamsQuery {
  let count = Infinity;
  let block: number | undefined;
  for (let i = 0; i < args.length; i++) {
    const word = arg(args, i).toUpperCase();
    if (word === 'COUNT' && i + 1 < args.length) {
      const value = countArgument(arg(args, ++i));
      count = value <= 0 ? Infinity : value;
    } else if (word === 'BLOCK' && i + 1 < args.length) block = blockTime(arg(args, ++i));
    else if (word === 'STREAMS' && i + 1 < args.length) {
      const rest = args.slice(i + 1);
      if (rest.length % 2 !== 0) {
        throw err("Unbalanced XREAD list of streams: for each stream key an ID or '$' must be specified.");
      }
      return { count, block, keys: rest.slice(0, rest.length / 2), ids: rest.slice(rest.length / 2) };
    } else throw syntaxError();
  }
  throw syntaxError();
}

function blockTime(text: string): number {
  const value = parseInt64(text);
  if (value === undefined) throw err('timeout is not an integer or out of range');
  if (value < 0n) throw err('timeout is negative');
  return Number(value);
}

function readStreams({ db, inScript }: CommandContext, args: readonly string[]): Reply | BlockRequest {
  const { count, block, keys, ids } = readQuery(args);
  if (block !== undefined && inScript) throw err('XREAD command is not allowed with BLOCK option from scripts');
  const after = keys.map((key, index) => {
    const text = arg(ids, index);
    if (text === '>') {
      throw err('The > ID can be specified only when calling XREADGROUP using the GROUP <group> <consumer> option.');
    }
    const value = db.get(key, 'stream');
    return text === '$' ? (value?.stream.lastId ?? firstId) : parseStreamId(text, 0n);
  });
  const attempt = (): Reply | undefined => {
    const found = keys.flatMap((key, index) => {
      const value = db.peek(key);
      const from = nextId(after[index] ?? firstId);
      if (value?.kind !== 'stream' || from === undefined) return [];
      const entries = value.stream.range(from, lastId).slice(0, count);
      return entries.length === 0 ? [] : [[key, entries.map(entryReply)]];
    });
    return found.length === 0 ? undefined : found;
  };
  return attempt() ?? (block === undefined ? nilArray : new BlockRequest([...new Set(keys)], block, nilArray, attempt));
}

/** How XTRIM and XADD shorten a stream. */
interface Trim {
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
function readTrim(args: readonly string[], start: number): { trim: Trim | undefined; next: number } {
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
function checkTrim({ approximate, limitGiven }: Trim): void {
  if (limitGiven && !approximate) throw err('syntax error, LIMIT cannot be used without the special ~ option');
}

function maxLengthOf(text: string): number {
  const value = int64Argument(text);
  if (value < 0n) throw err('The MAXLEN argument must be >= 0.');
  return Number(value);
}

/** Shortens a stream and answers how many entries went. */
function trimStream(stream: StreamLog, trim: Trim): number {
  const surplus = trim.minId === undefined ? stream.entries.length - (trim.maxLength ?? 0) : stream.indexOf(trim.minId);
  if (!trim.approximate) return stream.dropFirst(surplus);
  const allowed = trim.limit === 0 ? surplus : Math.min(surplus, trim.limit);
  // The last node may be smaller than the others.
  if (allowed >= stream.entries.length) return stream.dropFirst(allowed);
  return stream.dropFirst(Math.floor(Math.max(0, allowed) / nodeSize) * nodeSize);
}
