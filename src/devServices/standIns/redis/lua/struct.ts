import type { LuaData } from './luaData';
import { LuaError, numberArg, stringArg, type Library } from './luaLibrary';
import { formatLuaNumber } from './luaNumbers';

/** The `struct` library: binary records. Supports `< > = ! b B h H i I l L T f d s c x` and sizes after i, I, c. */
export const struct: Library = {
  pack: (args) => {
    let next = 1;
    let out = '';
    for (const field of parseFormat(stringArg(args, 0, 'pack', formatLuaNumber))) {
      out += padding(out.length, field);
      if (field.kind === 'x') out += '\0';
      else out += packField(field, args, next++);
    }
    return [out];
  },
  unpack: (args) => unpack(args),
  size: (args) => {
    let size = 0;
    for (const field of parseFormat(stringArg(args, 0, 'size', formatLuaNumber))) {
      if (field.kind === 's' || (field.kind === 'c' && field.size === 0)) throw new LuaError('variable-size format');
      size += padding(size, field).length + field.size;
    }
    return [size];
  },
};

interface Field {
  readonly kind: 'int' | 'uint' | 'f' | 'd' | 's' | 'c' | 'x';
  readonly size: number;
  readonly little: boolean;
  readonly align: number;
}

const integerSizes: Readonly<Record<string, number>> = { b: 1, h: 2, l: 8, i: 4, t: 8 };

function* parseFormat(format: string): Generator<Field> {
  let little = true;
  let align = 1;
  const pattern = /([<>=! bBhHlLTiIfdscx])(\d*)/gy;
  let end = 0;
  for (let match = pattern.exec(format); match !== null; match = pattern.exec(format)) {
    end = pattern.lastIndex;
    const [, code = '', digits = ''] = match;
    const size = digits === '' ? undefined : Number(digits);
    if (code === '<' || code === '=') little = true;
    else if (code === '>') little = false;
    else if (code === '!') align = size ?? 8;
    else if (code === 'x' || code === 's') yield { kind: code, size: code === 'x' ? 1 : 0, little, align: 1 };
    else if (code === 'c') yield { kind: 'c', size: size ?? 1, little, align: 1 };
    else if (code === 'f' || code === 'd') yield { kind: code, size: code === 'f' ? 4 : 8, little, align };
    else if (code !== ' ') {
      const bytes = size ?? integerSizes[code.toLowerCase()] ?? 4;
      if (bytes > 8) throw new LuaError(`integral size ${String(bytes)} is larger than limit of 8`);
      yield { kind: code === code.toLowerCase() ? 'int' : 'uint', size: bytes, little, align };
    }
  }
  if (end < format.length) throw new LuaError(`invalid format option '${format[end] ?? ''}'`);
}

function padding(position: number, { size, align }: Field): string {
  const boundary = Math.min(size, align);
  return boundary > 1 && position % boundary !== 0 ? '\0'.repeat(boundary - (position % boundary)) : '';
}

function packField(field: Field, args: readonly LuaData[], index: number): string {
  if (field.kind === 's') return `${stringArg(args, index, 'pack', formatLuaNumber)}\0`;
  if (field.kind === 'c') {
    const text = stringArg(args, index, 'pack', formatLuaNumber);
    const size = field.size === 0 ? text.length : field.size;
    if (text.length < size) throw new LuaError(`bad argument #${String(index + 1)} to 'pack' (string too short)`);
    return text.slice(0, size);
  }
  const value = numberArg(args, index, 'pack');
  const bytes = Buffer.alloc(8);
  if (field.kind === 'f' || field.kind === 'd') {
    if (field.kind === 'f') bytes.writeFloatBE(value);
    else bytes.writeDoubleBE(value);
    return ordered(bytes.toString('latin1', 0, field.size), field);
  }
  bytes.writeBigUInt64BE(BigInt.asUintN(64, BigInt(Math.trunc(value))));
  return ordered(bytes.toString('latin1', 8 - field.size), field);
}

function ordered(bigEndian: string, { little }: Field): string {
  return little ? Buffer.from(bigEndian, 'latin1').reverse().toString('latin1') : bigEndian;
}

function unpack(args: readonly LuaData[]): LuaData[] {
  const data = stringArg(args, 1, 'unpack', formatLuaNumber);
  let at = args.length > 2 ? numberArg(args, 2, 'unpack') - 1 : 0;
  const values: LuaData[] = [];
  for (const field of parseFormat(stringArg(args, 0, 'unpack', formatLuaNumber))) {
    at += padding(at, field).length;
    let size = field.size;
    if (field.kind === 's') {
      const end = data.indexOf('\0', at);
      if (end < 0) throw new LuaError('unfinished string in data');
      values.push(data.slice(at, end));
      at = end + 1;
      continue;
    }
    if (field.kind === 'c' && size === 0) {
      const length = values.pop();
      if (typeof length !== 'number') throw new LuaError("format 'c0' needs a previous size");
      size = length;
    }
    if (at + size > data.length) throw new LuaError("bad argument #2 to 'unpack' (data string too short)");
    const piece = data.slice(at, at + size);
    at += size;
    if (field.kind === 'c') values.push(piece);
    else if (field.kind !== 'x') values.push(readNumber(ordered(piece, field), field));
  }
  return [...values, at + 1];
}

function readNumber(bigEndian: string, { kind, size }: Field): number {
  const bytes = Buffer.from(bigEndian, 'latin1');
  if (kind === 'f') return bytes.readFloatBE();
  if (kind === 'd') return bytes.readDoubleBE();
  const value = BigInt(`0x${bytes.toString('hex')}`);
  return Number(kind === 'int' ? BigInt.asIntN(size * 8, value) : value);
}
