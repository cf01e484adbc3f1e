import { lessonMarkdown, plainText, type Token } from './lessonMarkdown';

/** Where a passage stands in a text, and how it reads. */
export interface Passage {
  /** Its words as a reader sees them, without the marks of Markdown. */
  readonly quote: string;
  /** Of its beginning, counted from 0. */
  readonly line: number;
}

/**
 * Finds a passage, word for word as it stands in the Markdown of a text; where a line breaks makes no difference. Undefined when it is not
 * there.
 */
export function findPassage(text: string, passage: string): Passage | undefined {
  const words = passage.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return undefined;
  const found = new RegExp(words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('\\s+')).exec(text);
  if (!found) return undefined;
  const line = text.slice(0, found.index).split('\n').length - 1;
  return { quote: quoteOf(found[0], line, text), line };
}

function quoteOf(passage: string, line: number, text: string): string {
  const around = lessonMarkdown()
    .parse(text, {})
    .filter(({ map }) => map && map[0] <= line && line < map[1]);
  // Code has no marks, and the cells of a table end with them.
  if (around.some(({ type }) => type === 'fence')) return inOneLine(passage);
  const source = around.some(({ type }) => type === 'table_open') ? passage.replaceAll('|', ' ') : passage;
  return inOneLine(lessonMarkdown().parse(source, {}).map(wordsOf).join(' '));
}

const wordsOf = (token: Token): string => (token.type === 'inline' ? plainText(token) : token.type === 'fence' ? token.content : '');

const inOneLine = (text: string): string => text.split(/\s+/).join(' ').trim();

/** Whether a page shows these words; where it breaks a line makes no difference. */
export const isShown = (html: string, quote: string): boolean => withoutSpaces(textOf(html)).includes(withoutSpaces(quote));

const withoutSpaces = (text: string): string => text.replace(/\s/g, '');

const textOf = (html: string): string =>
  html.replace(/<[^>]*>/g, '').replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => CHARACTERS[entity] ?? '');

/** As they are written where text becomes HTML. */
const CHARACTERS: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
