import * as vscode from 'vscode';
import type { CheckResults } from '../checkResults';
import { isSource } from '../model/sourceChanges';
import { pathIn, sourcesIn, watchSources } from './sources';

/** A check that is under way. */
interface UnderWay {
  /** The learner has saved something since it began: what it finds is about older files. */
  isOld: boolean;
}

/** Knows in which folders something has changed since their last check. */
export class Staleness implements vscode.Disposable {
  private readonly states = new Map<string, boolean>();
  private readonly watchers = new Map<string, vscode.Disposable>();
  private readonly underWay = new Map<string, UnderWay>();
  /** When the last check of this window ended: what the program wrote until then is told later. */
  private readonly endedAt = new Map<string, number>();
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

  /** A check begins: what changes from now on may be the program's own work, unless it was saved here. */
  begins(folder: vscode.Uri): void {
    this.watch(folder);
    this.underWay.set(folder.toString(), { isOld: false });
  }

  /** A check has just ended: what it found is about the files as they were at its beginning. */
  ended(folder: vscode.Uri, hasResults: boolean): void {
    const key = folder.toString();
    const running = this.underWay.get(key);
    if (!running) return;
    const { isOld } = running;
    this.underWay.delete(key);
    this.endedAt.set(key, Date.now());
    if (hasResults || isOld) this.set(folder, isOld);
  }

  dispose(): void {
    vscode.Disposable.from(this.changed, ...this.watchers.values()).dispose();
  }

  private watch(folder: vscode.Uri): void {
    const key = folder.toString();
    if (this.watchers.has(key)) return;
    const saves = vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      const running = this.underWay.get(key);
      if (running && uri.path.startsWith(`${folder.path}/`) && isSource(pathIn(folder, uri))) running.isOld = true;
    });
    const watcher = watchSources(folder, (file) => void this.see(folder, file));
    this.watchers.set(key, vscode.Disposable.from(watcher, saves));
  }

  private async see(folder: vscode.Uri, file: vscode.Uri): Promise<void> {
    const key = folder.toString();
    if (this.underWay.has(key) || this.states.get(key) === true) return;
    const since = this.endedAt.get(key);
    // News of a file comes late: what is older than the end of the check was there when it ended.
    if (since !== undefined && (await timeOf(file)) <= since) return;
    if (!this.underWay.has(key)) this.set(folder, true);
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
    for await (const { uri } of sourcesIn(folder)) {
      const time = await timeOf(uri);
      if (time === Infinity || time <= since) continue;
      this.set(folder, true);
      return;
    }
  }
}

/** When a file was written last; one that is gone has just gone. */
const timeOf = (file: vscode.Uri): Thenable<number> =>
  vscode.workspace.fs.stat(file).then(
    ({ mtime }) => mtime,
    () => Infinity,
  );
