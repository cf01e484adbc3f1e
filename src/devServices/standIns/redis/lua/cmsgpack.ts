import { asSequence, LuaTable, type LuaData } from './luaData';
import { LuaError, stringArg, type Library } from './luaLibrary';
import { formatLuaNumber } from './luaNumbers';

/** The `cmsgpack` library: MessagePack; whole numbers are packed as integers, a table with the keys 1…n as an array. */
export const cmsgpack: Library = {
  pack: (args) => {
    if (args.length === 0) throw new LuaError("bad argument #0 to 'pack' (MessagePack pack needs input.)");
    return [args.map((value) => pack(value, 1)).join('')];
  },
  unpack: (args) => {
    const reader = new Unpacker(Buffer.from(stringArg(args, 0, 'unpack', formatLuaNumber), 'latin1'));
    const values: LuaData[] = [];
    while (!reader.done) values.push(reader.next());
    return values;
  },
};

const maxDepth = 16;

function pack(value: LuaData, depth: number): string {
  if (value === undefined || value === null) return '\xc0';
  if (typeof value === 'boolean') return value ? '\xc3' : '\xc2';
  if (typeof value === 'number') return packNumber(value);
  if (typeof value === 'string') return packString(value);
  // Deeper tables are packed as nil: that is how the original breaks circles.
  if (!(value instanceof LuaTable) || depth > maxDepth) return '\xc0';
  const items = asSequence(value);
  if (items !== undefined && items.length > 0) {
    return head(items.length, 0x90, 15, 0xdc, 0xdd) + items.map((item) => pack(item, depth + 1)).join('');
  }
  // An empty table is an empty array.
  if (value.entries.length === 0) return '\x90';
  const pairs = value.entries.map(([key, item]) => pack(key, depth + 1) + pack(item, depth + 1));
  return head(pairs.length, 0x80, 15, 0xde, 0xdf) + pairs.join('');
}

function head(count: number, fix: number, most: number, two: number, four: number): string {
  if (count <= most) return String.fromCharCode(fix | count);
  return count < 0x10000 ? String.fromCharCode(two) + big(count, 2) : String.fromCharCode(four) + big(count, 4);
}

function packString(text: string): string {
  if (text.length < 32) return String.fromCharCode(0xa0 | text.length) + text;
  if (text.length < 0x100) return `\xd9${big(text.length, 1)}${text}`;
  return text.length < 0x10000 ? `\xda${big(text.length, 2)}${text}` : `\xdb${big(text.length, 4)}${text}`;
}

function packNumber(value: number): string {
  if (!Number.isInteger(value) || Math.abs(value) >= 2 ** 63) return packFloat(value);
  if (value >= 0) {
    if (value < 0x80) return String.fromCharCode(value);
    if (value < 0x100) return `\xcc${big(value, 1)}`;
    if (value < 0x10000) return `\xcd${big(value, 2)}`;
    return value < 0x100000000 ? `\xce${big(value, 4)}` : `\xcf${big(value, 8)}`;
  }
  if (value >= -32) return String.fromCharCode(0x100 + value);
  if (value >= -0x80) return `\xd0${big(value, 1)}`;
  if (value >= -0x8000) return `\xd1${big(value, 2)}`;
  return value >= -0x80000000 ? `\xd2${big(value, 4)}` : `\xd3${big(value, 8)}`;
}

function packFloat(value: number): string {
  const short = Math.fround(value) === value;
  const bytes = Buffer.alloc(short ? 4 : 8);
  if (short) bytes.writeFloatBE(value);
  else bytes.writeDoubleBE(value);
  return (short ? '\xca' : '\xcb') + bytes.toString('latin1');
}

/** A whole number in big-endian two's complement. */
function big(value: number, size: 1 | 2 | 4 | 8): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt.asUintN(64, BigInt(value)));
  return bytes.toString('latin1', 8 - size);
}

class Unpacker {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  get done(): boolean {
    return this.at >= this.bytes.length;
  }

  next(): LuaData {
    const tag = this.uint(1);
    if (tag < 0x80) return tag;
    if (tag < 0x90) return this.map(tag & 15);
    if (tag < 0xa0) return this.array(tag & 15);
    if (tag < 0xc0) return this.text(tag & 31);
    if (tag >= 0xe0) return tag - 0x100;
    return this.tagged(tag);
  }

  private tagged(tag: number): LuaData {
    switch (tag) {
      case 0xc0:
        return undefined;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xc4:
      case 0xd9:
        return this.text(this.uint(1));
      case 0xc5:
      case 0xda:
        return this.text(this.uint(2));
      case 0xc6:
      case 0xdb:
        return this.text(this.uint(4));
      case 0xca:
        return this.take(4).readFloatBE();
      case 0xcb:
        return this.take(8).readDoubleBE();
      case 0xcc:
        return this.uint(1);
      case 0xcd:
        return this.uint(2);
      case 0xce:
        return this.uint(4);
      case 0xcf:
        return Number(this.take(8).readBigUInt64BE());
      case 0xd0:
        return this.take(1).readInt8();
      case 0xd1:
        return this.take(2).readInt16BE();
      case 0xd2:
        return this.take(4).readInt32BE();
      case 0xd3:
        return Number(this.take(8).readBigInt64BE());
      case 0xdc:
        return this.array(this.uint(2));
      case 0xdd:
        return this.array(this.uint(4));
      case 0xde:
        return this.map(this.uint(2));
      case 0xdf:
        return this.map(this.uint(4));
    }
    throw new LuaError('Bad data format in input.');
  }

  private array(count: number): LuaData {
    const items: LuaData[] = [];
    for (let i = 0; i < count; i++) items.push(this.next());
    return items;
  }

  private map(count: number): LuaData {
    const entries: [LuaData, LuaData][] = [];
    for (let i = 0; i < count; i++) {
      const key = this.next();
      entries.push([key, this.next()]);
    }
    return new LuaTable(entries);
  }

  private text(length: number): string {
    return this.take(length).toString('latin1');
  }

  private uint(size: 1 | 2 | 4): number {
    return this.take(size).readUIntBE(0, size);
  }

  private take(length: number): Buffer {
    const end = this.at + length;
    if (end > this.bytes.length) throw new LuaError('Missing bytes in input.');
    const slice = this.bytes.subarray(this.at, end);
    this.at = end;
    return slice;
  }
}
