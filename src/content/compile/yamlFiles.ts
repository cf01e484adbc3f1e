import { LineCounter, parseDocument, type Document } from 'yaml';
import type { ContentFolder } from './folder';
import { ContentError, type ContentProblem } from './problems';

interface Source {
  readonly document: Document;
  readonly lines: LineCounter;
}

/** The YAML files of a folder, and everything that is wrong with them: file, line and column for a person to go to. */
export class YamlFiles {
  private readonly sources = new Map<string, Source>();
  private readonly found: string[] = [];

  constructor(private readonly folder: ContentFolder) {}

  /** What was found so far, as `roadmap.yaml:12:5 sections.0.title must not be empty`. */
  get problems(): readonly string[] {
    return this.found;
  }

  /** What a file says; undefined when it is no YAML, which is among the problems then. Rejects when it cannot be read. */
  async read(file: string): Promise<unknown> {
    const lines = new LineCounter();
    const document = parseDocument(await this.folder.read(file), { lineCounter: lines });
    this.sources.set(file, { document, lines });
    for (const { message, linePos } of document.errors) {
      this.found.push(`${file}:${linePos?.[0].line ?? 1}:${linePos?.[0].col ?? 1} ${message.split('\n')[0] ?? ''}`);
    }
    return document.errors.length > 0 ? undefined : document.toJS();
  }

  /** Notes what is wrong with the content of files that were read. */
  report(problems: readonly ContentProblem[]): void {
    this.found.push(...problems.map((problem) => this.locate(problem)));
  }

  /** Everything that is wrong, as one error. */
  error(): Error {
    return new ContentError(`The content in ${this.folder.name} has problems`, this.found);
  }

  private locate({ file, path, message }: ContentProblem): string {
    const source = this.sources.get(file);
    const where = path === '' ? [] : [path];
    const keys = path === '' ? [] : path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    // A missing key has no place of its own: the nearest part that holds it is named.
    for (let depth = keys.length; source && depth >= 0; depth--) {
      const node = source.document.getIn(keys.slice(0, depth), true) as { range?: [number, number, number] } | undefined;
      if (!node?.range) continue;
      const { line, col } = source.lines.linePos(node.range[0]);
      return [`${file}:${line}:${col}`, ...where, message].join(' ');
    }
    return [`${file}:1:1`, ...where, message].join(' ');
  }
}
