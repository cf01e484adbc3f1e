import { arg, read, write, type CommandContext, type CommandFamily } from '../command';
import { RedisError, type Reply } from '../resp';

export const hyperLogLogCommands: CommandFamily = {
  pfadd: write(-2, add),
  pfcount: read(-2, (context, args) => {
    const found = args.flatMap((key) => registersOf(context, key) ?? []);
    return found.length === 0 ? 0 : estimate(merge(found));
  }),
};

function registersOf({ db }: CommandContext, key: string): Uint8Array | undefined {
  const value = db.get(key, 'string');
  if (value === undefined) return undefined;
  if (!isHyperLogLog(value.text)) throw new RedisError('WRONGTYPE Key is not a valid HyperLogLog string value.');
  return decodeRegisters(value.text);
}

function add(context: CommandContext, args: readonly string[]): Reply {
  const key = arg(args, 0);
  const existing = registersOf(context, key);
  const registers = existing ?? new Uint8Array(registerCount);
  const changed = args.slice(1).filter((element) => addElement(registers, element)).length > 0;
  if (existing !== undefined && !changed) return 0;
  save(context, key, registers);
  return 1;
}

function save({ db }: CommandContext, key: string, registers: Uint8Array): void {
  const value = db.getOrCreate(key, 'string');
  value.text = encodeRegisters(registers);
  db.changed(key);
}

function merge(all: readonly Uint8Array[]): Uint8Array {
  const merged = new Uint8Array(registerCount);
  for (const registers of all) registers.forEach((value, i) => (merged[i] = Math.max(merged[i] ?? 0, value)));
  return merged;
}

/** Redis's HyperLogLog: 16384 registers of six bits, hashed with MurmurHash64A, counted with Ertl's improved estimator. */
const precision = 14;
export const registerCount = 1 << precision;
const valueBits = 64 - precision;
const header = `HYLL\0${'\0'.repeat(11)}`;
const mask64 = (1n << 64n) - 1n;

/** Whether a string holds a HyperLogLog. */
export function isHyperLogLog(text: string): boolean {
  return text.startsWith('HYLL') && text.length === header.length + (registerCount * 6) / 8;
}

/** Unpacks the registers of a string that {@link isHyperLogLog}. */
export function decodeRegisters(text: string): Uint8Array {
  const registers = new Uint8Array(registerCount);
  for (let i = 0; i < registerCount; i++) {
    const bit = i * 6;
    const at = header.length + (bit >> 3);
    const shift = bit & 7;
    const low = text.charCodeAt(at) >> shift;
    const high = shift > 2 ? text.charCodeAt(at + 1) << (8 - shift) : 0;
    registers[i] = (low | high) & 63;
  }
  return registers;
}

/** Packs registers into the dense form that Redis keeps as an ordinary string. */
export function encodeRegisters(registers: Uint8Array): string {
  const bytes = new Uint8Array((registerCount * 6) / 8);
  registers.forEach((value, i) => {
    const at = (i * 6) >> 3;
    const shift = (i * 6) & 7;
    bytes[at] = (bytes[at] ?? 0) | ((value << shift) & 255);
    if (shift > 2) bytes[at + 1] = (bytes[at + 1] ?? 0) | (value >> (8 - shift));
  });
  return header + Buffer.from(bytes).toString('latin1');
}

/** Counts an element; answers whether a register changed. */
export function addElement(registers: Uint8Array, element: string): boolean {
  const hash = murmurHash64A(element);
  const index = Number(hash & BigInt(registerCount - 1));
  // The bit beyond the last makes the run of zeros end at valueBits + 1 at the latest.
  let rest = (hash >> BigInt(precision)) | (1n << BigInt(valueBits));
  let count = 1;
  for (; (rest & 1n) === 0n; rest >>= 1n) count++;
  if ((registers[index] ?? 0) >= count) return false;
  registers[index] = count;
  return true;
}

/** Estimates how many distinct elements were counted. */
export function estimate(registers: Uint8Array): number {
  const histogram = new Array<number>(64).fill(0);
  for (const value of registers) histogram[value] = (histogram[value] ?? 0) + 1;
  let z = registerCount * tau((registerCount - (histogram[valueBits + 1] ?? 0)) / registerCount);
  for (let j = valueBits; j >= 1; j--) z = (z + (histogram[j] ?? 0)) * 0.5;
  z += registerCount * sigma((histogram[0] ?? 0) / registerCount);
  return Math.round(((0.5 / Math.LN2) * registerCount * registerCount) / z);
}

function tau(start: number): number {
  if (start === 0 || start === 1) return 0;
  let x = start;
  let y = 1;
  let z = 1 - x;
  for (let before = NaN; z !== before;) {
    x = Math.sqrt(x);
    before = z;
    y *= 0.5;
    z -= (1 - x) ** 2 * y;
  }
  return z / 3;
}

function sigma(start: number): number {
  if (start === 1) return Infinity;
  let x = start;
  let y = 1;
  let z = x;
  for (let before = NaN; z !== before;) {
    x *= x;
    before = z;
    z += x * y;
    y += y;
  }
  return z;
}

function murmurHash64A(text: string): bigint {
  const m = 0xc6a4a7935bd1e995n;
  const bytes = Buffer.from(text, 'latin1');
  let hash = 0xadc83b19n ^ ((BigInt(bytes.length) * m) & mask64);
  const whole = bytes.length & ~7;
  for (let i = 0; i < whole; i += 8) {
    let k = (bytes.readBigUInt64LE(i) * m) & mask64;
    k ^= k >> 47n;
    hash = ((hash ^ ((k * m) & mask64)) * m) & mask64;
  }
  let tail = 0n;
  for (let i = bytes.length - 1; i >= whole; i--) tail = (tail << 8n) | BigInt(bytes[i] ?? 0);
  if (bytes.length > whole) hash = ((hash ^ tail) * m) & mask64;
  hash = ((hash ^ (hash >> 47n)) * m) & mask64;
  return hash ^ (hash >> 47n);
}
