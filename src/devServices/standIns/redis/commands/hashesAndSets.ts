import { arg, pairs, read, write, type CommandContext, type CommandFamily } from '../command';
import { int64Argument, maxInt64, minInt64, parseInt64 } from '../numbers';
import { err, ok, wrongArity } from '../resp';

export const hashCommands: CommandFamily = {
  hset: write(-4, (context, args) => setFields(context, args)),
  hmset: write(-4, (context, args) => {
    setFields(context, args);
    return ok;
  }),
  hsetnx: write(4, ({ db }, args) => {
    const key = arg(args, 0);
    if (db.get(key, 'hash')?.fields.has(arg(args, 1)) === true) return 0;
    db.getOrCreate(key, 'hash').fields.set(arg(args, 1), arg(args, 2));
    db.changed(key);
    return 1;
  }),
  hget: read(3, (context, args) => fieldsOf(context, args).get(arg(args, 1)) ?? null),
  hmget: read(-3, (context, args) => {
    const fields = fieldsOf(context, args);
    return args.slice(1).map((field) => fields.get(field) ?? null);
  }),
  hgetall: read(2, (context, args) => [...fieldsOf(context, args)].flat()),
  hkeys: read(2, (context, args) => [...fieldsOf(context, args).keys()]),
  hvals: read(2, (context, args) => [...fieldsOf(context, args).values()]),
  hlen: read(2, (context, args) => fieldsOf(context, args).size),
  hexists: read(3, (context, args) => (fieldsOf(context, args).has(arg(args, 1)) ? 1 : 0)),
  hdel: write(-3, ({ db }, args) => {
    const key = arg(args, 0);
    const hash = db.get(key, 'hash');
    if (hash === undefined) return 0;
    const removed = args.slice(1).filter((field) => hash.fields.delete(field)).length;
    if (removed > 0) db.changed(key);
    return removed;
  }),
  hincrby: write(4, (context, args) => {
    const [key, field, by] = [arg(args, 0), arg(args, 1), int64Argument(arg(args, 2))];
    const value = parseInt64(fieldsOf(context, args).get(field) ?? '0');
    if (value === undefined) throw err('hash value is not an integer');
    const sum = value + by;
    if (sum > maxInt64 || sum < minInt64) throw err('increment or decrement would overflow');
    context.db.getOrCreate(key, 'hash').fields.set(field, String(sum));
    context.db.changed(key);
    return sum;
  }),
};

const none: ReadonlyMap<string, string> = new Map();

function fieldsOf({ db }: CommandContext, args: readonly string[]): ReadonlyMap<string, string> {
  return db.get(arg(args, 0), 'hash')?.fields ?? none;
}

function setFields({ db, name }: CommandContext, args: readonly string[]): number {
  if (args.length % 2 !== 1) throw wrongArity(name);
  const key = arg(args, 0);
  const { fields } = db.getOrCreate(key, 'hash');
  const before = fields.size;
  for (const [field, text] of pairs(args, 1)) fields.set(field, text);
  db.changed(key);
  return fields.size - before;
}

const noMembers: ReadonlySet<string> = new Set();

export const setCommands: CommandFamily = {
  sadd: write(-3, ({ db }, args) => {
    const key = arg(args, 0);
    const { members } = db.getOrCreate(key, 'set');
    const before = members.size;
    for (const member of args.slice(1)) members.add(member);
    if (members.size > before) db.changed(key);
    return members.size - before;
  }),
  srem: write(-3, ({ db }, args) => {
    const set = db.get(arg(args, 0), 'set');
    if (set === undefined) return 0;
    const removed = args.slice(1).filter((member) => set.members.delete(member)).length;
    if (removed > 0) db.changed(arg(args, 0));
    return removed;
  }),
  sismember: read(3, (context, args) => (membersOf(context, args).has(arg(args, 1)) ? 1 : 0)),
  smembers: read(2, (context, args) => [...membersOf(context, args)]),
  scard: read(2, (context, args) => membersOf(context, args).size),
};

function membersOf({ db }: CommandContext, args: readonly string[]): ReadonlySet<string> {
  return db.get(arg(args, 0), 'set')?.members ?? noMembers;
}
