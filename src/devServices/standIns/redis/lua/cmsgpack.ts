import { LuaError, LuaTable, stringArg, type Library, type LuaData } from './luaData';
import { formatLuaNumber } from './luaNumbers';

/** The half of the `cmsgpack` library that is used: BullMQ packs its arguments as MessagePack, and its scripts unpack them. */
export const cmsgpack: Library = {
  unpack: (args) => {
    const reader = new Unpacker(Buffer.from(stringArg(args, 0, 'unpack', formatLuaNumber), 'latin1'));
    const values: LuaData[] = [];
    while (!reader.done) values.push(reader.next());
    return values;
  },
};

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
      case 0xd9:
        return this.text(this.uint(1));
      case 0xda:
        return this.text(this.uint(2));
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
