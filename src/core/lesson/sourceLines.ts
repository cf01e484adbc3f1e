import type { Token } from './markdownIt';

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
