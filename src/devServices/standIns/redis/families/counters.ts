import { arg, write, type CommandContext, type CommandFamily } from '../command';
import { addLongDouble, formatLongDouble, parseLongDouble, type LongDouble } from '../longDouble';
import { int64Argument, maxInt64, minInt64, parseInt64 } from '../numbers';
import type { RedisError } from '../reply';
import { err, notAFloat, notAnInteger, type Reply } from '../reply';

export const counterCommands: CommandFamily = {
  incr: write(2, (context, args) => addToKey(context, arg(args, 0), 1n)),
  decr: write(2, (context, args) => addToKey(context, arg(args, 0), -1n)),
  incrby: write(3, (context, args) => addToKey(context, arg(args, 0), int64Argument(arg(args, 1)))),
  decrby: write(3, (context, args) => {
    const by = int64Argument(arg(args, 1));
    if (by === minInt64) throw err('decrement would overflow');
    return addToKey(context, arg(args, 0), -by);
  }),
  incrbyfloat: write(3, (context, args) => {
    const value = context.db.get(arg(args, 0), 'string');
    const sum = addFloats(value?.text ?? '0', arg(args, 1), notAFloat());
    setKeepingExpiry(context, arg(args, 0), sum, 'embstr');
    return sum;
  }),
  hincrby: write(4, (context, args) => {
    const by = int64Argument(arg(args, 2));
    const field = arg(args, 1);
    const text = context.db.get(arg(args, 0), 'hash')?.fields.get(field) ?? '0';
    const sum = addIntegers(text, by, err('hash value is not an integer'));
    setField(context, arg(args, 0), field, String(sum));
    return sum;
  }),
  hincrbyfloat: write(4, (context, args) => {
    if (parseLongDouble(arg(args, 2)) === undefined) throw infinite(arg(args, 2)) ? err('value is NaN or Infinity') : notAFloat();
    const text = context.db.get(arg(args, 0), 'hash')?.fields.get(arg(args, 1)) ?? '0';
    const sum = addFloats(text, arg(args, 2), err('hash value is not a float'));
    setField(context, arg(args, 0), arg(args, 1), sum);
    return sum;
  }),
};

function addToKey(context: CommandContext, key: string, by: bigint): Reply {
  const text = context.db.get(key, 'string')?.text ?? '0';
  const sum = addIntegers(text, by, notAnInteger());
  setKeepingExpiry(context, key, String(sum));
  return sum;
}

function addIntegers(text: string, by: bigint, complaint: RedisError): bigint {
  const value = parseInt64(text);
  if (value === undefined) throw complaint;
  const sum = value + by;
  if (sum > maxInt64 || sum < minInt64) throw err('increment or decrement would overflow');
  return sum;
}

function addFloats(text: string, by: string, complaint: RedisError): string {
  const value = finite(text, complaint);
  const increment = finite(by, notAFloat());
  return formatLongDouble(addLongDouble(value, increment));
}

function finite(text: string, complaint: RedisError): LongDouble {
  const value = parseLongDouble(text);
  if (value !== undefined) return value;
  throw infinite(text) ? err('increment would produce NaN or Infinity') : complaint;
}

function infinite(text: string): boolean {
  return /^[+-]?inf(inity)?$/i.test(text);
}

function setKeepingExpiry({ db }: CommandContext, key: string, text: string, encoding?: 'embstr'): void {
  const value = db.getOrCreate(key, 'string');
  value.text = text;
  if (encoding === undefined) delete value.encoding;
  else value.encoding = encoding;
  db.changed(key);
}

function setField({ db }: CommandContext, key: string, field: string, text: string): void {
  db.getOrCreate(key, 'hash').fields.set(field, text);
  db.changed(key);
}
