import { arg, read, write, type CommandContext, type CommandFamily } from '../command';
import { integerArgument, parseFloat64, resolveRange } from '../numbers';
import { err, syntaxError, type Reply } from '../resp';
import { upperBound, type Scored } from '../sortedSet';
import { withScores } from './sortedSets';

export const sortedSetRangeCommands: CommandFamily = {
  zrange: read(-4, (context, args) => answer(context, readRange(args, {}))),
  zrevrange: read(-4, (context, args) => answer(context, readRange(args, { by: 'index', reverse: true }))),
  zrangebyscore: read(-4, (context, args) => answer(context, readRange(args, { by: 'score', reverse: false }))),
  zrevrangebyscore: read(-4, (context, args) => answer(context, readRange(args, { by: 'score', reverse: true }))),
  zrangebylex: read(-4, (context, args) => answer(context, readRange(args, { by: 'lex', reverse: false }))),
  zcount: read(4, (context, args) => {
    scoreBound(arg(args, 1));
    scoreBound(arg(args, 2));
    return length(scoreRange(entriesOf(context, arg(args, 0)), arg(args, 1), arg(args, 2)));
  }),
  zlexcount: read(4, (context, args) => {
    lexBound(arg(args, 1));
    lexBound(arg(args, 2));
    return length(lexRange(entriesOf(context, arg(args, 0)), arg(args, 1), arg(args, 2)));
  }),
  zremrangebyrank: write(4, (context, args) => {
    const [start, stop] = [integerArgument(arg(args, 1)), integerArgument(arg(args, 2))];
    return removeRange(context, arg(args, 0), (entries) => resolveRange(start, stop, entries.length));
  }),
  zremrangebyscore: write(4, (context, args) => {
    const [min, max] = [arg(args, 1), arg(args, 2)];
    scoreBound(min);
    scoreBound(max);
    return removeRange(context, arg(args, 0), (entries) => scoreRange(entries, min, max));
  }),
};

function entriesOf({ db }: CommandContext, key: string): readonly Scored[] {
  return db.get(key, 'zset')?.zset.entries ?? [];
}

function length({ from, to }: IndexRange): number {
  return to - from;
}

type By = 'index' | 'score' | 'lex';

interface RangeQuery {
  readonly key: string;
  readonly by: By;
  readonly reverse: boolean;
  readonly start: string;
  readonly stop: string;
  readonly scores: boolean;
  readonly limit: { offset: number; count: number } | undefined;
}

/** Reads the arguments of the ZRANGE family; what the command's name fixes may not be given as an option. */
function readRange(args: readonly string[], fixed: { by?: By; reverse?: boolean }): RangeQuery {
  let { by, reverse } = fixed;
  let scores = false;
  let limit: RangeQuery['limit'];
  for (let i = 3; i < args.length; i++) {
    const word = arg(args, i).toUpperCase();
    if (word === 'WITHSCORES') scores = true;
    else if (word === 'LIMIT' && i + 2 < args.length) {
      limit = { offset: integerArgument(arg(args, i + 1)), count: integerArgument(arg(args, i + 2)) };
      i += 2;
    } else if (word === 'REV' && fixed.reverse === undefined) reverse = true;
    else if (word === 'BYSCORE' && fixed.by === undefined) by = 'score';
    else if (word === 'BYLEX' && fixed.by === undefined) by = 'lex';
    else throw syntaxError();
  }
  by ??= 'index';
  reverse ??= false;
  if (limit !== undefined && limit.count !== -1 && by === 'index') {
    throw err('syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX');
  }
  if (scores && by === 'lex') throw err('syntax error, WITHSCORES not supported in combination with BYLEX');
  // A range by value is given from the high end when it is read backwards.
  const swapped = reverse && by !== 'index';
  const [start, stop] = [arg(args, swapped ? 2 : 1), arg(args, swapped ? 1 : 2)];
  checkBounds(by, start, stop);
  return { key: arg(args, 0), by, reverse, start, stop, scores, limit };
}

