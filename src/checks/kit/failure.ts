import { isDeepStrictEqual } from 'node:util';
import { momentOf } from './dates';
import { brief, cut, LONGEST_SIDE, show, withShortLists } from './values';

/** So many characters of a sentence are told: a program may answer megabytes to every request. */
const LONGEST_SENTENCE = 2_000;

/** What checks rest on without being about it, see `ability`. */
export interface Ability {
  /** "creating a todo" */
  readonly name: string;
  /** The check that is about it, as `<stage>/<check>`. */
  readonly subject: string;
}

/** What a check found wrong with the program. The message is one sentence for the learner. */
export class CheckFailure extends Error {
  override readonly name = 'CheckFailure';
  /** What did not work while it was only used. */
  restsOn: Ability | undefined;
  /** What a diff shows: both or none. */
  readonly difference: { readonly expected: string; readonly actual: string } | undefined;

  constructor(message: string, difference?: { readonly expected: string; readonly actual: string }) {
    super(cut(message, LONGEST_SENTENCE));
    this.difference = difference && {
      expected: cut(difference.expected, LONGEST_SIDE),
      actual: cut(difference.actual, LONGEST_SIDE),
    };
  }
}

/** Ends the check. */
export function fail(sentence: string, difference?: { readonly expected: unknown; readonly actual: unknown }): never {
  if (!difference) throw new CheckFailure(sentence);
  const [expected, actual] = withShortLists(difference.expected, difference.actual);
  throw new CheckFailure(sentence, { expected: show(expected), actual: show(actual) });
}

/** Holds when the condition does; else the sentence says what is wrong with the program. */
export function ensure(condition: unknown, sentence: string): asserts condition {
  if (!condition) fail(sentence);
}

/** Holds when both are the same, to the last field. `what` begins the sentence: "The title of the todo". */
export function equal(what: string, actual: unknown, expected: unknown): void {
  if (isDeepStrictEqual(actual, expected)) return;
  fail(`${what} should be ${brief(expected)}, but is ${brief(actual)}.`, { expected, actual });
}

/** A value that is tested rather than compared. */
export class Matcher {
  constructor(
    readonly words: string,
    readonly holds: (value: unknown) => boolean,
  ) {}

  /** What a diff shows in the place of this. */
  toJSON(): string {
    return `<${this.words}>`;
  }
}

/** Any value for which `holds` does, described as in "a whole number above 0". */
export const that = (words: string, holds: (value: unknown) => boolean): Matcher => new Matcher(words, holds);
export const anyText = that('some text', (value) => typeof value === 'string' && value !== '');
export const anyNumber = that('a number', isNumber);
/** What the ids of a program look like is its own business, where a stage does not say otherwise. */
export const anyId = that('text or a number', (value) => (typeof value === 'string' && value !== '') || isNumber(value));
export const anyBoolean = that('true or false', (value) => typeof value === 'boolean');
export const anyList = that('a list', Array.isArray);
export const anyDate = that('a date such as 2026-01-31T12:00:00.000Z', (value) => momentOf(value) !== undefined);
/** Not there at all, as a field that must not be told. */
export const absent = that('nothing', (value) => value === undefined);
export const matching = (pattern: RegExp): Matcher =>
  that(`text like ${String(pattern)}`, (value) => typeof value === 'string' && pattern.test(value));
export const listOf = (length: number): Matcher => that(`a list of ${length}`, (value) => Array.isArray(value) && value.length === length);

/**
 * Holds when everything in the pattern is in the value; further fields of objects are allowed, further items of lists are not. A
 * pattern may hold matchers. `what` begins the sentence: "The answer to POST /todos".
 */
export function like(what: string, actual: unknown, pattern: unknown): void {
  const found = mismatch(actual, pattern, []);
  if (!found) return;
  const place = found.path.length > 0 ? `${what}: "${found.path.join('.')}"` : what;
  const expected = found.pattern instanceof Matcher ? found.pattern.words : brief(found.pattern);
  fail(`${place} should be ${expected}, but is ${brief(found.actual)}.`, { expected: pattern, actual });
}

interface Mismatch {
  readonly path: readonly string[];
  readonly actual: unknown;
  readonly pattern: unknown;
}

function mismatch(actual: unknown, pattern: unknown, path: readonly string[]): Mismatch | undefined {
  const here = { path, actual, pattern };
  if (pattern instanceof Matcher) return pattern.holds(actual) ? undefined : here;
  if (Array.isArray(pattern)) {
    if (!Array.isArray(actual) || actual.length !== pattern.length) return here;
    return first(pattern.map((item, index) => mismatch(actual[index], item, [...path, String(index)])));
  }
  if (typeof pattern === 'object' && pattern !== null) {
    if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) return here;
    const fields = actual as Record<string, unknown>;
    return first(Object.entries(pattern).map(([key, value]) => mismatch(fields[key], value, [...path, key])));
  }
  return Object.is(actual, pattern) ? undefined : here;
}

const first = (found: readonly (Mismatch | undefined)[]): Mismatch | undefined => found.find((one) => one !== undefined);

/** A large one is a `bigint`, see `parseJson`. */
function isNumber(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'bigint';
}
