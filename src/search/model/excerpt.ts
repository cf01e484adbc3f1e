import type { Hit } from './searchIndex';

/** So much of a text stands before the word that was found, and after it. */
const BEFORE = 40;
const AFTER = 100;

/** The part of a text that shows why it was found, in one line; undefined when its title says that already. */
export function excerptOf({ entry, terms }: Hit): string | undefined {
  const { title, text } = entry;
  if (text === '' || terms.every((term) => placeOf(title, [term]) >= 0)) return undefined;
  const at = placeOf(text, terms);
  if (at < 0) return undefined;
  const start = at <= BEFORE ? 0 : wordStart(text, at - BEFORE);
  const end = Math.min(text.length, at + AFTER);
  return `${start > 0 ? '…' : ''}${text.slice(start, end).trim()}${end < text.length ? '…' : ''}`;
}

/** Where the first of these words begins; -1 when none is there. */
function placeOf(text: string, terms: readonly string[]): number {
  const lower = text.toLowerCase();
  const places = terms.map((term) => lower.search(new RegExp(`(?<![\\p{L}\\p{N}])${escape(term)}`, 'u'))).filter((place) => place >= 0);
  return places.length > 0 ? Math.min(...places) : -1;
}

const escape = (term: string): string => term.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Where the word after this place begins. */
function wordStart(text: string, at: number): number {
  const space = text.indexOf(' ', at);
  return space < 0 ? at : space + 1;
}
