import { BlockRequest } from '../client';
import { arg, read, write, type Command, type CommandContext, type CommandFamily } from '../command';
import { floatArgument, integerArgument, integerAtLeast, parseInt64, resolveRange } from '../numbers';
import { err, nilArray, noSuchKey, ok, syntaxError, wrongArity, type Reply } from '../resp';

type ListEnd = 'LEFT' | 'RIGHT';

export const listCommands: CommandFamily = {
  lpush: write(-3, (context, args) => push(context, arg(args, 0), 'LEFT', args.slice(1))),
  rpush: write(-3, (context, args) => push(context, arg(args, 0), 'RIGHT', args.slice(1))),
  lpop: write(-2, (context, args) => pop(context, args, 'LEFT')),
  rpop: write(-2, (context, args) => pop(context, args, 'RIGHT')),
  llen: read(2, (context, args) => itemsOf(context, args).length),
  lrange: read(4, (context, args) => {
    const [start, stop] = [integerArgument(arg(args, 1)), integerArgument(arg(args, 2))];
    const items = itemsOf(context, args);
    const { from, to } = resolveRange(start, stop, items.length);
    return items.slice(from, to);
  }),
  lindex: read(3, (context, args) => {
    const items = itemsOf(context, args);
    if (items.length === 0) return null;
    const index = integerArgument(arg(args, 1));
    return items[index < 0 ? items.length + index : index] ?? null;
  }),
  lset: write(4, set),
  lrem: write(4, remove),
  ltrim: write(4, trim),
  lpos: read(-3, positions),
  lmove: write(5, (context, args) => move(context, arg(args, 0), arg(args, 1), listEnd(arg(args, 2)), listEnd(arg(args, 3)))),
  rpoplpush: write(3, (context, args) => move(context, arg(args, 0), arg(args, 1), 'RIGHT', 'LEFT')),
  blpop: blocking(-3, (context, args) => popFirst(context, args, 'list', (key) => context.call('lpop', [key]))),
  brpop: blocking(-3, (context, args) => popFirst(context, args, 'list', (key) => context.call('rpop', [key]))),
  blmove: blocking(6, moveLater),
};

function itemsOf({ db }: CommandContext, args: readonly string[]): readonly string[] {
  return db.get(arg(args, 0), 'list')?.items ?? [];
}

/** Reads LEFT or RIGHT. */
function listEnd(text: string): ListEnd {
  const end = text.toUpperCase();
  if (end !== 'LEFT' && end !== 'RIGHT') throw syntaxError();
  return end;
}

function push({ db }: CommandContext, key: string, end: ListEnd, items: readonly string[]): number {
  const list = db.getOrCreate(key, 'list');
  for (const item of items) {
    if (end === 'LEFT') list.items.unshift(item);
    else list.items.push(item);
  }
  db.changed(key);
  return list.items.length;
}

/** Takes up to `count` items off an end; undefined when the list is not there. */
function takeFrom({ db }: CommandContext, key: string, end: ListEnd, count: number): string[] | undefined {
  const list = db.get(key, 'list');
  if (list === undefined) return undefined;
  const taken = end === 'LEFT' ? list.items.splice(0, count) : list.items.splice(Math.max(0, list.items.length - count)).reverse();
  if (taken.length > 0) db.changed(key);
  return taken;
}

function pop(context: CommandContext, args: readonly string[], end: ListEnd): Reply {
  if (args.length > 2) throw wrongArity(context.name);
  if (args.length === 1) return takeFrom(context, arg(args, 0), end, 1)?.[0] ?? null;
  const count = parseInt64(arg(args, 1));
  if (count === undefined || count < 0n) throw err('value is out of range, must be positive');
  return takeFrom(context, arg(args, 0), end, Number(count)) ?? nilArray;
}

/** Moves one item between lists (or around one); nil when the source is not there. */
function move(context: CommandContext, from: string, to: string, fromEnd: ListEnd, toEnd: ListEnd): string | null {
  const { db } = context;
  if (db.get(from, 'list') === undefined) return null;
  db.get(to, 'list');
  if (from === to) return rotate(context, from, fromEnd, toEnd);
  const item = takeFrom(context, from, fromEnd, 1)?.[0];
  if (item === undefined) return null;
  push(context, to, toEnd, [item]);
  return item;
}

/** Around one list: the key must not go in between, or its time to live would go with it. */
function rotate({ db }: CommandContext, key: string, fromEnd: ListEnd, toEnd: ListEnd): string | null {
  const items = db.get(key, 'list')?.items ?? [];
  const item = fromEnd === 'LEFT' ? items.shift() : items.pop();
  if (item === undefined) return null;
  if (toEnd === 'LEFT') items.unshift(item);
  else items.push(item);
  db.changed(key);
  return item;
}

