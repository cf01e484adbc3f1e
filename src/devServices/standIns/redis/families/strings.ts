import { arg, pairs, read, write, type CommandContext, type CommandFamily } from '../command';
import { integerArgument } from '../numbers';
import { err, ok, syntaxError, wrongArity, wrongType, type Reply } from '../reply';
import { expireTime } from './expireTimes';

const maxLength = 512 * 1024 * 1024;

export const stringCommands: CommandFamily = {
  get: read(2, ({ db }, args) => db.get(arg(args, 0), 'string')?.text ?? null),
  set: write(-3, set),
  setnx: write(3, ({ db }, args) => {
    if (db.has(arg(args, 0))) return 0;
    db.set(arg(args, 0), { kind: 'string', text: arg(args, 1) });
    return 1;
  }),
  setex: write(4, (context, args) => setWithExpiry(context, args, 'EX')),
  psetex: write(4, (context, args) => setWithExpiry(context, args, 'PX')),
  getset: write(3, ({ db }, args) => {
    const old = db.get(arg(args, 0), 'string')?.text ?? null;
    db.set(arg(args, 0), { kind: 'string', text: arg(args, 1) });
    return old;
  }),
  getdel: write(2, ({ db }, args) => {
    const old = db.get(arg(args, 0), 'string')?.text ?? null;
    db.delete(arg(args, 0));
    return old;
  }),
  getex: write(-2, getEx),
  mget: read(-2, ({ db }, args) =>
    args.map((key) => {
      const value = db.peek(key);
      return value?.kind === 'string' ? value.text : null;
    }),
  ),
  mset: write(-3, (context, args) => {
    setMany(context, args);
    return ok;
  }),
  msetnx: write(-3, (context, args) => {
    if (args.length % 2 !== 0) throw wrongArity(context.name);
    if ([...pairs(args)].some(([key]) => context.db.has(key))) return 0;
    setMany(context, args);
    return 1;
  }),
  append: write(3, ({ db }, args) => {
    const key = arg(args, 0);
    const existed = db.has(key);
    const value = db.getOrCreate(key, 'string');
    checkLength(value.text.length + arg(args, 1).length);
    value.text += arg(args, 1);
    if (existed) value.encoding = 'raw';
    db.changed(key);
    return value.text.length;
  }),
  strlen: read(2, ({ db }, args) => db.get(arg(args, 0), 'string')?.text.length ?? 0),
  getrange: read(4, getRange),
  substr: read(4, getRange),
  setrange: write(4, setRange),
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

function setWithExpiry(context: CommandContext, args: readonly string[], unit: TimeUnit): Reply {
  const at = expireTime(context, arg(args, 1), unit);
  context.db.set(arg(args, 0), { kind: 'string', text: arg(args, 2) });
  context.db.setExpireAt(arg(args, 0), at);
  return ok;
}

function getEx(context: CommandContext, args: readonly string[]): Reply {
  const [key = '', option, time, ...rest] = args;
  const unit = option?.toUpperCase();
  const timed = unit !== undefined && isTimeUnit(unit) && time !== undefined;
  if (unit !== undefined && !(timed && rest.length === 0) && !(unit === 'PERSIST' && time === undefined)) throw syntaxError();
  const value = context.db.get(key, 'string');
  if (value === undefined) return null;
  if (timed) expireOrDelete(context, key, expireTime(context, time, unit));
  else if (unit === 'PERSIST' && context.db.expireAt(key) !== undefined) context.db.setExpireAt(key, undefined);
  return value.text;
}

function expireOrDelete({ db, state }: CommandContext, key: string, at: number): void {
  if (at <= state.now()) db.delete(key);
  else db.setExpireAt(key, at);
}

function setMany({ db, name }: CommandContext, args: readonly string[]): void {
  if (args.length % 2 !== 0) throw wrongArity(name);
  for (const [key, text] of pairs(args)) db.set(key, { kind: 'string', text });
}

function getRange({ db }: CommandContext, args: readonly string[]): Reply {
  const [start, stop] = [integerArgument(arg(args, 1)), integerArgument(arg(args, 2))];
  const text = db.get(arg(args, 0), 'string')?.text ?? '';
  // Both negative and the wrong way round is empty even where clamping would make a range of it.
  if (start < 0 && stop < 0 && start > stop) return '';
  const from = Math.max(0, start < 0 ? text.length + start : start);
  const to = Math.min(text.length - 1, Math.max(0, stop < 0 ? text.length + stop : stop));
  return from > to ? '' : text.slice(from, to + 1);
}

function setRange({ db }: CommandContext, args: readonly string[]): Reply {
  const [key, patch] = [arg(args, 0), arg(args, 2)];
  const offset = integerArgument(arg(args, 1));
  if (offset < 0) throw err('offset is out of range');
  const current = db.peek(key);
  if (current !== undefined && current.kind !== 'string') throw wrongType();
  if (patch === '') return current?.text.length ?? 0;
  checkLength(offset + patch.length);
  const value = db.getOrCreate(key, 'string');
  value.text = value.text.padEnd(offset, '\0').slice(0, offset) + patch + value.text.slice(offset + patch.length);
  value.encoding = 'raw';
  db.changed(key);
  return value.text.length;
}

function checkLength(length: number): void {
  if (length > maxLength) throw err('string exceeds maximum allowed size (proto-max-bulk-len)');
}
