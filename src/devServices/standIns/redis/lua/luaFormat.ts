import { formatG } from '../numbers';
import { LuaError, numberArg, stringArg, type LuaData } from './luaData';
import { formatLuaNumber } from './luaNumbers';

/** Lua 5.1's `string.format`, whose `%d` takes numbers of any size and cuts fractions, unlike that of 5.3. */
export function luaFormat(args: readonly LuaData[]): string {
  const format = stringArg(args, 0, 'format', formatLuaNumber);
  let next = 1;
  return format.replace(
    /%(?:%|([-+ #0]*)(\d{0,2})(?:\.(\d{0,2}))?([a-zA-Z]?))/g,
    (whole, flags: string, width: string, precision: string | undefined, kind: string) => {
      if (whole === '%%') return '%';
      const index = next++;
      if (index >= args.length) throw new LuaError(`bad argument #${String(index + 1)} to 'format' (no value)`);
      return pad(convert(args, index, { flags, precision, kind }), flags, Number(width), kind);
    },
  );
}

interface Conversion {
  readonly flags: string;
  readonly precision: string | undefined;
  readonly kind: string;
}

function convert(args: readonly LuaData[], index: number, { flags, precision, kind }: Conversion): string {
  const digits = precision === undefined ? undefined : Number(precision);
  switch (kind) {
    case 's': {
      const text = stringArg(args, index, 'format', formatLuaNumber);
      return digits === undefined ? text : text.slice(0, digits);
    }
    case 'q':
      return quoted(stringArg(args, index, 'format', formatLuaNumber));
    case 'c':
      return String.fromCharCode(numberArg(args, index, 'format') & 255);
    case 'd':
    case 'i':
      return signed(whole(numberArg(args, index, 'format')), flags, digits);
    case 'u':
      return unsigned(args, index, 10).padStart(digits ?? 0, '0');
    case 'o':
      return unsigned(args, index, 8).padStart(digits ?? 0, '0');
    case 'x':
      return unsigned(args, index, 16).padStart(digits ?? 0, '0');
    case 'X':
      return unsigned(args, index, 16)
        .toUpperCase()
        .padStart(digits ?? 0, '0');
    case 'f':
    case 'e':
    case 'E':
    case 'g':
    case 'G':
      return float(numberArg(args, index, 'format'), kind, digits ?? 6, flags);
  }
  throw new LuaError(`invalid option '%${kind}' to 'format'`);
}

function whole(value: number): bigint {
  // What C makes of a double that 64 bits cannot hold.
  return Number.isFinite(value) && Math.abs(value) < 2 ** 63 ? BigInt(Math.trunc(value)) : -(2n ** 63n);
}

function unsigned(args: readonly LuaData[], index: number, radix: number): string {
  const value = numberArg(args, index, 'format');
  // The processor's conversion: what 64 bits cannot hold without a sign becomes zero.
  const bits = value >= 2 ** 64 ? 0n : value >= 2 ** 63 ? BigInt(Math.trunc(value)) : BigInt.asUintN(64, whole(value));
  return bits.toString(radix);
}

function signed(value: bigint, flags: string, digits: number | undefined): string {
  const magnitude = (value < 0n ? -value : value).toString().padStart(digits ?? 0, '0');
  return sign(value < 0n, flags) + magnitude;
}

function sign(negative: boolean, flags: string): string {
  if (negative) return '-';
  if (flags.includes('+')) return '+';
  return flags.includes(' ') ? ' ' : '';
}

function float(value: number, kind: string, digits: number, flags: string): string {
  const negative = value < 0 || Object.is(value, -0);
  const magnitude = Math.abs(value);
  const lower = kind.toLowerCase();
  let text: string;
  if (!Number.isFinite(value)) text = Number.isNaN(value) ? 'nan' : 'inf';
  else if (lower === 'f')
    text = magnitude < 1e21 ? magnitude.toFixed(digits) : BigInt(magnitude).toString() + (digits > 0 ? `.${'0'.repeat(digits)}` : '');
  else if (lower === 'e') text = magnitude.toExponential(digits).replace(/e([+-])(\d)$/, 'e$10$2');
  else text = formatG(magnitude, Math.max(1, digits));
  return sign(negative, flags) + (kind === lower ? text : text.toUpperCase());
}

function pad(text: string, flags: string, width: number, kind: string): string {
  if (flags.includes('-')) return text.padEnd(width);
  if (flags.includes('0') && kind !== 's' && kind !== 'q') {
    const [, lead = '', digits = ''] = /^([+\- ]?)(.*)$/s.exec(text) ?? [];
    return lead + digits.padStart(width - lead.length, '0');
  }
  return text.padStart(width);
}

function quoted(text: string): string {
  const escaped = text.replace(/["\\\n\r\0]/g, (char) => (char === '\r' ? '\\r' : char === '\0' ? '\\000' : `\\${char}`));
  return `"${escaped}"`;
}