function set({ db }: CommandContext, args: readonly string[]): Reply {
  const list = db.get(arg(args, 0), 'list');
  if (list === undefined) throw noSuchKey();
  const index = integerArgument(arg(args, 1));
  const at = index < 0 ? list.items.length + index : index;
  if (at < 0 || at >= list.items.length) throw err('index out of range');
  list.items[at] = arg(args, 2);
  db.changed(arg(args, 0));
  return ok;
}

function remove({ db }: CommandContext, args: readonly string[]): Reply {
  const count = integerArgument(arg(args, 1));
  const list = db.get(arg(args, 0), 'list');
  if (list === undefined) return 0;
  const most = count === 0 ? Infinity : Math.abs(count);
  const found = list.items.flatMap((item, index) => (item === arg(args, 2) ? [index] : []));
  const removed = new Set(count < 0 ? found.slice(-most) : found.slice(0, most));
  if (removed.size === 0) return 0;
  // In place: others hold the list.
  let kept = 0;
  for (const [index, item] of list.items.entries()) if (!removed.has(index)) list.items[kept++] = item;
  list.items.length = kept;
  db.changed(arg(args, 0));
  return removed.size;
}

function trim({ db }: CommandContext, args: readonly string[]): Reply {
  const [start, stop] = [integerArgument(arg(args, 1)), integerArgument(arg(args, 2))];
  const list = db.get(arg(args, 0), 'list');
  if (list === undefined) return ok;
  const { from, to } = resolveRange(start, stop, list.items.length);
  list.items.splice(to);
  list.items.splice(0, from);
  db.changed(arg(args, 0));
  return ok;
}

function positions(context: CommandContext, args: readonly string[]): Reply {
  const options = { rank: 1, count: undefined as number | undefined, maxLength: 0 };
  for (let i = 2; i < args.length; i += 2) {
    const word = arg(args, i).toUpperCase();
    if (i + 1 >= args.length || !['RANK', 'COUNT', 'MAXLEN'].includes(word)) throw syntaxError();
    const value = arg(args, i + 1);
    if (word === 'RANK') options.rank = checkedRank(integerArgument(value));
    else if (word === 'COUNT') options.count = integerAtLeast(value, 0, "COUNT can't be negative");
    else options.maxLength = integerAtLeast(value, 0, "MAXLEN can't be negative");
  }
  const items = itemsOf(context, args);
  const found: number[] = [];
  const wanted = options.count === undefined ? 1 : options.count === 0 ? Infinity : options.count;
  const looks = options.maxLength === 0 ? items.length : Math.min(items.length, options.maxLength);
  let skip = Math.abs(options.rank) - 1;
  for (let looked = 0; looked < looks && found.length < wanted; looked++) {
    const index = options.rank > 0 ? looked : items.length - 1 - looked;
    if (items[index] !== arg(args, 1)) continue;
    if (skip > 0) skip--;
    else found.push(index);
  }
  return options.count === undefined ? (found[0] ?? null) : found;
}

function checkedRank(value: number): number {
  if (value === 0) {
    throw err(
      "RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use negative to start from the end of the list",
    );
  }
  return value;
}

/** A command that may wait. What it does in the end is done by one that does not, which is what the log keeps. */
export function blocking(arity: number, run: Command['run']): Command {
  return { arity, run, noScript: true };
}

const maxMilliseconds = 2 ** 63;

/** Reads a timeout in seconds and answers milliseconds. */
function timeoutOf(text: string): number {
  const seconds = floatArgument(text, err('timeout is not a float or out of range'));
  // A number beyond 64 bits has wrapped to a negative one by the time Redis looks at it.
  if (seconds < 0 || seconds * 1000 > maxMilliseconds) throw err('timeout is negative');
  if (seconds * 1000 > maxMilliseconds - Date.now()) throw err('timeout is out of range');
  return Math.ceil(seconds * 1000);
}

/** Pops from the first key that has something, at once or later. While waiting, a key that came with another type is passed over. */
export function popFirst(
  { db }: CommandContext,
  args: readonly string[],
  kind: 'list' | 'zset',
  pop: (key: string) => Reply,
): Reply | BlockRequest {
  const keys = args.slice(0, -1);
  const timeout = timeoutOf(arg(args, args.length - 1));
  const attempt = (): Reply | undefined => {
    const key = keys.find((one) => db.peek(one)?.kind === kind);
    return key === undefined ? undefined : [key, pop(key)].flat();
  };
  for (const key of keys) if (db.get(key, kind) !== undefined) break;
  return attempt() ?? new BlockRequest(keys, timeout, nilArray, attempt);
}

function moveLater({ db, call }: CommandContext, args: readonly string[]): Reply | BlockRequest {
  const [from, ...rest] = [arg(args, 0), arg(args, 1), listEnd(arg(args, 2)), listEnd(arg(args, 3))];
  const timeout = timeoutOf(arg(args, 4));
  const attempt = (): Reply | undefined => call('lmove', [from, ...rest]) ?? undefined;
  const retry = (): Reply | undefined => (db.peek(from)?.kind === 'list' ? attempt() : undefined);
  return attempt() ?? new BlockRequest([from], timeout, nilArray, retry, null);
}
