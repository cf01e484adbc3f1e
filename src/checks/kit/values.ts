/** How values are told: in a sentence, on a side of a diff, in an exchange. What is long is cut, with a count of what is left out. */
import { isDeepStrictEqual } from 'node:util';
import { isDeeperThan } from '../../base/guards';
import { toJson } from './json';

/** So many characters of each side of a diff are told: a program may answer megabytes to every request. */
export const LONGEST_SIDE = 100_000;
/** So many of a value within a sentence. */
const BRIEF = 80;
/** So many items of a list are told, and those around the first that differs. */
const ITEMS = 20;
const AROUND = 3;
/** Each level of what is spread over lines moves all that is in it to the right. */
const DEEPEST_SPREAD = 50;

/** A text of no more characters, with a count of those that are left out. */
export const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most)}… and ${text.length - most} more characters of ${text.length}` : text;

const more = (told: number, all: number): string => `… and ${all - told} more of ${all}`;

/** A value within a sentence. */
export function brief(value: unknown): string {
  if (value === undefined) return 'missing';
  const text = asText(value);
  if (text.length <= BRIEF) return text;
  if (Array.isArray(value)) return briefList(value);
  return typeof value === 'string' ? `"${cut(value, BRIEF)}"` : `${text.slice(0, BRIEF)}…`;
}

function briefList(list: readonly unknown[]): string {
  const told: string[] = [];
  let length = 0;
  for (const item of list) {
    const text = asText(item);
    length += text.length + 1;
    if (length > BRIEF) break;
    told.push(text);
  }
  if (told.length === 0) told.push(`${asText(list[0]).slice(0, BRIEF)}…`);
  return told.length === list.length ? `[${told.join(',')}]` : `[${told.join(',')}, ${more(told.length, list.length)}]`;
}

/** A value as a diff shows it: text as it is, all else as JSON, over several lines unless it is too long or too deep for that. */
export function show(value: unknown): string {
  if (typeof value === 'string') return value;
  const text = asText(value);
  return text.length > LONGEST_SIDE || isDeeperThan(value, DEEPEST_SPREAD) ? text : asText(value, 2);
}

/** Stands for the items of a list that are left out; nobody else can write it. */
const LEFT_OUT = `left out ${crypto.randomUUID()} `;
const LEFT_OUT_IN_JSON = new RegExp(`"${LEFT_OUT}([^"]*)"`, 'g');

/** The same values with the beginnings of their lists, and a count of what is left out; what differs first is in them. */
export function withShortLists(one: unknown, other: unknown): readonly [one: unknown, other: unknown] {
  return [shortened(one, other, ITEMS, 0), shortened(other, one, ITEMS, 0)];
}

/** A value with no more than so many items of each list, and a count of the others. */
export const withItems = (value: unknown, items: number): unknown => shortened(value, value, items, 0);

function shortened(value: unknown, other: unknown, items: number, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth > DEEPEST_SPREAD || !isPlain(value)) return value;
  const partOf = (key: string | number): unknown =>
    typeof other === 'object' && other !== null ? (other as Record<string, unknown>)[key] : undefined;
  if (!Array.isArray(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shortened(part, partOf(key), items, depth + 1)]));
  }
  const differs = Array.isArray(other) ? value.findIndex((item, index) => !isDeepStrictEqual(item, partOf(index))) : -1;
  const told = Math.max(items, differs + AROUND);
  const kept = value.slice(0, told).map((item, index) => shortened(item, partOf(index), items, depth + 1));
  return told < value.length ? [...kept, `${LEFT_OUT}${more(told, value.length)}`] : kept;
}

/** Whether it is what JSON makes, and nothing with a meaning of its own, such as a matcher. */
const isPlain = (value: object): boolean => Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;

/** What JSON does not know, such as a function, is named by its type. */
function asText(value: unknown, indent?: number): string {
  try {
    return toJson(value, indent)?.replace(LEFT_OUT_IN_JSON, '$1') ?? typeof value;
  } catch (error) {
    // A program may answer what can be parsed, and not be written again.
    if (error instanceof RangeError) return 'a value that is nested too deeply to be shown';
    throw error;
  }
}
