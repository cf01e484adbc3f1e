/**
 * INCRBYFLOAT counts in C's 80-bit `long double` and prints 17 decimals; a double would print other digits. These few functions
 * follow it exactly: a value is `mantissa × 2^exponent` with a mantissa of at most 64 bits, rounded half to even.
 */
export interface LongDouble {
  readonly mantissa: bigint;
  readonly exponent: number;
}

/** Reads a decimal number; undefined when it is not one or not finite. */
export function parseLongDouble(text: string): LongDouble | undefined {
  const hex = /^([+-]?)0x([0-9a-f]{1,15})$/i.exec(text);
  if (hex !== null) return { mantissa: BigInt(`0x${hex[2] ?? '0'}`) * (hex[1] === '-' ? -1n : 1n), exponent: 0 };
  const match = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,4}))?$/.exec(text);
  if (match === null || !/\d/.test(text.split(/[eE]/)[0] ?? '')) return undefined;
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const scale = Number(power) - fraction.length;
  return scale >= 0 ? round(digits * 10n ** BigInt(scale), 0) : divide(digits, 10n ** BigInt(-scale));
}

/** Adds with one rounding. */
export function addLongDouble(a: LongDouble, b: LongDouble): LongDouble {
  const exponent = Math.min(a.exponent, b.exponent);
  const sum = (a.mantissa << BigInt(a.exponent - exponent)) + (b.mantissa << BigInt(b.exponent - exponent));
  return round(sum, exponent);
}

/** Writes with 17 decimals and cuts trailing zeros, as Redis shows a counter to people. */
export function formatLongDouble(value: LongDouble): string {
  const scale = 10n ** 17n;
  const negative = value.mantissa < 0n;
  const magnitude = (negative ? -value.mantissa : value.mantissa) * scale;
  const shifted = value.exponent >= 0 ? magnitude << BigInt(value.exponent) : shiftRounded(magnitude, -value.exponent);
  const digits = shifted.toString().padStart(18, '0');
  const text = `${digits.slice(0, -17)}.${digits.slice(-17)}`.replace(/\.?0+$/, '');
  return negative && text !== '0' ? `-${text}` : text;
}

function divide(numerator: bigint, denominator: bigint): LongDouble {
  if (numerator === 0n) return { mantissa: 0n, exponent: 0 };
  const negative = numerator < 0n;
  const magnitude = negative ? -numerator : numerator;
  // Enough bits for the mantissa, a guard bit, and one that stands for all the rest ("sticky").
  const shift = Math.max(0, 66 - (bits(magnitude) - bits(denominator)));
  const scaled = magnitude << BigInt(shift);
  const quotient = (scaled / denominator) * 2n + (scaled % denominator === 0n ? 0n : 1n);
  return round(negative ? -quotient : quotient, -shift - 1);
}

function round(value: bigint, exponent: number): LongDouble {
  const negative = value < 0n;
  const magnitude = negative ? -value : value;
  const excess = bits(magnitude) - 64;
  if (excess <= 0) return { mantissa: value, exponent };
  const rounded = shiftRounded(magnitude, excess);
  return { mantissa: negative ? -rounded : rounded, exponent: exponent + excess };
}

function shiftRounded(magnitude: bigint, count: number): bigint {
  const shift = BigInt(count);
  const kept = magnitude >> shift;
  const rest = magnitude - (kept << shift);
  const half = 1n << (shift - 1n);
  return rest > half || (rest === half && (kept & 1n) === 1n) ? kept + 1n : kept;
}

function bits(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length;
}
