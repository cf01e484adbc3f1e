import { upperBound } from '../binarySearch';
import { parseFloat64 } from '../numbers';
import { err } from '../reply';
import type { Scored } from '../sortedSet';

/** A half-open range of indexes into the ordered entries. */
export interface IndexRange {
  readonly from: number;
  readonly to: number;
}

/** Finds the entries between two scores such as `1`, `(1`, `-inf`. */
export function scoreRange(entries: readonly Scored[], min: string, max: string): IndexRange {
  const low = scoreBound(min);
  const high = scoreBound(max);
  const from = upperBound(entries, ({ score }) => (low.exclusive ? score <= low.value : score < low.value));
  const to = upperBound(entries, ({ score }) => (high.exclusive ? score < high.value : score <= high.value));
  return { from, to: Math.max(from, to) };
}

/** Refuses a bound that is no score, for when there is nothing to search. */
export function scoreBound(text: string): { value: number; exclusive: boolean } {
  const exclusive = text.startsWith('(');
  // C reads over blanks in front, and makes zero of nothing at all.
  const digits = (exclusive ? text.slice(1) : text).trimStart();
  const value = digits === '' ? 0 : parseFloat64(digits);
  if (value === undefined) throw err('min or max is not a float');
  return { value, exclusive };
}

/** Finds the entries between two members such as `[a`, `(a`, `-`, `+`, where all scores are the same. */
export function lexRange(entries: readonly Scored[], min: string, max: string): IndexRange {
  const low = lexBound(min);
  const high = lexBound(max);
  const from = upperBound(entries, ({ member }) => isBelow(member, low));
  const to = upperBound(entries, ({ member }) => !isAbove(member, high));
  return { from, to: Math.max(from, to) };
}

type LexBound = '-' | '+' | { readonly text: string; readonly exclusive: boolean };

/** Reads one bound of a range by members. */
export function lexBound(text: string): LexBound {
  if (text === '-' || text === '+') return text;
  if (text.startsWith('[') || text.startsWith('(')) return { text: text.slice(1), exclusive: text.startsWith('(') };
  throw err('min or max not valid string range item');
}

function isBelow(member: string, bound: LexBound): boolean {
  if (typeof bound === 'string') return bound === '+';
  return bound.exclusive ? member <= bound.text : member < bound.text;
}

function isAbove(member: string, bound: LexBound): boolean {
  if (typeof bound === 'string') return bound === '-';
  return bound.exclusive ? member >= bound.text : member > bound.text;
}
