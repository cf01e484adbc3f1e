import { arg, read, write, type Command, type CommandContext, type CommandFamily } from '../command';
import { globMatcher } from '../glob';
import { parseInt64 } from '../numbers';
import { err, noSuchKey, ok, Status, syntaxError, type Reply } from '../reply';
import { container } from '../subcommands';
import { cloneValue, type Value } from '../values';
import { encodingOf } from './objectEncoding';

export const keyCommands: CommandFamily = {
  del: write(-2, remove),
  unlink: write(-2, remove),
  exists: read(-2, countExisting),
  touch: read(-2, countExisting),
  type: read(2, ({ db }, args) => new Status(db.peek(arg(args, 0))?.kind ?? 'none')),
  keys: read(2, ({ db }, args) => {
    const matches = globMatcher(arg(args, 0));
    return [...db.keys()].filter(matches);
  }),
  randomkey: read(1, ({ db }) => {
    const keys = [...db.keys()];
    return keys[Math.floor(Math.random() * keys.length)] ?? null;
  }),
  rename: write(3, (context, args) => {
    rename(context, arg(args, 0), arg(args, 1));
    return ok;
  }),
  renamenx: write(3, (context, args) => {
    if (!context.db.has(arg(args, 0))) throw noSuchKey();
    if (context.db.has(arg(args, 1))) return 0;
    rename(context, arg(args, 0), arg(args, 1));
    return 1;
  }),
  copy: write(-3, copy),
  move: write(3, move),
  object: container('object', {
    encoding: read(3, inspect(encodingOf)),
    refcount: read(
      3,
      inspect(() => 1),
    ),
    idletime: read(
      3,
      inspect(() => 0),
    ),
    freq: read(3, inspect(frequency)),
  }),
  dbsize: read(1, ({ db }) => db.size),
};

function remove({ db }: CommandContext, args: readonly string[]): Reply {
  return args.filter((key) => db.delete(key)).length;
}

function countExisting({ db }: CommandContext, args: readonly string[]): Reply {
  return args.filter((key) => db.has(key)).length;
}

function rename({ db }: CommandContext, from: string, to: string): void {
  const value = db.peek(from);
  if (value === undefined) throw noSuchKey();
  if (from === to) return;
  const expireAt = db.expireAt(from);
  db.delete(from);
  db.set(to, value);
  if (expireAt !== undefined) db.setExpireAt(to, expireAt);
}

function copy({ state, client, db }: CommandContext, args: readonly string[]): Reply {
  const [from, to] = [arg(args, 0), arg(args, 1)];
  let replace = false;
  let index = client.dbIndex;
  for (let i = 2; i < args.length; i++) {
    const word = arg(args, i).toUpperCase();
    if (word === 'REPLACE') replace = true;
    else if (word === 'DB' && i + 1 < args.length) {
      index = databaseIndex(arg(args, ++i));
      if (state.databases[index] === undefined) throw err('DB index is out of range');
    } else throw syntaxError();
  }
  const target = state.databases[index];
  if (target === undefined) throw err('DB index is out of range');
  if (target === db && from === to) throw err('source and destination objects are the same');
  const value = db.peek(from);
  if (value === undefined || (target.has(to) && !replace)) return 0;
  const expireAt = db.expireAt(from);
  target.set(to, cloneValue(value));
  if (expireAt !== undefined) target.setExpireAt(to, expireAt);
  return 1;
}

function move({ state, db }: CommandContext, args: readonly string[]): Reply {
  const key = arg(args, 0);
  const target = state.databases[databaseIndex(arg(args, 1))];
  if (target === undefined) throw err('DB index is out of range');
  if (target === db) throw err('source and destination objects are the same');
  const value = db.peek(key);
  if (value === undefined || target.has(key)) return 0;
  const expireAt = db.expireAt(key);
  db.delete(key);
  target.set(key, value);
  if (expireAt !== undefined) target.setExpireAt(key, expireAt);
  return 1;
}

/** Reads a database number; what it may be is the caller's to check. */
export function databaseIndex(text: string): number {
  const value = parseInt64(text);
  if (value === undefined) throw err('value is not an integer or out of range');
  if (BigInt.asIntN(32, value) !== value) throw err('value is out of range, value must between -2147483648 and 2147483647');
  return Number(value);
}

function inspect(answer: (value: Value) => Reply): Command['run'] {
  return ({ db }, args) => {
    const value = db.peek(arg(args, 0));
    return value === undefined ? null : answer(value);
  };
}

function frequency(): never {
  throw err(
    'An LFU maxmemory policy is not selected, access frequency not tracked. Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust.',
  );
}
