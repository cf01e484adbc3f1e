import { arg, read, write, type Command, type CommandContext, type CommandFamily, type Handler } from '../command';
import { globMatcher } from '../glob';
import { int64Argument, maxInt64, minInt64 } from '../numbers';
import { err, noSuchKey, ok, printed, Status, syntaxError, type Reply } from '../resp';
import { maxUint64 } from '../streamLog';
import type { Kind, ValueOf } from '../values';

/** What is done with keys whatever they hold: looking, removing, expiring, and walking through them or through what one holds. */
export const keyCommands: CommandFamily = {
  del: write(-2, remove),
  unlink: write(-2, remove),
  exists: read(-2, ({ db }, args) => args.filter((key) => db.has(key)).length),
  type: read(2, ({ db }, args) => new Status(db.peek(arg(args, 0))?.kind ?? 'none')),
  keys: read(2, ({ db }, args) => {
    const matches = globMatcher(arg(args, 0));
    return [...db.keys()].filter(matches);
  }),
  rename: write(3, ({ db }, args) => {
    const [from, to] = [arg(args, 0), arg(args, 1)];
    const value = db.peek(from);
    if (value === undefined) throw noSuchKey();
    if (from === to) return ok;
    const expireAt = db.expireAt(from);
    db.delete(from);
    db.set(to, value);
    if (expireAt !== undefined) db.setExpireAt(to, expireAt);
    return ok;
  }),
  dbsize: read(1, ({ db }) => db.size),
  expire: write(-3, expire(1000n, true)),
  pexpire: write(-3, expire(1n, true)),
  expireat: write(-3, expire(1000n, false)),
  pexpireat: write(-3, expire(1n, false)),
  ttl: read(2, (context, args) => timeLeft(context, arg(args, 0), (ms) => Math.floor((ms + 500) / 1000))),
  pttl: read(2, (context, args) => timeLeft(context, arg(args, 0), (ms) => ms)),
  persist: write(2, ({ db }, args) => {
    if (db.expireAt(arg(args, 0)) === undefined) return 0;
    db.setExpireAt(arg(args, 0), undefined);
    return 1;
  }),
  scan: read(-2, ({ db }, args) => {
    const options = readOptions(args, 0, true);
    const keys = [...db.keys()].map((key) => ({ name: key, reply: [key] }));
    return scan(keys, options, (key) => options.kind === undefined || db.peek(key)?.kind === options.kind);
  }),
  hscan: scanCollection('hash', ({ fields }) => [...fields].map(([field, text]) => ({ name: field, reply: [field, text] }))),
  sscan: scanCollection('set', ({ members }) => [...members].map((member) => ({ name: member, reply: [member] }))),
};

function remove({ db }: CommandContext, args: readonly string[]): Reply {
  return args.filter((key) => db.delete(key)).length;
}

function expire(unit: bigint, relative: boolean): Handler {
  return (context, args) => {
    const { state, db, name } = context;
    const key = arg(args, 0);
    const flags = readFlags(args.slice(2));
    const value = int64Argument(arg(args, 1));
    const base = relative ? BigInt(state.now()) : 0n;
    const at = value * unit + base;
    if (value * unit > maxInt64 || value * unit < minInt64 || at > maxInt64) throw err(`invalid expire time in '${name}' command`);
    if (!db.has(key) || !allowed(flags, db.expireAt(key), Number(at))) return 0;
    if (Number(at) <= state.now()) db.delete(key);
    else db.setExpireAt(key, Number(at));
    return 1;
  };
}

type Flag = 'NX' | 'XX' | 'GT' | 'LT';

function readFlags(words: readonly string[]): ReadonlySet<Flag> {
  const flags = new Set<Flag>();
  for (const word of words) {
    const flag = word.toUpperCase();
    if (flag !== 'NX' && flag !== 'XX' && flag !== 'GT' && flag !== 'LT') throw err(`Unsupported option ${printed(word)}`);
    flags.add(flag);
  }
  if (flags.has('NX') && flags.size > 1) throw err('NX and XX, GT or LT options at the same time are not compatible');
  if (flags.has('GT') && flags.has('LT')) throw err('GT and LT options at the same time are not compatible');
  return flags;
}

/** A key without a time to live counts as one that lives for ever. */
function allowed(flags: ReadonlySet<Flag>, current: number | undefined, wanted: number): boolean {
  if (flags.has('NX') && current !== undefined) return false;
  if (flags.has('XX') && current === undefined) return false;
  if (flags.has('GT') && wanted <= (current ?? Infinity)) return false;
  return !(flags.has('LT') && current !== undefined && wanted >= current);
}

function timeLeft({ db, state }: CommandContext, key: string, convert: (ms: number) => number): Reply {
  if (!db.has(key)) return -2;
  const at = db.expireAt(key);
  return at === undefined ? -1 : convert(at - state.now());
}

/** Redis looks at the cursor, then at the key, and at the options only when there is something to scan. */
function scanCollection<K extends Kind>(kind: K, elements: (value: ValueOf<K>) => Scannable[]): Command {
  return read(-3, ({ db }, args) => {
    readCursor(arg(args, 1));
    const value = db.get(arg(args, 0), kind);
    return value === undefined ? ['0', []] : scan(elements(value), readOptions(args, 1, false));
  });
}

/** An empty cursor counts as zero and a negative one as beyond all others, as in C. */
function readCursor(text: string): number {
  if (!/^-?\d{0,20}$/.test(text) || BigInt(text.replace('-', '')) > maxUint64) throw err('invalid cursor');
  return text.startsWith('-') ? Infinity : Number(text);
}

interface ScanOptions {
  readonly cursor: number;
  readonly count: number;
  readonly matches: (name: string) => boolean;
  readonly kind: string | undefined;
}

function readOptions(args: readonly string[], at: number, allowType: boolean): ScanOptions {
  const cursor = readCursor(arg(args, at));
  let count = 10;
  let matches: (name: string) => boolean = () => true;
  let kind: string | undefined;
  for (let i = at + 1; i < args.length; i += 2) {
    const word = arg(args, i).toUpperCase();
    const value = args[i + 1];
    if (value === undefined) throw syntaxError();
    if (word === 'COUNT') {
      count = Number(int64Argument(value));
      if (count < 1) throw syntaxError();
    } else if (word === 'MATCH') matches = globMatcher(value);
    else if (word === 'TYPE' && allowType) kind = value.toLowerCase();
    else throw syntaxError();
  }
  return { cursor, count, matches, kind };
}

interface Scannable {
  readonly name: string;
  readonly reply: readonly string[];
}

/**
 * Walks the elements in the order of a hash of their names, the cursor being the next hash: an element that is there from the
 * first call to the last is met once, whatever was added or removed between the calls, which is all that SCAN promises.
 */
function scan(elements: readonly Scannable[], options: ScanOptions, accepts: (name: string) => boolean = () => true): Reply {
  const left = elements
    .map((element) => ({ element, hash: hashOf(element.name) }))
    .filter(({ hash }) => hash >= options.cursor)
    .sort((a, b) => a.hash - b.hash);
  let end = Math.min(options.count, left.length);
  while (end > 0 && end < left.length && left[end]?.hash === left[end - 1]?.hash) end++;
  const next = end < left.length ? (left[end]?.hash ?? 0) : 0;
  const page = left.slice(0, end).map(({ element }) => element);
  const shown = page.filter(({ name }) => options.matches(name) && accepts(name));
  return [String(next), shown.flatMap(({ reply }) => reply)];
}

/** FNV-1a, moved up by one so that no element has hash zero, which as a cursor means the end. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0) + 1;
}
