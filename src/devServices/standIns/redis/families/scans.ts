import { arg, read, type Command, type CommandFamily } from '../command';
import { globMatcher } from '../glob';
import { formatScore, int64Argument } from '../numbers';
import { err, syntaxError, type Reply } from '../reply';
import { maxUint64 } from '../streamLog';
import { encodingOf } from './objectEncoding';
import type { Kind, ValueOf } from '../values';

export const scanCommands: CommandFamily = {
  scan: read(-2, ({ db }, args) => {
    const options = readOptions(args, 0, true);
    const keys = [...db.keys()].map((key) => ({ name: key, reply: [key] }));
    return scan(keys, options, (key) => options.kind === undefined || db.peek(key)?.kind === options.kind);
  }),
  hscan: scanCollection('hash', ({ fields }) => [...fields].map(([field, text]) => ({ name: field, reply: [field, text] }))),
  sscan: scanCollection('set', ({ members }) => [...members].map((member) => ({ name: member, reply: [member] }))),
  zscan: scanCollection('zset', (value) => {
    const format = encodingOf(value) === 'listpack' ? scannedScore : formatScore;
    return value.zset.entries.map(({ member, score }) => ({ name: member, reply: [member, format(score)] }));
  }),
};

/** Redis looks at the cursor, then at the key, and at the options only when there is something to scan. */
function scanCollection<K extends Kind>(kind: K, elements: (value: ValueOf<K>) => Scannable[]): Command {
  return read(-3, ({ db }, args) => {
    readCursor(arg(args, 1));
    const value = db.get(arg(args, 0), kind);
    return value === undefined ? ['0', []] : scan(elements(value), readOptions(args, 1, false));
  });
}

/** An empty cursor counts as zero and a negative one as beyond all others, as in C. */
function readCursor(text: string): number {
  if (!/^-?\d{0,20}$/.test(text) || BigInt(text.replace('-', '')) > maxUint64) throw err('invalid cursor');
  return text.startsWith('-') ? Infinity : Number(text);
}

/** ZSCAN writes whole scores of a small set as integers, unlike all other commands. */
function scannedScore(score: number): string {
  return Number.isInteger(score) && Math.abs(score) < 2 ** 63 ? String(BigInt(score)) : formatScore(score);
}

interface ScanOptions {
  readonly cursor: number;
  readonly count: number;
  readonly matches: (name: string) => boolean;
  readonly kind: string | undefined;
}

function readOptions(args: readonly string[], at: number, allowType: boolean): ScanOptions {
  const cursor = readCursor(arg(args, at));
  let count = 10;
  let matches: (name: string) => boolean = () => true;
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
  return { cursor, count, matches, kind };
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
