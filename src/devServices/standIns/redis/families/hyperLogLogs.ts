import { arg, write, read, type CommandContext, type CommandFamily } from '../command';
import { addElement, decodeRegisters, encodeRegisters, estimate, isHyperLogLog, registerCount } from '../hyperLogLog';
import { ok, RedisError, type Reply } from '../reply';

export const hyperLogLogCommands: CommandFamily = {
  pfadd: write(-2, add),
  pfcount: read(-2, (context, args) => {
    const found = args.flatMap((key) => registersOf(context, key) ?? []);
    return found.length === 0 ? 0 : estimate(merge(found));
  }),
  pfmerge: write(-2, (context, args) => {
    const merged = merge(args.flatMap((key) => registersOf(context, key) ?? []));
    save(context, arg(args, 0), merged);
    return ok;
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
