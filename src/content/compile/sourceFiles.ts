import { LineCounter, parseDocument, type Document } from 'yaml';

/** One thing that is wrong with the content, for a person to fix. */
export interface ContentProblem {
  /** File relative to the roadmap's folder, such as `projects/rest-api/project.yaml`. */
  readonly file: string;
  /** Where in the file, such as `sections.0.topics.1.hours`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

/** What is wrong with the content that is read, each problem with its file, line and column: for its author, who needs no stack. */
export class ContentError extends Error {
  override readonly name = 'ContentError';

  constructor(what: string, problems: readonly string[]) {
    super(`${what}:\n${problems.join('\n')}`);
  }
}

/** A folder with what is taught, wherever it is: on the disk for the build, behind an editor's file system for a roadmap of the learner's. */
export interface ContentFolder {
  /** How a person calls it: its path, as a rule. */
  readonly name: string;
  /** The text of a file, such as `topics/caching.md`. Rejects when it cannot be read. */
  read(file: string): Promise<string>;
  /** What is in a folder below it, sorted by name; nothing when there is no such folder. Rejects when it cannot be read. */
  list(folder: string): Promise<readonly { readonly name: string; readonly isFolder: boolean }[]>;
}

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
