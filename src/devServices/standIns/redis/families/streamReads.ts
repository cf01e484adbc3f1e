import { BlockRequest } from '../blocking';
import { arg, read, type CommandContext, type CommandFamily } from '../command';
import { parseInt64 } from '../numbers';
import { err, nilArray, noSuchKey, syntaxError, type Reply } from '../reply';
import { firstId, formatStreamId, lastId, maxUint64, nextId, parseStreamId, previousId, type StreamId } from '../streamLog';
import { container } from '../subcommands';
import { countArgument, entryReply } from './streams';

export const streamReadCommands: CommandFamily = {
  xrange: read(-4, (context, args) => range(context, args, false)),
  xrevrange: read(-4, (context, args) => range(context, args, true)),
  xread: read(-4, readStreams),
  xinfo: container('xinfo', { stream: read(3, info) }),
};

function range({ db }: CommandContext, args: readonly string[], reverse: boolean): Reply {
  const low = boundary(arg(args, reverse ? 2 : 1), 'start');
  const high = boundary(arg(args, reverse ? 1 : 2), 'end');
  let count = Infinity;
  for (let i = 3; i < args.length; i += 2) {
    if (arg(args, i).toUpperCase() !== 'COUNT' || i + 1 >= args.length) throw syntaxError();
    count = Math.max(0, countArgument(arg(args, i + 1)));
  }
  const value = db.get(arg(args, 0), 'stream');
  if (value === undefined) return [];
  if (count === 0) return nilArray;
  const entries = [...value.stream.range(low, high)];
  if (reverse) entries.reverse();
  return entries.slice(0, count).map(entryReply);
}

/** Reads an end of a range: `-`, `+`, an id, or an id after `(` that is itself left out. */
function boundary(text: string, side: 'start' | 'end'): StreamId {
  if (text === '-') return firstId;
  if (text === '+') return lastId;
  const exclusive = text.startsWith('(');
  const id = parseStreamId(exclusive ? text.slice(1) : text, side === 'start' ? 0n : maxUint64);
  if (!exclusive) return id;
  const moved = side === 'start' ? nextId(id) : previousId(id);
  if (moved === undefined) throw err(`invalid ${side} ID for the interval`);
  return moved;
}

interface StreamsQuery {
  readonly count: number;
  readonly block: number | undefined;
  readonly keys: readonly string[];
  readonly ids: readonly string[];
}

function readQuery(args: readonly string[]): StreamsQuery {
  let count = Infinity;
  let block: number | undefined;
  for (let i = 0; i < args.length; i++) {
    const word = arg(args, i).toUpperCase();
    if (word === 'COUNT' && i + 1 < args.length) {
      const value = countArgument(arg(args, ++i));
      count = value <= 0 ? Infinity : value;
    } else if (word === 'BLOCK' && i + 1 < args.length) block = blockTime(arg(args, ++i));
    else if (word === 'STREAMS' && i + 1 < args.length) {
      const rest = args.slice(i + 1);
      if (rest.length % 2 !== 0) {
        throw err("Unbalanced XREAD list of streams: for each stream key an ID or '$' must be specified.");
      }
      return { count, block, keys: rest.slice(0, rest.length / 2), ids: rest.slice(rest.length / 2) };
    } else throw syntaxError();
  }
  throw syntaxError();
}

function blockTime(text: string): number {
  const value = parseInt64(text);
  if (value === undefined) throw err('timeout is not an integer or out of range');
  if (value < 0n) throw err('timeout is negative');
  return Number(value);
}

function readStreams({ db, inScript }: CommandContext, args: readonly string[]): Reply | BlockRequest {
  const { count, block, keys, ids } = readQuery(args);
  if (block !== undefined && inScript) throw err('XREAD command is not allowed with BLOCK option from scripts');
  const after = keys.map((key, index) => {
    const text = arg(ids, index);
    if (text === '>') {
      throw err('The > ID can be specified only when calling XREADGROUP using the GROUP <group> <consumer> option.');
    }
    const value = db.get(key, 'stream');
    return text === '$' ? (value?.stream.lastId ?? firstId) : parseStreamId(text, 0n);
  });
  const attempt = (): Reply | undefined => {
    const found = keys.flatMap((key, index) => {
      const value = db.peek(key);
      const from = nextId(after[index] ?? firstId);
      if (value?.kind !== 'stream' || from === undefined) return [];
      const entries = value.stream.range(from, lastId).slice(0, count);
      return entries.length === 0 ? [] : [[key, entries.map(entryReply)]];
    });
    return found.length === 0 ? undefined : found;
  };
  return attempt() ?? (block === undefined ? nilArray : new BlockRequest([...new Set(keys)], block, nilArray, attempt));
}

function info({ db }: CommandContext, args: readonly string[]): Reply {
  const value = db.get(arg(args, 0), 'stream');
  if (value === undefined) throw noSuchKey();
  const { stream } = value;
  const [first, last] = [stream.entries[0], stream.entries.at(-1)];
  return [
    ...['length', stream.entries.length, 'radix-tree-keys', Math.ceil(stream.entries.length / 100)],
    ...['radix-tree-nodes', Math.ceil(stream.entries.length / 100) + 1],
    ...['last-generated-id', formatStreamId(stream.lastId), 'max-deleted-entry-id', formatStreamId(stream.maxDeletedId)],
    ...['entries-added', stream.entriesAdded],
    ...['recorded-first-entry-id', formatStreamId(first?.id ?? firstId), 'groups', 0],
    ...['first-entry', first === undefined ? null : entryReply(first)],
    ...['last-entry', last === undefined ? null : entryReply(last)],
  ];
}
