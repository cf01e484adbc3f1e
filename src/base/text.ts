/** Puts values in the places {0}, {1}, … of a sentence. A value that looks like a place is left as it is. */
export const fillIn = (sentence: string, ...values: readonly (string | number)[]): string =>
  sentence.replace(/\{(\d+)\}/g, (place, index: string) => String(values[Number(index)] ?? place));

/**
 * Text that Markdown shows as it is: what would format, link, or start a block is escaped. Nothing else is, because a
 * checklist is also read as it was written: `Real-Time`, not `Real\-Time`.
 */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\`*_{}[\]<>()#|~$&]/g, '\\$&')
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d+)\./, '$1\\.');

/** HTML that was made by `html`, and so holds no text of the content unescaped. */
export class Html {
  constructor(readonly source: string) {}

  toString(): string {
    return this.source;
  }
}

type Part = Html | string | number | false | null | undefined | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for element content and for attributes in quotes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

/** A template whose values are escaped, except for nested `html`. Lists are joined; false, null and undefined vanish. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((source, text, index) => source + show(parts[index - 1]) + text));
}

function show(part: Part): string {
  if (part instanceof Html) return part.source;
  if (Array.isArray(part)) return part.map(show).join('');
  return part === undefined || part === null || part === false ? '' : escapeHtml(String(part));
}
