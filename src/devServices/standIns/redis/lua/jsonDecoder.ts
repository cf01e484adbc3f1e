import { LuaTable, type LuaData } from './luaData';
import { LuaError } from './luaLibrary';

/** Reads JSON out of a binary string (UTF-8 bytes) into Lua's values; an array is a table from 1, `null` is `cjson.null`. */
export function decodeJson(text: string): LuaData {
  const reader = new JsonReader(text);
  const value = reader.value(1);
  reader.end();
  return value;
}

const maxDepth = 1000;
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
