/**
 * JSON without loss. JavaScript rounds whole numbers above 2^53, which other languages do not: a program that gives out such ids would be
 * asked for one that it never gave. Here such a number is a `bigint`, which compares and prints as it came, and is sent as a number again. Halves of
 * characters alone are lost.
 */

/** Begins the text that stands for a large number for a moment. Nobody else can write it: it is another one in each process. */
const MARK = `large number ${crypto.randomUUID()} `;

/** Texts, which are passed over, and numbers. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const WHOLE = /^-?\d+$/;

/** Throws a `SyntaxError` as `JSON.parse` does. */
export function parseJson(text: string): unknown {
  const value = JSON.parse(text) as unknown;
  // Only now is it known that the text is JSON, so that what looks like a token is one.
  const marked = text.replace(TOKENS, (token) => (isLarge(token) ? `"${MARK}${token}"` : token));
  const isChanged = marked !== text || HALF.test(text);
  return isChanged ? JSON.parse(marked, (_key, part: unknown) => largeNumber(part) ?? wellFormed(part)) : value;
}

/** May be half of a character: JSON knows it, and no address and no other program does. */
const HALF = /\\u[dD][89a-fA-F]/;

const wellFormed = (part: unknown): unknown => (typeof part === 'string' ? Buffer.from(part).toString() : part);

/** JSON in which a `bigint` is a number. Undefined for what JSON does not know, such as a function. */
export function toJson(value: unknown, indent?: number): string | undefined {
  const mark = (_key: string, part: unknown): unknown => (typeof part === 'bigint' ? `${MARK}${part}` : part);
  const text = JSON.stringify(value, mark, indent) as string | undefined;
  return text?.replace(MARKED, '$1');
}

const MARKED = new RegExp(`"${MARK}(-?\\d+)"`, 'g');

/** Digits. What is longer is no id of any program, and costs the square of its length. */
const LONGEST = 1_000;
const isLarge = (token: string): boolean => token.length <= LONGEST && WHOLE.test(token) && !Number.isSafeInteger(Number(token));

const largeNumber = (part: unknown): bigint | undefined =>
  typeof part === 'string' && part.startsWith(MARK) ? BigInt(part.slice(MARK.length)) : undefined;
