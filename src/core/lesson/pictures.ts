import type { MarkdownIt, Token } from './markdownIt';

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
