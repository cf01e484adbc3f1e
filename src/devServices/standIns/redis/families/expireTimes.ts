import type { CommandContext } from '../command';
import { int64Argument, maxInt64 } from '../numbers';
import { err } from '../reply';

/** The moment at which a key is to expire, in milliseconds, from an argument of SET, GETEX, SETEX and their like. */
export function expireTime({ state, name }: CommandContext, text: string, unit: 'EX' | 'PX' | 'EXAT' | 'PXAT'): number {
  const value = int64Argument(text);
  const invalid = (): Error => err(`invalid expire time in '${name}' command`);
  if (value <= 0n) throw invalid();
  const inSeconds = unit === 'EX' || unit === 'EXAT';
  const relative = unit === 'EX' || unit === 'PX';
  if (inSeconds && value > maxInt64 / 1000n) throw invalid();
  const at = (inSeconds ? value * 1000n : value) + (relative ? BigInt(state.now()) : 0n);
  if (at > maxInt64) throw invalid();
  return Number(at);
}
