import { arg, read, write, type CommandContext, type CommandFamily } from '../command';
import { int64Argument, parseInt64 } from '../numbers';
import type { RedisError } from '../reply';
import { err, noSuchKey, ok, syntaxError, wrongArity, type Reply } from '../reply';
import {
  compareIds,
  firstId,
  formatStreamId,
  maxUint64,
  nextId,
  parseStreamId,
  type StreamEntry,
  type StreamId,
  type StreamLog,
} from '../streamLog';
import { checkTrim, readTrim, trimStream, type Trim } from './streamTrims';

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
  xsetid: write(-3, setId),
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

function setId({ db }: CommandContext, args: readonly string[]): Reply {
  const id = parseStreamId(arg(args, 1), 0n);
  let added: bigint | undefined;
  let deleted: StreamId | undefined;
  for (let i = 2; i < args.length; i += 2) {
    const word = arg(args, i).toUpperCase();
    if (i + 1 >= args.length) throw syntaxError();
    if (word === 'ENTRIESADDED') added = int64Argument(arg(args, i + 1));
    else if (word === 'MAXDELETEDID') deleted = parseStreamId(arg(args, i + 1), 0n);
    else throw syntaxError();
  }
  const value = db.get(arg(args, 0), 'stream');
  if (value === undefined) throw noSuchKey();
  const top = value.stream.entries.at(-1);
  if (top !== undefined && compareIds(id, top.id) < 0) {
    throw err('The ID specified in XSETID is smaller than the target stream top item');
  }
  value.stream.lastId = id;
  if (added !== undefined) value.stream.entriesAdded = Number(added);
  if (deleted !== undefined) value.stream.maxDeletedId = deleted;
  db.changed(arg(args, 0));
  return ok;
}

/** An entry as it is answered: its id and a list of its fields and values. */
export function entryReply({ id, fields }: StreamEntry): Reply {
  return [formatStreamId(id), fields];
}

/** Reads a COUNT; negative counts as none at all. */
export function countArgument(text: string): number {
  const value = parseInt64(text);
  if (value === undefined) throw err('value is not an integer or out of range');
  return Number(value);
}
