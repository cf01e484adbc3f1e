import { numberArg, type LibraryFunction, type Library } from './luaLibrary';
import type { LuaData } from './luaData';

/** The `bit` library of LuaJIT: 32-bit operations. */
export const bit: Library = {
  tobit: unary((a) => a),
  bnot: unary((a) => ~a),
  bswap: unary((a) => ((a & 0xff) << 24) | ((a & 0xff00) << 8) | ((a >>> 8) & 0xff00) | (a >>> 24)),
  band: folded('band', (a, b) => a & b),
  bor: folded('bor', (a, b) => a | b),
  bxor: folded('bxor', (a, b) => a ^ b),
  lshift: binary((a, n) => a << n),
  rshift: binary((a, n) => a >>> n),
  arshift: binary((a, n) => a >> n),
  rol: binary((a, n) => (a << n) | (a >>> (32 - n))),
  ror: binary((a, n) => (a >>> n) | (a << (32 - n))),
  tohex: (args) => {
    const digits = args.length > 1 ? numberArg(args, 1, 'tohex') : 8;
    const text = (word(args, 0, 'tohex') >>> 0)
      .toString(16)
      .padStart(8, '0')
      .slice(-Math.min(8, Math.abs(digits)));
    return [digits < 0 ? text.toUpperCase() : text];
  },
};

/** A number modulo 2^32, rounded half to even as the original's double trick does. */
function word(args: readonly LuaData[], index: number, name: string): number {
  const value = numberArg(args, index, name);
  const floor = Math.floor(value);
  const rest = value - floor;
  const rounded = rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
  return Number(BigInt.asIntN(32, BigInt(rounded)));
}

function unary(apply: (a: number) => number): LibraryFunction {
  return (args) => [apply(word(args, 0, 'tobit')) | 0];
}

function binary(apply: (a: number, n: number) => number): LibraryFunction {
  return (args) => [apply(word(args, 0, 'lshift'), word(args, 1, 'lshift') & 31) | 0];
}

function folded(name: string, apply: (a: number, b: number) => number): LibraryFunction {
  return (args) => {
    let result = word(args, 0, name);
    for (let i = 1; i < args.length; i++) result = apply(result, word(args, i, name));
    return [result | 0];
  };
}
