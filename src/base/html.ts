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
