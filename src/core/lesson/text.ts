import type { Token } from './markdownIt';

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
