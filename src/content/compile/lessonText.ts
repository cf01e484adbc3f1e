import type { Token } from './lessonMarkdown';

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
