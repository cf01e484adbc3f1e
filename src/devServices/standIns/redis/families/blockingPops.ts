import { BlockRequest } from '../blocking';
import { arg, type Command, type CommandContext, type CommandFamily } from '../command';
import { floatArgument, formatScore, integerAtLeast } from '../numbers';
import { err, nilArray, syntaxError, type Reply } from '../reply';
import { listEnd, move, takeFrom, type ListEnd } from './lists';
import { popExtreme, type SortedSetEnd } from './sortedSets';

export const blockingCommands: CommandFamily = {
  blpop: blocking(-3, (context, args) => popFirst(context, args, 'LEFT')),
  brpop: blocking(-3, (context, args) => popFirst(context, args, 'RIGHT')),
  bzpopmin: blocking(-3, (context, args) => popFirstScored(context, args, 'MIN')),
  bzpopmax: blocking(-3, (context, args) => popFirstScored(context, args, 'MAX')),
  blmove: blocking(6, (context, args) => {
    const [from, to, fromEnd, toEnd] = [arg(args, 0), arg(args, 1), listEnd(arg(args, 2)), listEnd(arg(args, 3))];
    return blockingMove(context, from, to, fromEnd, toEnd, timeoutOf(arg(args, 4)));
  }),
  brpoplpush: blocking(4, (context, args) => blockingMove(context, arg(args, 0), arg(args, 1), 'RIGHT', 'LEFT', timeoutOf(arg(args, 2)))),
  lmpop: { arity: -4, run: (context, args) => popManyFromLists(context, args)() ?? nilArray, write: true },
  zmpop: { arity: -4, run: (context, args) => popManyScored(context, args)() ?? nilArray, write: true },
  blmpop: blocking(-5, (context, args) => waitForMany(context, args, popManyFromLists), false),
  bzmpop: blocking(-5, (context, args) => waitForMany(context, args, popManyScored), false),
};

function blocking(arity: number, run: Command['run'], noScript = true): Command {
  return { arity, run, write: true, noScript };
}

const maxMilliseconds = 2 ** 63;

/** Reads a timeout in seconds and answers milliseconds. */
function timeoutOf(text: string): number {
  const seconds = floatArgument(text, err('timeout is not a float or out of range'));
  // A number beyond 64 bits has wrapped to a negative one by the time Redis looks at it.
  if (seconds < 0 || seconds * 1000 > maxMilliseconds) throw err('timeout is negative');
  if (seconds * 1000 > maxMilliseconds - Date.now()) throw err('timeout is out of range');
  return Math.ceil(seconds * 1000);
}

/** Serves at once or waits. While waiting, a key that came with another type is passed over, as Redis does. */
function now(
  attempt: () => Reply | undefined,
  keys: readonly string[],
  timeout: number,
  retry: () => Reply | undefined,
): Reply | BlockRequest {
  return attempt() ?? new BlockRequest(keys, timeout, nilArray, retry);
}

function popFirst(context: CommandContext, args: readonly string[], end: ListEnd): Reply | BlockRequest {
  const keys = args.slice(0, -1);
  const timeout = timeoutOf(arg(args, args.length - 1));
  const attempt = (strict: boolean) => (): Reply | undefined => {
    for (const key of keys) {
      if (!strict && context.db.peek(key)?.kind !== 'list') continue;
      const item = takeFrom(context, key, end, 1)?.[0];
      if (item !== undefined) return [key, item];
    }
    return undefined;
  };
  return now(attempt(true), keys, timeout, attempt(false));
}

function popFirstScored(context: CommandContext, args: readonly string[], end: SortedSetEnd): Reply | BlockRequest {
  const keys = args.slice(0, -1);
  const timeout = timeoutOf(arg(args, args.length - 1));
  const attempt = (strict: boolean) => (): Reply | undefined => {
    for (const key of keys) {
      if (!strict && context.db.peek(key)?.kind !== 'zset') continue;
      const [entry] = popExtreme(context, key, end, 1) ?? [];
      if (entry !== undefined) return [key, entry.member, formatScore(entry.score)];
    }
    return undefined;
  };
  return now(attempt(true), keys, timeout, attempt(false));
}

function blockingMove(
  context: CommandContext,
  from: string,
  to: string,
  fromEnd: ListEnd,
  toEnd: ListEnd,
  timeout: number,
): Reply | BlockRequest {
  const attempt = (): Reply | undefined => move(context, from, to, fromEnd, toEnd) ?? undefined;
  const retry = (): Reply | undefined => (context.db.peek(from)?.kind === 'list' ? attempt() : undefined);
  return attempt() ?? new BlockRequest([from], timeout, nilArray, retry, null);
}

interface ManyOptions {
  readonly keys: readonly string[];
  readonly where: string;
  readonly count: number;
}

/** Reads `numkeys key … <where> [COUNT n]`. */
function readMany(args: readonly string[], places: readonly string[]): ManyOptions {
  const keyCount = integerAtLeast(arg(args, 0), 1, 'numkeys should be greater than 0');
  const keys = args.slice(1, 1 + keyCount);
  const where = args[1 + keyCount]?.toUpperCase();
  if (where === undefined || !places.includes(where)) throw syntaxError();
  const [word, count, ...rest] = args.slice(2 + keyCount);
  if (word === undefined) return { keys, where, count: 1 };
  if (word.toUpperCase() !== 'COUNT' || count === undefined) throw syntaxError();
  const most = integerAtLeast(count, 1, 'count should be greater than 0');
  if (rest.length > 0) throw syntaxError();
  return { keys, where, count: most };
}

type ManyAttempt = (strict?: boolean) => Reply | undefined;

function popManyFromLists(context: CommandContext, args: readonly string[]): ManyAttempt {
  const { keys, where, count } = readMany(args, ['LEFT', 'RIGHT']);
  return (strict = true) => {
    for (const key of keys) {
      if (!strict && context.db.peek(key)?.kind !== 'list') continue;
      const items = takeFrom(context, key, listEnd(where), count);
      if (items !== undefined) return [key, items];
    }
    return undefined;
  };
}

function popManyScored(context: CommandContext, args: readonly string[]): ManyAttempt {
  const { keys, where, count } = readMany(args, ['MIN', 'MAX']);
  return (strict = true) => {
    for (const key of keys) {
      if (!strict && context.db.peek(key)?.kind !== 'zset') continue;
      const entries = popExtreme(context, key, where === 'MIN' ? 'MIN' : 'MAX', count);
      if (entries !== undefined) return [key, entries.map(({ member, score }) => [member, formatScore(score)])];
    }
    return undefined;
  };
}

function waitForMany(
  context: CommandContext,
  args: readonly string[],
  makeAttempt: (context: CommandContext, args: readonly string[]) => ManyAttempt,
): Reply | BlockRequest {
  const timeout = timeoutOf(arg(args, 0));
  const rest = args.slice(1);
  const attempt = makeAttempt(context, rest);
  const keys = rest.slice(1, 1 + Number(arg(rest, 0)));
  return now(
    () => attempt(true),
    keys,
    timeout,
    () => attempt(false),
  );
}
