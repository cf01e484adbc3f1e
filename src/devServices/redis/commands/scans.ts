import { arg, read, type CommandContext, type CommandFamily } from '../command';
import { globMatcher } from '../glob';
import { formatScore, int64Argument } from '../numbers';
import { err, syntaxError, type Reply } from '../reply';

export const scanCommands: CommandFamily = {
  scan: read(-2, (context, args) => {
    const options = readOptions(args, 0, true);
    const keys = [...context.db.keys()].map((key) => ({ name: key, reply: [key] }));
    const kindMatches = (key: string): boolean => options.kind === undefined || context.db.peek(key)?.kind === options.kind;
    return scan(keys, options, kindMatches);
  }),
  hscan: read(-3, (context, args) => {
    const options = readOptions(args, 1, false);
    const fields = [...(context.db.get(arg(args, 0), 'hash')?.fields ?? [])];
    return scan(fields.map(([field, text]) => ({ name: field, reply: [field, text] })), options);
  }),
  sscan: read(-3, (context, args) => {
    const options = readOptions(args, 1, false);
    const members = [...(context.db.get(arg(args, 0), 'set')?.members ?? [])];
    return scan(members.map((member) => ({ name: member, reply: [member] })), options);
  }),
  zscan: read(-3, (context: CommandContext, args) => {
    const options = readOptions(args, 1, false);
    const entries = context.db.get(arg(args, 0), 'zset')?.zset.entries ?? [];
    return scan(entries.map(({ member, score }) => ({ name: member, reply: [member, formatScore(score)] })), options);
  }),
};

interface ScanOptions {
  readonly cursor: number;
  readonly count: number;
  readonly matches: (name: string) => boolean;
  readonly kind: string | undefined;
}

function readOptions(args: readonly string[], at: number, allowType: boolean): ScanOptions {
  const cursorText = arg(args, at);
  if (!/^\d{1,20}$/.test(cursorText)) throw err('invalid cursor');
  let count = 10;
  let matches = (_name: string): boolean => true;
  let kind: string | undefined;
  for (let i = at + 1; i < args.length; i += 2) {
    const word = arg(args, i).toUpperCase();
    const value = args[i + 1];
    if (value === undefined) throw syntaxError();
    if (word === 'COUNT') {
      count = Number(int64Argument(value));
      if (count < 1) throw syntaxError();
    } else if (word === 'MATCH') matches = globMatcher(value);
    else if (word === 'TYPE' && allowType) kind = value.toLowerCase();
    else throw syntaxError();
  }
  return { cursor: Number(cursorText), count, matches, kind };
}

interface Scannable {
  readonly name: string;
  readonly reply: readonly string[];
}

/**
 * Walks the elements in the order of a hash of their names, the cursor being the next hash: an element that is there from the
 * first call to the last is met once, whatever was added or removed between the calls, which is all that SCAN promises.
 */
function scan(elements: readonly Scannable[], options: ScanOptions, accepts: (name: string) => boolean = () => true): Reply {
  const left = elements
    .map((element) => ({ element, hash: hashOf(element.name) }))
    .filter(({ hash }) => hash >= options.cursor)
    .sort((a, b) => a.hash - b.hash);
  let end = Math.min(options.count, left.length);
  while (end > 0 && end < left.length && left[end]?.hash === left[end - 1]?.hash) end++;
  const next = end < left.length ? (left[end]?.hash ?? 0) : 0;
  const page = left.slice(0, end).map(({ element }) => element);
  const shown = page.filter(({ name }) => options.matches(name) && accepts(name));
  return [String(next), shown.flatMap(({ reply }) => reply)];
}

/** FNV-1a, moved up by one so that no element has hash zero, which as a cursor means the end. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0) + 1;
}
