import createMarkdownIt, { type MarkdownIt, type Token } from 'markdown-it';

/** The types of markdown-it by the names we use. */
export type { MarkdownIt, Token };

export const CALLOUTS = { note: 'Note', tip: 'Tip', warning: 'Warning' } as const;
export type Callout = keyof typeof CALLOUTS;

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
export function pictures(markdown: MarkdownIt): void {
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
 * `- [ ] …` becomes an item with the look of a box. It is no control: what the learner ticks is the topic, and a box that forgets
 * would be worse than none.
 */
export function taskLists(markdown: MarkdownIt): void {
  markdown.core.ruler.after('block', 'task-lists', ({ tokens }) => {
    tokens.forEach((token, index) => {
      const inline = tokens[index + 2];
      if (!inline || !isTask(tokens, index)) return;
      inline.content = inline.content.replace(BOX, '');
      token.attrJoin('class', 'task');
    });
  });
}

/**
 * GitHub's Markdown as lessons use it. No raw HTML. Every address becomes a token, so that the check can name the ones which are
 * refused; the renderer lets through what `parseLink` knows, and nothing else.
 */
export function lessonMarkdown(): MarkdownIt {
  const markdown = createMarkdownIt({ html: false, linkify: false, typographer: false });
  markdown.validateLink = () => true;
  markdown.use(callouts).use(taskLists).use(pictures);
  return markdown;
}
