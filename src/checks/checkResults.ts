import * as vscode from 'vscode';
import { readPrivateFile, writePrivateFile } from '#platform';
import { mergeResults, noResults, parseResults, type RepoResults, type StageResult, stageResultOf } from './model/results';
import type { Log } from '../base/log';

/** Told when what is known of a repo's stages has changed; with all that was read at the start, once for all of them. */
export interface ResultsChange {
  /** The folder; undefined for all. */
  readonly folder?: vscode.Uri;
}

/**
 * What the checks of each repo came to, kept in a small file for each repo in `globalStorageUri/checks`. What another window has written
 * meanwhile is merged. Read when it is first asked for, so that start-up does not wait.
 */
export class CheckResults implements vscode.Disposable {
  private readonly known = new Map<string, RepoResults>();
  private readonly changed = new vscode.EventEmitter<ResultsChange>();
  private readonly folder: vscode.Uri;
  private reading: Promise<void> | undefined;
  private writing = Promise.resolve();

  readonly onDidChange = this.changed.event;

  constructor(
    { globalStorageUri }: Pick<vscode.ExtensionContext, 'globalStorageUri'>,
    private readonly log: Log,
  ) {
    this.folder = vscode.Uri.joinPath(globalStorageUri, 'checks');
  }

  /** Resolves when what is stored was read. */
  get loaded(): Promise<void> {
    return (this.reading ??= this.read());
  }

  /**
   * What is known so far of a folder as a repo of this project; undefined when nothing is. Another project may have been checked in it
   * before, and ids of stages are the same in several. The first call begins to read, and `onDidChange` tells what was found.
   */
  resultsOf(folder: vscode.Uri, project: string): RepoResults | undefined {
    const known = this.inFolder(folder);
    return known?.project === project ? known : undefined;
  }

  stage(folder: vscode.Uri, project: string, stage: string): StageResult {
    return stageResultOf(this.resultsOf(folder, project), stage);
  }

  /** How many stages of a repo passed when they were run last. */
  stagesPassed(folder: vscode.Uri, project: string): number {
    return Object.values(this.resultsOf(folder, project)?.stages ?? {}).filter(({ passed }) => passed).length;
  }

  /** When something was checked last in a folder, whatever it was then; 0 when nothing was. */
  lastRunAt(folder: vscode.Uri): number {
    return Math.max(0, ...Object.values(this.inFolder(folder)?.stages ?? {}).map(({ at }) => at));
  }

  /** Changes what is known of a repo. Resolves when it is on the disk; when that fails, it is known in this window all the same. */
  async update(folder: vscode.Uri, project: string, change: (results: RepoResults) => RepoResults): Promise<void> {
    await this.loaded;
    const key = keyOf(folder);
    // Another project in the same folder begins anew.
    const results = change(this.resultsOf(folder, project) ?? noResults(key, project));
    this.known.set(key, results);
    this.changed.fire({ folder });
    await (this.writing = this.writing.then(() => this.write(key, results)));
  }

  async consentsIn(folder: vscode.Uri, project: string): Promise<readonly string[]> {
    await this.loaded;
    return this.resultsOf(folder, project)?.allowed ?? [];
  }

  async consent(folder: vscode.Uri, project: string, to: readonly string[]): Promise<void> {
    await this.update(folder, project, (known) => ({ ...known, allowed: [...new Set([...known.allowed, ...to])].sort() }));
  }

  /** Notes that as many hints of a stage were unfolded. */
  async unfoldHints(folder: vscode.Uri, project: string, stage: string, hints: number): Promise<void> {
    await this.update(folder, project, (results) => {
      const result = stageResultOf(results, stage);
      return { ...results, stages: { ...results.stages, [stage]: { ...result, hints: Math.max(result.hints, hints) } } };
    });
  }

  dispose(): void {
    this.changed.dispose();
  }

  private inFolder(folder: vscode.Uri): RepoResults | undefined {
    void this.loaded;
    return this.known.get(keyOf(folder));
  }

  private async read(): Promise<void> {
    const entries = await vscode.workspace.fs.readDirectory(this.folder).then(
      (found) => found,
      () => [],
    );
    const files = entries.filter(([name]) => name.endsWith('.json'));
    const read = await Promise.all(files.map(([name]) => this.readFile(vscode.Uri.joinPath(this.folder, name))));
    for (const results of read) if (results) this.known.set(results.uri, results);
    if (this.known.size > 0) this.changed.fire({});
  }

  private async readFile(file: vscode.Uri): Promise<RepoResults | undefined> {
    let text: string;
    try {
      text = new TextDecoder().decode(await readPrivateFile(vscode.workspace.fs, file));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && ['FileNotFound', 'ENOENT'].includes(String(error.code))))
        this.log.error('reading the results of checks', error);
      return undefined;
    }
    const results = parseResults(text);
    if (!results) this.log.warn(`${file.path} does not hold results of checks that can be read: it is left as it is until the next run.`);
    return results;
  }

  private async write(key: string, results: RepoResults): Promise<void> {
    const file = vscode.Uri.joinPath(this.folder, await fileName(key));
    const stored = await this.readFile(file);
    const merged = stored?.project === results.project ? mergeResults(stored, results) : results;
    try {
      await writePrivateFile(vscode.workspace.fs, file, new TextEncoder().encode(JSON.stringify(merged)));
    } catch (error) {
      this.log.error('keeping the results of checks', error);
    }
  }
}

const keyOf = (folder: vscode.Uri): string => folder.toString();

/** A name for a file that any folder's address can have. */
async function fileName(key: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key)));
  return `${[...digest.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}.json`;
}
