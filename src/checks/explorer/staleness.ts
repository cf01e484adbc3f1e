import * as vscode from 'vscode';
import type { CheckResults } from '../checkResults';

/** What programs and tools write beside the learner's own files. */
const NOT_SOURCE = /(?:^|\/)(?:node_modules|\.git|\.data|\.venv|__pycache__|dist|build|target|generated|coverage)(?:\/|$)/;
/** More than a project of this size has: what is beyond is not looked at. */
const MAX_FILES = 2_000;

/** Knows in which repos something has changed since their last check. */
export class Staleness implements vscode.Disposable {
  private readonly states = new Map<string, boolean>();
  private readonly watchers = new Map<string, vscode.FileSystemWatcher>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();

  readonly onDidChange = this.changed.event;

  constructor(private readonly results: CheckResults) {}

  /** Whether files changed since the last check. The first question begins to look; `onDidChange` tells when that finds a change. */
  isStale(folder: vscode.Uri): boolean {
    const key = folder.toString();
    if (!this.states.has(key) && this.results.lastRunAt(folder) > 0) {
      this.states.set(key, false);
      this.watch(folder);
      void this.look(folder);
    }
    return this.states.get(key) ?? false;
  }

  /** A check has just ended: what it found is about the files as they are. */
  checked(folder: vscode.Uri): void {
    this.watch(folder);
    this.set(folder, false);
  }

  dispose(): void {
    vscode.Disposable.from(this.changed, ...this.watchers.values()).dispose();
  }

  private watch(folder: vscode.Uri): void {
    const key = folder.toString();
    if (this.watchers.has(key)) return;
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**/*'));
    const see = ({ path }: vscode.Uri): void => {
      if (!NOT_SOURCE.test(path.slice(folder.path.length))) this.set(folder, true);
    };
    watcher.onDidChange(see);
    watcher.onDidCreate(see);
    watcher.onDidDelete(see);
    this.watchers.set(key, watcher);
  }

  private set(folder: vscode.Uri, isStale: boolean): void {
    const key = folder.toString();
    if (this.states.get(key) === isStale) return;
    this.states.set(key, isStale);
    this.changed.fire(folder);
  }

  /** Looks for a file that is younger than the last check; a folder that cannot be read has none. */
  private async look(folder: vscode.Uri): Promise<void> {
    const since = this.results.lastRunAt(folder);
    let seen = 0;
    const isYounger = async (uri: vscode.Uri): Promise<boolean> => {
      const entries = await vscode.workspace.fs.readDirectory(uri).then(
        (found) => found,
        () => [],
      );
      for (const [name, type] of entries) {
        const child = vscode.Uri.joinPath(uri, name);
        if (NOT_SOURCE.test(name) || (seen += 1) > MAX_FILES) continue;
        if (type === vscode.FileType.Directory) {
          if (await isYounger(child)) return true;
        } else if (type === vscode.FileType.File) {
          const { mtime } = await vscode.workspace.fs.stat(child);
          if (mtime > since) return true;
        }
      }
      return false;
    };
    if (await isYounger(folder).catch(() => false)) this.set(folder, true);
  }
}
