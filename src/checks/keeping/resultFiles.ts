import * as vscode from 'vscode';
import { readPrivateFile, writePrivateFile } from '#platform';
import type { Log } from '../../base/log';
import type { RepoResults } from '../model/results';
import { mergeResults, parseResults } from '../model/storedResults';

/**
 * The files that results are kept in, one for each repo: called by its id; where it has none, as everywhere in version 0.1.0, by the address of its
 * folder.
 */
export class ResultFiles {
  constructor(
    private readonly folder: vscode.Uri,
    private readonly log: Log,
  ) {}

  async readAll(): Promise<RepoResults[]> {
    const entries = await vscode.workspace.fs.readDirectory(this.folder).then(
      (found) => found,
      () => [],
    );
    const files = entries.filter(([name]) => name.endsWith('.json'));
    const read = await Promise.all(files.map(([name]) => this.read(vscode.Uri.joinPath(this.folder, name))));
    return read.filter((results) => results !== undefined);
  }

  /** Keeps what is known, with what another window has written meanwhile. What that window knows of another folder agrees to nothing here. */
  async write(results: RepoResults): Promise<void> {
    const file = await this.fileOf(results);
    const stored = await this.read(file);
    const there = stored && { ...stored, allowed: stored.uri === results.uri ? stored.allowed : [] };
    const merged = there?.project === results.project ? mergeResults(results, there) : results;
    try {
      await writePrivateFile(vscode.workspace.fs, file, new TextEncoder().encode(JSON.stringify(merged)));
    } catch (error) {
      this.log.error('keeping the results of checks', error);
    }
  }

  /** Removes what was kept by an address, once it is kept elsewhere. */
  async forget(uri: string): Promise<void> {
    const file = await this.fileOf({ uri });
    await vscode.workspace.fs.delete(file).then(undefined, (error: unknown) => {
      if (!isMissing(error)) this.log.error('removing results of checks that are kept elsewhere', error);
    });
  }

  private async read(file: vscode.Uri): Promise<RepoResults | undefined> {
    let text: string;
    try {
      text = new TextDecoder().decode(await readPrivateFile(vscode.workspace.fs, file));
    } catch (error) {
      if (!isMissing(error)) this.log.error('reading the results of checks', error);
      return undefined;
    }
    const results = parseResults(text);
    if (!results) this.log.warn(`${file.path} does not hold results of checks that can be read: it is left as it is until the next run.`);
    return results;
  }

  private async fileOf({ id, uri }: Pick<RepoResults, 'id' | 'uri'>): Promise<vscode.Uri> {
    return vscode.Uri.joinPath(this.folder, `${id ?? (await digestOf(uri))}.json`);
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['FileNotFound', 'ENOENT'].includes(String(error.code));

/** A name for a file that any folder's address can have. */
async function digestOf(uri: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(uri)));
  return [...digest.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
