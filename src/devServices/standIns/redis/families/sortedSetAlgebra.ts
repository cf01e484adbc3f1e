import { arg, read, write, type CommandContext, type CommandFamily } from '../command';
import { floatArgument, integerAtLeast, parseInt64 } from '../numbers';
import { err, notAnInteger, syntaxError, wrongType, type Reply } from '../reply';
import { emptyValue, type SortedSetValue } from '../values';
import { withScores } from './sortedSets';

type Operation = 'union' | 'inter' | 'diff' | 'card';
type Aggregate = 'SUM' | 'MIN' | 'MAX';

export const sortedSetAlgebraCommands: CommandFamily = {
  zunion: read(-3, (context, args) => answer(context, 'union', args)),
  zinter: read(-3, (context, args) => answer(context, 'inter', args)),
  zdiff: read(-3, (context, args) => answer(context, 'diff', args)),
  zunionstore: write(-4, (context, args) => store(context, 'union', args)),
  zinterstore: write(-4, (context, args) => store(context, 'inter', args)),
  zdiffstore: write(-4, (context, args) => store(context, 'diff', args)),
  zintercard: read(-3, (context, args) => {
    const query = readQuery(context, 'card', args, true);
    const { size } = combine('inter', query).zset;
    return query.limit === 0 ? size : Math.min(query.limit, size);
  }),
};

type Input = ReadonlyMap<string, number>;

interface Query {
  readonly inputs: readonly Input[];
  readonly weights: readonly number[];
  readonly aggregate: Aggregate;
  readonly scores: boolean;
  /** Of ZINTERCARD; zero for none. */
  readonly limit: number;
}

/** A sorted set, or a plain set whose members count one each. */
function inputOf({ db }: CommandContext, key: string): Input {
  const value = db.peek(key);
  if (value === undefined) return new Map();
  if (value.kind === 'set') return new Map([...value.members].map((member) => [member, 1]));
  if (value.kind === 'zset') return new Map(value.zset.entries.map(({ member, score }) => [member, score]));
  throw wrongType();
}

function readQuery(context: CommandContext, operation: Operation, args: readonly string[], storing: boolean): Query {
  const count = parseInt64(arg(args, 0));
  if (count === undefined) throw notAnInteger();
  if (count < 1n) throw err(`at least 1 input key is needed for '${context.name}' command`);
  if (count > BigInt(args.length - 1)) throw syntaxError();
  const keyCount = Number(count);
  const inputs = args.slice(1, 1 + keyCount).map((key) => inputOf(context, key));
  let weights: number[] = [];
  let aggregate: Aggregate = 'SUM';
  let scores = false;
  let limit = 0;
  const weighted = operation === 'union' || operation === 'inter';
  for (let i = 1 + keyCount; i < args.length; i++) {
    const word = arg(args, i).toUpperCase();
    if (weighted && word === 'WEIGHTS' && args.length - i - 1 >= keyCount) {
      weights = args.slice(i + 1, i + 1 + keyCount).map((text) => floatArgument(text, err('weight value is not a float')));
      i += keyCount;
    } else if (weighted && word === 'AGGREGATE' && i + 1 < args.length) aggregate = aggregateOf(arg(args, ++i));
    else if (word === 'WITHSCORES' && !storing) scores = true;
    else if (operation === 'card' && word === 'LIMIT' && i + 1 < args.length)
      limit = integerAtLeast(arg(args, ++i), 0, "LIMIT can't be negative");
    else throw syntaxError();
  }
  return { inputs, weights, aggregate, scores, limit };
}

function aggregateOf(text: string): Aggregate {
  const word = text.toUpperCase();
  if (word !== 'SUM' && word !== 'MIN' && word !== 'MAX') throw syntaxError();
  return word;
}

function combine(operation: Operation, { inputs, weights, aggregate }: Query): SortedSetValue {
  const [first = new Map<string, number>(), ...others] = inputs;
  const value = emptyValue.zset();
  if (operation === 'diff') {
    for (const [member, score] of first) if (!others.some((other) => other.has(member))) value.zset.set(member, score);
    return value;
  }
  const members =
    operation === 'inter'
      ? [...first.keys()].filter((member) => others.every((other) => other.has(member)))
      : inputs.flatMap((input) => [...input.keys()]);
  for (const member of new Set(members)) {
    const scores = inputs.flatMap((input, index) => {
      const score = input.get(member);
      return score === undefined ? [] : [orZero(score * (weights[index] ?? 1))];
    });
    value.zset.set(member, scores.reduce(aggregators[aggregate]));
  }
  return value;
}

const aggregators: Readonly<Record<Aggregate, (a: number, b: number) => number>> = {
  SUM: (a, b) => orZero(a + b),
  MIN: (a, b) => Math.min(a, b),
  MAX: (a, b) => Math.max(a, b),
};

/** Infinity times zero, and infinity minus infinity, count as zero. */
function orZero(score: number): number {
  return Number.isNaN(score) ? 0 : score;
}

function answer(context: CommandContext, operation: Operation, args: readonly string[]): Reply {
  const query = readQuery(context, operation, args, false);
  const { entries } = combine(operation, query).zset;
  return query.scores ? withScores(entries) : entries.map(({ member }) => member);
}

function store(context: CommandContext, operation: Operation, args: readonly string[]): Reply {
  const value = combine(operation, readQuery(context, operation, args.slice(1), true));
  if (value.zset.size === 0) context.db.delete(arg(args, 0));
  else context.db.set(arg(args, 0), value);
  return value.zset.size;
}
