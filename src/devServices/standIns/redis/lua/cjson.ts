import { decodeJson } from './jsonDecoder';
import { asSequence, LuaTable, type LuaData } from './luaData';
import { LuaError, stringArg, type Library } from './luaLibrary';
import { formatLuaNumber } from './luaNumbers';

/** The `cjson` library: JSON with the rules of lua-cjson (sparse arrays become nulls, `/` is escaped, numbers have 14 digits). */
export const cjson: Library = {
  encode: (args) => {
    if (args.length !== 1) throw new LuaError("bad argument #1 to 'encode' (expected 1 argument)");
    return [encode(args[0], 1)];
  },
  decode: (args) => {
    if (args.length !== 1) throw new LuaError("bad argument #1 to 'decode' (expected 1 argument)");
    return [decodeJson(stringArg(args, 0, 'decode', formatLuaNumber))];
  },
};

const maxDepth = 1000;

function encode(value: LuaData, depth: number): string {
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return encodeNumber(value);
  if (typeof value === 'string') return quote(value);
  if (depth > maxDepth) throw new LuaError('Cannot serialise, excessive depth (1001)');
  if (value instanceof LuaTable) return encodeTable(value, depth);
  throw new LuaError('Cannot serialise function: type not supported');
}

function encodeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new LuaError('Cannot serialise number: must not be NaN or Inf');
  return formatLuaNumber(value);
}

function encodeTable(table: LuaTable, depth: number): string {
  const items = table.entries.length === 0 ? undefined : (asSequence(table) ?? asSparseArray(table));
  if (items !== undefined) return `[${items.map((item) => encode(item, depth + 1)).join(',')}]`;
  const members = table.entries.map(([key, value]) => `${encodeKey(key)}:${encode(value, depth + 1)}`);
  return `{${members.join(',')}}`;
}

/** Holes become nulls while there are not too many of them. */
function asSparseArray(table: LuaTable): LuaData[] | undefined {
  let longest = 0;
  for (const [key] of table.entries) {
    if (typeof key !== 'number' || !Number.isInteger(key) || key < 1) return undefined;
    longest = Math.max(longest, key);
  }
  if (longest > 10 && longest > table.entries.length * 2) {
    throw new LuaError('Cannot serialise table: excessively sparse array');
  }
  const items = new Array<LuaData>(longest).fill(undefined);
  for (const [key, value] of table.entries) items[(key as number) - 1] = value;
  return items;
}

function encodeKey(key: LuaData): string {
  if (typeof key === 'string') return quote(key);
  if (typeof key === 'number') return `"${encodeNumber(key)}"`;
  throw new LuaError('Cannot serialise table: table key must be a number or string');
}

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function quote(text: string): string {
  const escaped = text.replace(
    // eslint-disable-next-line no-control-regex -- control characters are what is escaped
    /["\\/\x00-\x1f\x7f]/g,
    (char) => shortEscapes[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${escaped}"`;
}
