import { arg, pairs, read, write, type CommandContext, type CommandFamily } from '../command';
import { maxInt64, minInt64, parseInt64 } from '../numbers';
import { err, notAnInteger, ok, syntaxError, wrongArity, type Reply } from '../reply';
import { sample } from './sampling';

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
  hstrlen: read(3, (context, args) => fieldsOf(context, args).get(arg(args, 1))?.length ?? 0),
  hdel: write(-3, ({ db }, args) => {
    const key = arg(args, 0);
    const hash = db.get(key, 'hash');
    if (hash === undefined) return 0;
    const removed = args.slice(1).filter((field) => hash.fields.delete(field)).length;
    if (removed > 0) db.changed(key);
    return removed;
  }),
  hrandfield: read(-2, randomFields),
};

/** More repetitions than anyone can want would exhaust the memory. */
const maxRepeated = 1_000_000n;

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

function randomFields(context: CommandContext, args: readonly string[]): Reply {
  const fields = (): (readonly [string, string])[] => [...fieldsOf(context, args)];
  if (args.length === 1) return sample(fields(), 1)[0]?.[0] ?? null;
  const withValues = args[2]?.toUpperCase() === 'WITHVALUES';
  const count = sampleCount(arg(args, 1), withValues);
  if (args.length > 3 || (args.length === 3 && !withValues)) throw syntaxError();
  const chosen = sample(fields(), count);
  return withValues ? chosen.flat() : chosen.map(([field]) => field);
}

/** A count of random elements: negative may repeat them. With values there are twice as many, which must be countable. */
export function sampleCount(text: string, withValues = false): number {
  const value = parseInt64(text);
  if (value === undefined) throw notAnInteger();
  const tooMany = value < -maxRepeated || (withValues && (value < minInt64 / 2n || value > maxInt64 / 2n));
  if (tooMany) throw err('value is out of range');
  return Number(value);
}
