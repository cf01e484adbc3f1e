import { err, notAFloat, notAnInteger } from './resp';

export const maxInt64 = 2n ** 63n - 1n;
export const minInt64 = -(2n ** 63n);

/** Reads a number the strict way Redis does for values: no blanks, no `+`, no leading zero, within 64 bits. */
export function parseInt64(text: string): bigint | undefined {
  if (!/^(?:0|-?[1-9]\d{0,18})$/.test(text)) return undefined;
  const value = BigInt(text);
  return value > maxInt64 || value < minInt64 ? undefined : value;
}

/** The argument as a 64-bit integer, or Redis's error. */
export function int64Argument(text: string): bigint {
  const value = parseInt64(text);
  if (value === undefined) throw notAnInteger();
  return value;
}

/** The argument as an integer that JavaScript can count with; what is beyond is clamped, as lengths and indexes allow. */
export function integerArgument(text: string): number {
  return Number(int64Argument(text));
}

/** An integer of at least `least`, or the given complaint. */
export function integerAtLeast(text: string, least: number, complaint: string): number {
  const value = parseInt64(text);
  if (value === undefined || value < BigInt(least)) throw err(complaint);
  return Number(value);
}

/** Reads a double as `strtod` would: decimal, exponent, `inf`, hexadecimal; undefined when anything is left over. */
export function parseFloat64(text: string): number | undefined {
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return Number(text);
  const infinity = /^([+-]?)inf(?:inity)?$/i.exec(text);
  if (infinity !== null) return infinity[1] === '-' ? -Infinity : Infinity;
  const hex = /^([+-]?)0x([0-9a-f]+)$/i.exec(text);
  if (hex !== null) return Number(`0x${hex[2] ?? '0'}`) * (hex[1] === '-' ? -1 : 1);
  return undefined;
}

/** The argument as a double, or Redis's error. */
export function floatArgument(text: string, complaint = notAFloat()): number {
  const value = parseFloat64(text);
  if (value === undefined || Number.isNaN(value)) throw complaint;
  return value;
}

/** Writes a double as C's `%.<precision>g` does, which is how scores look on the wire. */
export function formatG(value: number, precision: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const scientific = halfEven(value, precision);
  const exponent = Number(scientific.slice(scientific.indexOf('e') + 1));
  if (exponent >= -4 && exponent < precision) return trimZeros(positional(scientific, exponent));
  const mantissa = trimZeros(scientific.slice(0, scientific.indexOf('e')));
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** Rounds to so many digits as C does: where two are equally near, to the even one (JavaScript takes the larger). */
function halfEven(value: number, precision: number): string {
  const rounded = value.toExponential(precision - 1);
  const [digits = ''] = value.toExponential(Math.min(100, precision + 40)).split('e');
  const rest = digits.replace(/[-.]/g, '').slice(precision);
  if (!/^50*$/.test(rest)) return rounded;
  const cut = digits.slice(0, digits.length - rest.length);
  return /[02468]$/.test(cut.replace(/\.$/, '')) ? `${cut.replace(/\.$/, '')}e${exponentOf(value.toExponential(100))}` : rounded;
}

function exponentOf(scientific: string): string {
  return scientific.slice(scientific.indexOf('e') + 1);
}

/** Writes `d.ddde±x` without an exponent. */
function positional(scientific: string, exponent: number): string {
  const sign = scientific.startsWith('-') ? '-' : '';
  const digits = scientific.replace(/e.*$/, '').replace(/[-.]/g, '');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = digits.slice(exponent + 1);
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** A score as it is answered. */
export function formatScore(score: number): string {
  return formatG(score, 17);
}

/** Turns a start and a stop that may count from the end into a half-open range within `length`. */
export function resolveRange(start: number, stop: number, length: number): { from: number; to: number } {
  const from = Math.max(0, start < 0 ? length + start : start);
  const to = Math.min(length - 1, stop < 0 ? length + stop : stop);
  return from > to || from >= length ? { from: 0, to: 0 } : { from, to: to + 1 };
}
