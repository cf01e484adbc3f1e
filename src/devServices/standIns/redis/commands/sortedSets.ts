import { arg, pairs, read, write, type CommandContext, type CommandFamily } from '../command';
import { floatArgument, formatScore, parseInt64 } from '../numbers';
import { err, syntaxError, type Reply } from '../resp';
import type { Scored, SortedSet } from '../sortedSet';
import { blocking, popFirst } from './lists';

export const sortedSetCommands: CommandFamily = {
  zadd: write(-4, add),
  zincrby: write(4, (context, args) => {
    // ZINCRBY reads its arguments as ZADD does, so a flag there leaves a member without a score.
    if (/^(?:nx|xx|gt|lt|ch|incr)$/i.test(arg(args, 1))) throw syntaxError();
    const by = floatArgument(arg(args, 1));
    const score = sum(context.db.get(arg(args, 0), 'zset')?.zset.score(arg(args, 2)) ?? 0, by);
    context.db.getOrCreate(arg(args, 0), 'zset').zset.set(arg(args, 2), score);
    context.db.changed(arg(args, 0));
    return formatScore(score);
  }),
  zrem: write(-3, ({ db }, args) => {
    const value = db.get(arg(args, 0), 'zset');
    if (value === undefined) return 0;
    const removed = args.slice(1).filter((member) => value.zset.delete(member)).length;
    if (removed > 0) db.changed(arg(args, 0));
    return removed;
  }),
  zcard: read(2, ({ db }, args) => db.get(arg(args, 0), 'zset')?.zset.size ?? 0),
  zscore: read(3, ({ db }, args) => scoreReply(db.get(arg(args, 0), 'zset')?.zset.score(arg(args, 1)))),
  zrank: read(3, ({ db }, args) => db.get(arg(args, 0), 'zset')?.zset.rank(arg(args, 1)) ?? null),
  zrevrank: read(3, ({ db }, args) => {
    const zset = db.get(arg(args, 0), 'zset')?.zset;
    const rank = zset?.rank(arg(args, 1));
    return zset === undefined || rank === undefined ? null : zset.size - 1 - rank;
  }),
  zpopmin: write(-2, popLowest),
  bzpopmin: blocking(-3, (context, args) => popFirst(context, args, 'zset', (key) => context.call('zpopmin', [key]))),
};

function scoreReply(score: number | undefined): Reply {
  return score === undefined ? null : formatScore(score);
}

/** Members with their scores, alternating, as RESP2 answers WITHSCORES. */
export function withScores(entries: readonly Scored[]): string[] {
  return entries.flatMap(({ member, score }) => [member, formatScore(score)]);
}

interface AddFlags {
  nx: boolean;
  xx: boolean;
  gt: boolean;
  lt: boolean;
  ch: boolean;
  incr: boolean;
}

function add({ db }: CommandContext, args: readonly string[]): Reply {
  const key = arg(args, 0);
  const { flags, rest } = readAddFlags(args.slice(1));
  const entries = [...pairs(rest)].map(([score, member]) => ({ score: floatArgument(score), member }));
  const existing = db.get(key, 'zset');
  if (existing === undefined && flags.xx) return flags.incr ? null : 0;
  const { zset } = db.getOrCreate(key, 'zset');
  let added = 0;
  let updated = 0;
  let result: Reply = null;
  try {
    for (const { score, member } of entries) {
      const old = zset.score(member);
      const wanted = addOne(zset, member, score, flags);
      if (wanted === undefined) continue;
      result = formatScore(wanted);
      if (old === undefined) added++;
      else if (old !== wanted) updated++;
    }
  } finally {
    if (added + updated > 0 || zset.size === 0) db.changed(key);
  }
  if (flags.incr) return result;
  return flags.ch ? added + updated : added;
}

/** Adds or updates one member as far as the flags allow; answers the score it has now, or undefined when they do not. */
function addOne(zset: SortedSet, member: string, score: number, flags: AddFlags): number | undefined {
  const old = zset.score(member);
  if (old === undefined ? flags.xx : flags.nx) return undefined;
  const wanted = flags.incr && old !== undefined ? sum(old, score) : score;
  if (old !== undefined && ((flags.gt && wanted <= old) || (flags.lt && wanted >= old))) return undefined;
  zset.set(member, wanted);
  return wanted;
}

function sum(a: number, b: number): number {
  const result = a + b;
  if (Number.isNaN(result)) throw err('resulting score is not a number (NaN)');
  return result;
}

function readAddFlags(words: readonly string[]): { flags: AddFlags; rest: readonly string[] } {
  const flags: AddFlags = { nx: false, xx: false, gt: false, lt: false, ch: false, incr: false };
  let i = 0;
  for (; i < words.length; i++) {
    const word = arg(words, i).toLowerCase();
    if (word in flags) flags[word as keyof AddFlags] = true;
    else break;
  }
  const rest = words.slice(i);
  if (rest.length === 0 || rest.length % 2 !== 0) throw syntaxError();
  if (flags.nx && flags.xx) throw err('XX and NX options at the same time are not compatible');
  if ((flags.gt && flags.nx) || (flags.lt && flags.nx) || (flags.gt && flags.lt)) {
    throw err('GT, LT, and/or NX options at the same time are not compatible');
  }
  if (flags.incr && rest.length > 2) throw err('INCR option supports a single increment-element pair');
  return { flags, rest };
}

function popLowest({ db }: CommandContext, args: readonly string[]): Reply {
  if (args.length > 2) throw syntaxError();
  const count = args.length === 1 ? 1n : parseInt64(arg(args, 1));
  if (count === undefined || count < 0n) throw err('value is out of range, must be positive');
  const value = db.get(arg(args, 0), 'zset');
  if (value === undefined) return [];
  const taken = value.zset.removeRange(0, Math.min(Number(count), value.zset.size));
  if (taken.length > 0) db.changed(arg(args, 0));
  return withScores(taken);
}
