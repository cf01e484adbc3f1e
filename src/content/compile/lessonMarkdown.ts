import createMarkdownIt from 'markdown-it';
import type { MarkdownIt, Token } from 'markdown-it';

/** The types of markdown-it by the names we use. */
export type { MarkdownIt, Token };

export const CALLOUTS = { note: 'Note', tip: 'Tip', warning: 'Warning' } as const;
type Callout = keyof typeof CALLOUTS;

const MARK = /^\[!([A-Za-z]*)\]/;

/** The word in `[!WORD]` when a blockquote begins with one on a line of its own; it may be none of ours. */
export function calloutWord(tokens: readonly Token[], open: number): string | undefined {
  const inline = tokens[open + 2];
  if (tokens[open]?.type !== 'blockquote_open' || inline?.type !== 'inline') return undefined;
  const [first = ''] = inline.content.split('\n');
  const match = MARK.exec(first);
  return match && match[0] === first.trim() ? match[1] : undefined;
}

export const isCallout = (word: string | undefined): word is Uppercase<Callout> =>
  word !== undefined && word === word.toUpperCase() && Object.hasOwn(CALLOUTS, word.toLowerCase());

/** `> [!NOTE]`: the blockquote becomes a callout, and its first line the title. */
export function callouts(markdown: MarkdownIt): void {
  markdown.core.ruler.after('block', 'callouts', (state) => {
    const { tokens } = state;
    const closing: string[] = [];
    tokens.forEach((token, index) => {
      if (token.type === 'blockquote_open') {
        const word = calloutWord(tokens, index);
        const kind = isCallout(word) ? (word.toLowerCase() as Callout) : undefined;
        closing.push(kind ?? '');
        if (!kind) return;
        token.type = 'callout_open';
        token.info = kind;
        const inline = tokens[index + 2];
        if (inline) inline.content = inline.content.split('\n').slice(1).join('\n');
        // A callout whose first paragraph was the mark alone begins with the next one.
        if (inline?.content === '') for (const part of tokens.slice(index + 1, index + 4)) part.hidden = true;
      } else if (token.type === 'blockquote_close' && closing.pop() !== '') token.type = 'callout_close';
    });
  });
  markdown.renderer.rules['callout_open'] = (tokens, index) => {
    const kind = tokens[index]?.info as Callout;
    return `<div class="callout" role="note" data-kind="${kind}">\n<p class="callout-title">${CALLOUTS[kind]}</p>\n`;
  };
  markdown.renderer.rules['callout_close'] = () => '</div>\n';
}

/** The picture that a paragraph consists of, or undefined when it is another paragraph. */
export function soleImage(inline: Token | undefined): Token | undefined {
  const [only, ...rest] = inline?.type === 'inline' ? (inline.children ?? []) : [];
  return only?.type === 'image' && rest.length === 0 ? only : undefined;
}

/** A picture stands by itself, as a figure: the paragraph around it goes. */
function pictures(markdown: MarkdownIt): void {
  markdown.core.ruler.push('pictures', ({ tokens }) => {
    tokens.forEach((token, index) => {
      if (!soleImage(token)) return;
      for (const part of [tokens[index - 1], tokens[index + 1]]) if (part) part.hidden = true;
    });
  });
}

const BOX = /^\[[ xX]\]\s+/;

/** Whether a list item begins with `[ ]`. */
export const isTask = (tokens: readonly Token[], open: number): boolean => {
  const inline = tokens[open + 2];
  return tokens[open]?.type === 'list_item_open' && inline?.type === 'inline' && BOX.test(inline.content);
};

/**
 * `- [ ] …` becomes an item with a box to tick. The page makes the box of the learner's progress: what is written here says where
 * it goes, and which of them it is (`lessonPart` in `pages/readingHtml.ts`).
 */
function taskLists(markdown: MarkdownIt): void {
  markdown.core.ruler.after('block', 'task-lists', ({ tokens }) => {
    tokens.forEach((token, index) => {
      const inline = tokens[index + 2];
      if (!inline || !isTask(tokens, index)) return;
      inline.content = inline.content.replace(BOX, '');
      token.attrJoin('class', 'task');
    });
  });
  // After the words were parsed: what they say names the box, whatever is marked in them.
  markdown.core.ruler.after('inline', 'task-boxes', ({ tokens, Token }) => {
    let tasks = 0;
    tokens.forEach((token, index) => {
      const inline = tokens[index + 2];
      if (token.attrGet('class') !== 'task' || !inline) return;
      const html = (content: string) => Object.assign(new Token('html_inline', '', 0), { content });
      inline.children = [html(`<label>${taskMark(tasks)}<span>`), ...(inline.children ?? []), html('</span></label>')];
      tasks += 1;
    });
  });
}

