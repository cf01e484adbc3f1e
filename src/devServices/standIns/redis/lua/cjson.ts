import { asSequence, LuaError, LuaTable, stringArg, type Library, type LuaData } from './luaData';
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

/** Reads JSON out of a binary string (UTF-8 bytes) into Lua's values; an array is a table from 1, `null` is `cjson.null`. */
function decodeJson(text: string): LuaData {
  const reader = new JsonReader(text);
  const value = reader.value(1);
  reader.end();
  return value;
}

const simpleEscapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', '/': '/' };

class JsonReader {
  private at = 0;

  constructor(private readonly text: string) {}

  value(depth: number): LuaData {
    this.skipBlanks();
    const char = this.text[this.at];
    if (char === '{') return this.object(depth);
    if (char === '[') return this.array(depth);
    if (char === '"') return this.string();
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    return this.number();
  }

  end(): void {
    this.skipBlanks();
    if (this.at < this.text.length) throw this.unexpected('the end');
  }

  private number(): number {
    const match = /-?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|0[xX][0-9a-fA-F]+)/y;
    match.lastIndex = this.at;
    const found = match.exec(this.text)?.[0];
    if (found === undefined) throw this.unexpected('value');
    this.at += found.length;
    return Number(found);
  }

  private array(depth: number): LuaData {
    this.enter(depth);
    const items: LuaData[] = [];
    if (this.accept(']')) return items;
    do items.push(this.value(depth + 1));
    while (this.accept(','));
    if (!this.accept(']')) throw this.unexpected('comma or array end');
    return items;
  }

  private object(depth: number): LuaData {
    this.enter(depth);
    const entries: [LuaData, LuaData][] = [];
    if (this.accept('}')) return new LuaTable(entries);
    do {
      this.skipBlanks();
      if (this.text[this.at] !== '"') throw this.unexpected('object key string');
      const key = this.string();
      if (!this.accept(':')) throw this.unexpected('colon');
      entries.push([key, this.value(depth + 1)]);
    } while (this.accept(','));
    if (!this.accept('}')) throw this.unexpected('comma or object end');
    return new LuaTable(entries);
  }

  private string(): string {
    let out = '';
    for (this.at++; ;) {
      const end = this.text.slice(this.at).search(/["\\]/);
      if (end < 0) this.at = this.text.length;
      if (end < 0) throw this.unexpected('value', 'unexpected end of string');
      out += this.text.slice(this.at, this.at + end);
      this.at += end + 1;
      if (this.text[this.at - 1] === '"') return out;
      out += this.escape();
    }
  }

  private escape(): string {
    const char = this.text[this.at++] ?? '';
    if (char !== 'u') {
      const simple = simpleEscapes[char];
      if (simple === undefined) throw this.unexpected('value', 'invalid escape code');
      return simple;
    }
    const first = this.hex();
    const isHigh = first >= 0xd800 && first < 0xdc00;
    if (!isHigh) return utf8(String.fromCharCode(first));
    if (this.text.slice(this.at, this.at + 2) !== '\\u') throw this.unexpected('value', 'invalid unicode escape code');
    this.at += 2;
    return utf8(String.fromCharCode(first, this.hex()));
  }

  private hex(): number {
    const digits = this.text.slice(this.at, this.at + 4);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.unexpected('value', 'invalid unicode escape code');
    this.at += 4;
    return Number.parseInt(digits, 16);
  }

  private enter(depth: number): void {
    if (depth > maxDepth) throw new LuaError(`Found too many nested data structures (${String(depth)})`);
    this.at++;
  }

  private accept(char: string): boolean {
    this.skipBlanks();
    if (this.text[this.at] !== char) return false;
    this.at++;
    return true;
  }

  private skipBlanks(): void {
    while (this.at < this.text.length && ' \t\r\n'.includes(this.text[this.at] ?? '')) this.at++;
  }

  /** What lua-cjson calls the token that stands here. */
  private token(): string {
    const rest = this.text.slice(this.at);
    const named = [
      [/^$/, 'T_END'],
      [/^\{/, 'T_OBJ_BEGIN'],
      [/^\}/, 'T_OBJ_END'],
      [/^\[/, 'T_ARR_BEGIN'],
      [/^\]/, 'T_ARR_END'],
      [/^"/, 'T_STRING'],
      [/^-?\d/, 'T_NUMBER'],
      [/^(true|false)/, 'T_BOOLEAN'],
      [/^null/, 'T_NULL'],
      [/^:/, 'T_COLON'],
      [/^,/, 'T_COMMA'],
    ] as const;
    return named.find(([pattern]) => pattern.test(rest))?.[1] ?? 'invalid token';
  }

  private unexpected(wanted: string, found = this.token()): LuaError {
    return new LuaError(`Expected ${wanted} but found ${found} at character ${String(this.at + 1)}`);
  }
}

function utf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
