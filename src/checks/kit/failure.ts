import { isDeepStrictEqual } from 'node:util';
import { momentOf } from './dates';
import { toJson } from './json';

/** So many characters of a sentence, and of each side of a diff, are told: a program may answer megabytes to every request. */
const LONGEST_SENTENCE = 2_000;
const LONGEST_SIDE = 100_000;

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}…` : text);

/** What a check found wrong with the program. The message is one sentence for the learner. */
export class CheckFailure extends Error {
  override readonly name = 'CheckFailure';
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
  throw new CheckFailure(sentence, difference && { expected: show(difference.expected), actual: show(difference.actual) });
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

const BRIEF = 80;

/** A value within a sentence. */
export function brief(value: unknown): string {
  if (value === undefined) return 'missing';
  return cut(asText(value), BRIEF);
}

/** Each level of what is spread over lines moves all that is in it to the right. */
const DEEPEST_SPREAD = 50;

/** A value as a diff shows it: text as it is, all else as JSON, over several lines unless it is too long or too deep for that. */
export function show(value: unknown): string {
  if (typeof value === 'string') return value;
  const text = asText(value);
  return text.length > LONGEST_SIDE || isDeeperThan(value, DEEPEST_SPREAD) ? text : asText(value, 2);
}

/** Looks no further than that depth. */
const isDeeperThan = (value: unknown, depth: number): boolean =>
  typeof value === 'object' && value !== null && (depth === 0 || Object.values(value).some((part) => isDeeperThan(part, depth - 1)));

/** What JSON does not know, such as a function, is named by its type. */
function asText(value: unknown, indent?: number): string {
  try {
    return toJson(value, indent) ?? typeof value;
  } catch (error) {
    // A program may answer what can be parsed, and not be written again.
    if (error instanceof RangeError) return 'a value that is nested too deeply to be shown';
    throw error;
  }
}