/** What stands in a lesson for the box of its n-th task, counted from 0. */
const taskMark = (task: number): string => `<input data-task="${task}">`;

/**
 * The corner of a table above its row of names is no heading of anything; below it stand the names of the rows, which are the headings of what is
 * beside them.
 */
function emptyCorners(markdown: MarkdownIt): void {
  markdown.core.ruler.push('empty-corners', ({ tokens }) => {
    let column = 0;
    let hasCorner = false;
    tokens.forEach((token, index) => {
      if (token.type === 'table_open') hasCorner = false;
      if (token.type === 'tr_open') column = 0;
      if (token.type === 'th_open' && tokens[index + 1]?.content === '') {
        hasCorner ||= column === 0;
        retag(tokens, index, 'td');
      } else if (token.type === 'td_open' && hasCorner && column === 0) {
        token.attrSet('scope', 'row');
        retag(tokens, index, 'th');
      }
      if (token.type === 'th_close' || token.type === 'td_close') column += 1;
    });
  });
}

/** Makes another element of the cell of a table that opens here: its beginning, its text and its end are tokens. */
function retag(tokens: readonly Token[], open: number, tag: string): void {
  for (const cell of [tokens[open], tokens[open + 2]]) if (cell) cell.tag = tag;
}

/**
 * GitHub's Markdown as lessons use it. No raw HTML. Every address becomes a token, so that the check can name the ones which are
 * refused; the renderer lets through what `parseLink` knows, and nothing else.
 */
export function lessonMarkdown(): MarkdownIt {
  const markdown = createMarkdownIt({ html: false, linkify: false, typographer: false });
  markdown.validateLink = () => true;
  markdown.use(callouts).use(taskLists).use(pictures).use(emptyCorners);
  return markdown;
}

/** The words of an inline token, without its marks: code spans with their code, pictures not at all. */
export const plainText = (inline: Token | undefined): string =>
  (inline?.children ?? [])
    .map((token) => {
      if (token.type === 'text' || token.type === 'code_inline') return token.content;
      return token.type === 'softbreak' || token.type === 'hardbreak' ? ' ' : '';
    })
    .join('');

/** How many words of prose there are; code in fences is none. */
export function countWords(tokens: readonly Token[]): number {
  const texts = tokens.filter(({ type }) => type === 'inline').map(plainText);
  return texts.reduce((sum, text) => sum + (text.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0), 0);
}

/** An attribute of a token, as text; empty when it has none of this name. */
export const attributeOf = (token: Token | undefined, name: string): string => String(token?.attrGet(name) ?? '');

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The lines of a lesson, to say where something is. Lines and columns count from 1. */
export class SourceLines {
  private readonly lines: readonly string[];

  constructor(source: string) {
    this.lines = source.split('\n');
  }

  /** The last line that says something. */
  get end(): Place {
    const last = this.lines.map((line) => line.trim() !== '').lastIndexOf(true);
    return { line: Math.max(1, last + 1), column: 1 };
  }

  /** Where a block begins. */
  of({ map }: Token): Place {
    const line = (map?.[0] ?? 0) + 1;
    return { line, column: Math.max(0, (this.lines[line - 1] ?? '').search(/\S/)) + 1 };
  }

  /** Where this text is in a block; the block's beginning when it is written otherwise there. */
  find(block: Token, text: string): Place {
    const [from, to] = block.map ?? [0, 0];
    for (let index = from; index < to; index++) {
      const column = (this.lines[index] ?? '').indexOf(text);
      if (text !== '' && column >= 0) return { line: index + 1, column: column + 1 };
    }
    return this.of(block);
  }

  /** Whether a fence ends with its marks and not with the file. */
  isClosed({ map, markup }: Token): boolean {
    const last = (this.lines[(map?.[1] ?? 1) - 1] ?? '').replace(/^[\s>]*/, '');
    return (map?.[1] ?? 0) - (map?.[0] ?? 0) > 1 && last.startsWith(markup) && last.trim() === last.trim().replace(/[^`~]/g, '');
  }
}

/** The anchor of a heading: lower case, every run of other characters than a-z and 0-9 one hyphen, none at the ends. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
