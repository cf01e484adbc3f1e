import { arg, read, write, type CommandContext, type CommandFamily } from '../command';
import { integerAtLeast, parseInt64 } from '../numbers';
import { err, syntaxError, type Reply } from '../reply';
import { membersOf } from './sets';

type Combine = (sets: readonly ReadonlySet<string>[]) => Set<string>;

export const setAlgebraCommands: CommandFamily = {
  sinter: read(-2, (context, args) => [...intersection(setsOf(context, args))]),
  sunion: read(-2, (context, args) => [...union(setsOf(context, args))]),
  sdiff: read(-2, (context, args) => [...difference(setsOf(context, args))]),
  sinterstore: write(-3, (context, args) => store(context, args, intersection)),
  sunionstore: write(-3, (context, args) => store(context, args, union)),
  sdiffstore: write(-3, (context, args) => store(context, args, difference)),
  sintercard: read(-3, (context, args) => {
    const { keys, limit } = readCardinality(args);
    const size = intersection(setsOf(context, keys)).size;
    return limit === 0 ? size : Math.min(limit, size);
  }),
};

/** Reads `numkeys key … [LIMIT n]`. */
function readCardinality(args: readonly string[]): { keys: readonly string[]; limit: number } {
  const keyCount = integerAtLeast(arg(args, 0), 1, 'numkeys should be greater than 0');
  if (keyCount > args.length - 1) throw err("Number of keys can't be greater than number of args");
  const rest = args.slice(1 + keyCount);
  let limit = 0;
  for (let i = 0; i < rest.length; i += 2) {
    if (arg(rest, i).toUpperCase() !== 'LIMIT' || i + 1 >= rest.length) throw syntaxError();
    const value = parseInt64(arg(rest, i + 1));
    if (value === undefined || value < 0n) throw err("LIMIT can't be negative");
    limit = Number(value);
  }
  return { keys: args.slice(1, 1 + keyCount), limit };
}

function setsOf(context: CommandContext, keys: readonly string[]): ReadonlySet<string>[] {
  return keys.map((key) => membersOf(context, key));
}

const intersection: Combine = ([first = new Set<string>(), ...others]) =>
  new Set([...first].filter((member) => others.every((other) => other.has(member))));

const union: Combine = (sets) => new Set(sets.flatMap((set) => [...set]));

const difference: Combine = ([first = new Set<string>(), ...others]) =>
  new Set([...first].filter((member) => !others.some((other) => other.has(member))));

function store(context: CommandContext, args: readonly string[], combine: Combine): Reply {
  const target = arg(args, 0);
  const members = combine(setsOf(context, args.slice(1)));
  if (members.size === 0) context.db.delete(target);
  else context.db.set(target, { kind: 'set', members });
  return members.size;
}
