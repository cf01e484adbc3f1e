import { arg, read, write, type CommandContext, type CommandFamily } from '../command';
import { integerArgument, parseInt64 } from '../numbers';
import { err, syntaxError, type Reply } from '../reply';

const maxBits = 2n ** 32n;

export const bitCommands: CommandFamily = {
  getbit: read(3, ({ db }, args) => {
    const offset = bitOffset(arg(args, 1));
    const text = db.get(arg(args, 0), 'string')?.text ?? '';
    return offset >> 3 < text.length ? (text.charCodeAt(offset >> 3) >> (7 - (offset & 7))) & 1 : 0;
  }),
  setbit: write(4, setBit),
  bitcount: read(-2, bitCount),
};

function bitOffset(text: string): number {
  const value = parseInt64(text);
  if (value === undefined || value < 0n || value >= maxBits) throw err('bit offset is not an integer or out of range');
  return Number(value);
}

function setBit({ db }: CommandContext, args: readonly string[]): Reply {
  const [key, offset, bit] = [arg(args, 0), bitOffset(arg(args, 1)), arg(args, 2)];
  if (bit !== '0' && bit !== '1') throw err('bit is not an integer or out of range');
  const index = Math.floor(offset / 8);
  const mask = 0x80 >> (offset & 7);
  const value = db.getOrCreate(key, 'string');
  const text = value.text.padEnd(index + 1, '\0');
  const byte = text.charCodeAt(index);
  const changed = bit === '1' ? byte | mask : byte & ~mask;
  value.text = text.slice(0, index) + String.fromCharCode(changed) + text.slice(index + 1);
  value.encoding = 'raw';
  db.changed(key);
  return (byte & mask) === 0 ? 0 : 1;
}

function bitCount({ db }: CommandContext, args: readonly string[]): Reply {
  const text = db.get(arg(args, 0), 'string')?.text;
  if (text === undefined) return 0;
  if (args.length !== 1 && args.length !== 3 && args.length !== 4) throw syntaxError();
  const unit = args[3]?.toUpperCase() ?? 'BYTE';
  const start = args.length > 1 ? integerArgument(arg(args, 1)) : 0;
  const stop = args.length > 1 ? integerArgument(arg(args, 2)) : -1;
  if (unit !== 'BYTE' && unit !== 'BIT') throw syntaxError();
  const length = unit === 'BIT' ? text.length * 8 : text.length;
  if (start < 0 && stop < 0 && start > stop) return 0;
  const from = Math.max(0, start < 0 ? length + start : start);
  const to = Math.min(length - 1, Math.max(0, stop < 0 ? length + stop : stop));
  let count = 0;
  for (let bit = unit === 'BIT' ? from : from * 8; bit <= (unit === 'BIT' ? to : to * 8 + 7); bit++) {
    count += (text.charCodeAt(bit >> 3) >> (7 - (bit & 7))) & 1;
  }
  return count;
}
