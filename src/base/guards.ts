/** Small questions about values that came from outside: a message, or something that was stored. */

export type Fields = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
export const isText = (value: unknown): value is string => typeof value === 'string';
export const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
/** A whole number from 0 on. */
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
export const isListOf = <T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] =>
  Array.isArray(value) && value.every(isItem);
export const isNullOr = <T>(value: unknown, isThat: (item: unknown) => item is T): value is T | null => value === null || isThat(value);

/** The numbers above 0 of a record, by their keys. */
export function numbersIn(value: unknown): Record<string, number> {
  const entries = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, number] => Number.isFinite(entry[1]) && Number(entry[1]) > 0));
}

/** Whether objects and lists hold others more than so many levels deep; it looks no further than that. */
export const isDeeperThan = (value: unknown, depth: number): boolean =>
  typeof value === 'object' && value !== null && (depth === 0 || Object.values(value).some((part) => isDeeperThan(part, depth - 1)));
