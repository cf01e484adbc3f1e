import { arg, read, write, type CommandContext, type CommandFamily, type Handler } from '../command';
import { printed } from '../cText';
import { int64Argument, maxInt64, minInt64 } from '../numbers';
import { err, type Reply } from '../reply';

export const expiryCommands: CommandFamily = {
  expire: write(-3, expire(1000n, true)),
  pexpire: write(-3, expire(1n, true)),
  expireat: write(-3, expire(1000n, false)),
  pexpireat: write(-3, expire(1n, false)),
  ttl: read(2, (context, args) => timeLeft(context, arg(args, 0), (ms) => Math.floor((ms + 500) / 1000))),
  pttl: read(2, (context, args) => timeLeft(context, arg(args, 0), (ms) => ms)),
  expiretime: read(2, ({ db }, args) => expiryOf(db.has(arg(args, 0)), db.expireAt(arg(args, 0)), 1000)),
  pexpiretime: read(2, ({ db }, args) => expiryOf(db.has(arg(args, 0)), db.expireAt(arg(args, 0)), 1)),
  persist: write(2, ({ db }, args) => {
    if (db.expireAt(arg(args, 0)) === undefined) return 0;
    db.setExpireAt(arg(args, 0), undefined);
    return 1;
  }),
};

function expire(unit: bigint, relative: boolean): Handler {
  return (context, args) => {
    const { state, db, name } = context;
    const key = arg(args, 0);
    const flags = readFlags(args.slice(2));
    const value = int64Argument(arg(args, 1));
    const base = relative ? BigInt(state.now()) : 0n;
    const at = value * unit + base;
    if (value * unit > maxInt64 || value * unit < minInt64 || at > maxInt64) throw err(`invalid expire time in '${name}' command`);
    if (!db.has(key) || !allowed(flags, db.expireAt(key), Number(at))) return 0;
    if (Number(at) <= state.now()) db.delete(key);
    else db.setExpireAt(key, Number(at));
    return 1;
  };
}

type Flag = 'NX' | 'XX' | 'GT' | 'LT';

function readFlags(words: readonly string[]): ReadonlySet<Flag> {
  const flags = new Set<Flag>();
  for (const word of words) {
    const flag = word.toUpperCase();
    if (flag !== 'NX' && flag !== 'XX' && flag !== 'GT' && flag !== 'LT') throw err(`Unsupported option ${printed(word)}`);
    flags.add(flag);
  }
  if (flags.has('NX') && flags.size > 1) throw err('NX and XX, GT or LT options at the same time are not compatible');
  if (flags.has('GT') && flags.has('LT')) throw err('GT and LT options at the same time are not compatible');
  return flags;
}

/** A key without a time to live counts as one that lives for ever. */
function allowed(flags: ReadonlySet<Flag>, current: number | undefined, wanted: number): boolean {
  if (flags.has('NX') && current !== undefined) return false;
  if (flags.has('XX') && current === undefined) return false;
  if (flags.has('GT') && wanted <= (current ?? Infinity)) return false;
  return !(flags.has('LT') && current !== undefined && wanted >= current);
}

function timeLeft({ db, state }: CommandContext, key: string, convert: (ms: number) => number): Reply {
  if (!db.has(key)) return -2;
  const at = db.expireAt(key);
  return at === undefined ? -1 : convert(at - state.now());
}

function expiryOf(exists: boolean, at: number | undefined, unit: number): Reply {
  if (!exists) return -2;
  return at === undefined ? -1 : Math.floor((at + unit / 2) / unit);
}