function checkBounds(by: By, start: string, stop: string): void {
  for (const bound of [start, stop]) {
    if (by === 'index') integerArgument(bound);
    else if (by === 'score') scoreBound(bound);
    else lexBound(bound);
  }
}

function select(context: CommandContext, query: RangeQuery): Scored[] {
  const entries = entriesOf(context, query.key);
  if (query.by === 'index') {
    const { from, to } = resolveRange(Number(query.start), Number(query.stop), entries.length);
    return query.reverse ? entries.slice(entries.length - to, entries.length - from).reverse() : entries.slice(from, to);
  }
  const { from, to } = (query.by === 'score' ? scoreRange : lexRange)(entries, query.start, query.stop);
  const found = entries.slice(from, to);
  if (query.reverse) found.reverse();
  if (query.limit === undefined) return found;
  const { offset, count } = query.limit;
  if (offset < 0) return [];
  return found.slice(offset, count < 0 ? undefined : offset + count);
}

function answer(context: CommandContext, query: RangeQuery): Reply {
  const found = select(context, query);
  return query.scores ? withScores(found) : found.map(({ member }) => member);
}

function removeRange({ db }: CommandContext, key: string, find: (entries: readonly Scored[]) => IndexRange): Reply {
  const value = db.get(key, 'zset');
  if (value === undefined) return 0;
  const { from, to } = find(value.zset.entries);
  const removed = value.zset.removeRange(from, to).length;
  if (removed > 0) db.changed(key);
  return removed;
}

/** A half-open range of indexes into the ordered entries. */
interface IndexRange {
  readonly from: number;
  readonly to: number;
}

/** Finds the entries between two scores such as `1`, `(1`, `-inf`. */
function scoreRange(entries: readonly Scored[], min: string, max: string): IndexRange {
  const low = scoreBound(min);
  const high = scoreBound(max);
  const from = upperBound(entries, ({ score }) => (low.exclusive ? score <= low.value : score < low.value));
  const to = upperBound(entries, ({ score }) => (high.exclusive ? score < high.value : score <= high.value));
  return { from, to: Math.max(from, to) };
}

/** Refuses a bound that is no score, for when there is nothing to search. */
function scoreBound(text: string): { value: number; exclusive: boolean } {
  const exclusive = text.startsWith('(');
  // C reads over blanks in front, and makes zero of nothing at all.
  const digits = (exclusive ? text.slice(1) : text).trimStart();
  const value = digits === '' ? 0 : parseFloat64(digits);
  if (value === undefined) throw err('min or max is not a float');
  return { value, exclusive };
}

/** Finds the entries between two members such as `[a`, `(a`, `-`, `+`, where all scores are the same. */
function lexRange(entries: readonly Scored[], min: string, max: string): IndexRange {
  const low = lexBound(min);
  const high = lexBound(max);
  const from = upperBound(entries, ({ member }) => isBelow(member, low));
  const to = upperBound(entries, ({ member }) => !isAbove(member, high));
  return { from, to: Math.max(from, to) };
}

type LexBound = '-' | '+' | { readonly text: string; readonly exclusive: boolean };

/** Reads one bound of a range by members. */
function lexBound(text: string): LexBound {
  if (text === '-' || text === '+') return text;
  if (text.startsWith('[') || text.startsWith('(')) return { text: text.slice(1), exclusive: text.startsWith('(') };
  throw err('min or max not valid string range item');
}

function isBelow(member: string, bound: LexBound): boolean {
  if (typeof bound === 'string') return bound === '+';
  return bound.exclusive ? member <= bound.text : member < bound.text;
}

function isAbove(member: string, bound: LexBound): boolean {
  if (typeof bound === 'string') return bound === '-';
  return bound.exclusive ? member >= bound.text : member > bound.text;
}
