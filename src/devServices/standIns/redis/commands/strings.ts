import { arg, pairs, read, write, type CommandContext, type CommandFamily } from '../command';
import { int64Argument, maxInt64, minInt64, parseInt64 } from '../numbers';
import { err, notAnInteger, ok, syntaxError, wrongArity, type Reply } from '../resp';

export const stringCommands: CommandFamily = {
  get: read(2, ({ db }, args) => db.get(arg(args, 0), 'string')?.text ?? null),
  set: write(-3, set),
  setnx: write(3, ({ db }, args) => {
    if (db.has(arg(args, 0))) return 0;
    db.set(arg(args, 0), { kind: 'string', text: arg(args, 1) });
    return 1;
  }),
  setex: write(4, (context, args) => {
    const at = expireTime(context, arg(args, 1), 'EX');
    context.db.set(arg(args, 0), { kind: 'string', text: arg(args, 2) });
    context.db.setExpireAt(arg(args, 0), at);
    return ok;
  }),
  getdel: write(2, ({ db }, args) => {
    const old = db.get(arg(args, 0), 'string')?.text ?? null;
    db.delete(arg(args, 0));
    return old;
  }),
  mget: read(-2, ({ db }, args) =>
    args.map((key) => {
      const value = db.peek(key);
      return value?.kind === 'string' ? value.text : null;
    }),
  ),
  mset: write(-3, ({ db, name }, args) => {
    if (args.length % 2 !== 0) throw wrongArity(name);
    for (const [key, text] of pairs(args)) db.set(key, { kind: 'string', text });
    return ok;
  }),
  incr: write(2, (context, args) => addToKey(context, arg(args, 0), 1n)),
  decr: write(2, (context, args) => addToKey(context, arg(args, 0), -1n)),
  incrby: write(3, (context, args) => addToKey(context, arg(args, 0), int64Argument(arg(args, 1)))),
  decrby: write(3, (context, args) => {
    const by = int64Argument(arg(args, 1));
    if (by === minInt64) throw err('decrement would overflow');
    return addToKey(context, arg(args, 0), -by);
  }),
};

interface SetOptions {
  condition?: 'NX' | 'XX';
  get: boolean;
  keepTtl: boolean;
  expiry?: { readonly unit: TimeUnit; readonly text: string };
}

function set(context: CommandContext, args: readonly string[]): Reply {
  const { db } = context;
  const [key, text] = [arg(args, 0), arg(args, 1)];
  const options = readSetOptions(args.slice(2));
  const givenAt = options.expiry === undefined ? undefined : expireTime(context, options.expiry.text, options.expiry.unit);
  const old = options.get ? (db.get(key, 'string')?.text ?? null) : null;
  const exists = db.has(key);
  if (options.condition !== undefined && exists !== (options.condition === 'XX')) return old;
  const expireAt = options.keepTtl ? db.expireAt(key) : givenAt;
  db.set(key, { kind: 'string', text });
  if (expireAt !== undefined) expireOrDelete(context, key, expireAt);
  return options.get ? old : ok;
}

function readSetOptions(words: readonly string[]): SetOptions {
  const options: SetOptions = { get: false, keepTtl: false };
  for (let i = 0; i < words.length; i++) {
    const word = arg(words, i).toUpperCase();
    const timed = options.keepTtl || options.expiry !== undefined;
    const next = words[i + 1];
    if ((word === 'NX' || word === 'XX') && (options.condition ?? word) === word) options.condition = word;
    else if (word === 'GET') options.get = true;
    else if (word === 'KEEPTTL' && options.expiry === undefined) options.keepTtl = true;
    else if (isTimeUnit(word) && next !== undefined && !timed) {
      options.expiry = { unit: word, text: next };
      i++;
    } else throw syntaxError();
  }
  return options;
}

type TimeUnit = 'EX' | 'PX' | 'EXAT' | 'PXAT';

function isTimeUnit(word: string): word is TimeUnit {
  return word === 'EX' || word === 'PX' || word === 'EXAT' || word === 'PXAT';
}

/** The moment at which a key is to expire, in milliseconds. */
function expireTime({ state, name }: CommandContext, text: string, unit: TimeUnit): number {
  const value = int64Argument(text);
  const invalid = (): Error => err(`invalid expire time in '${name}' command`);
  if (value <= 0n) throw invalid();
  const inSeconds = unit === 'EX' || unit === 'EXAT';
  const relative = unit === 'EX' || unit === 'PX';
  if (inSeconds && value > maxInt64 / 1000n) throw invalid();
  const at = (inSeconds ? value * 1000n : value) + (relative ? BigInt(state.now()) : 0n);
  if (at > maxInt64) throw invalid();
  return Number(at);
}

function expireOrDelete({ db, state }: CommandContext, key: string, at: number): void {
  if (at <= state.now()) db.delete(key);
  else db.setExpireAt(key, at);
}

function addToKey({ db }: CommandContext, key: string, by: bigint): Reply {
  const value = parseInt64(db.get(key, 'string')?.text ?? '0');
  if (value === undefined) throw notAnInteger();
  const sum = value + by;
  if (sum > maxInt64 || sum < minInt64) throw err('increment or decrement would overflow');
  db.getOrCreate(key, 'string').text = String(sum);
  db.changed(key);
  return sum;
}
