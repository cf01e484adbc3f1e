import * as vscode from 'vscode';
import { ContextKey } from '../ids';
import type { RunProgress } from './model/runProgress';

/** A check that is under way in this window. */
export interface ActiveCheck {
  readonly folder: vscode.Uri;
  /** The id of the project. */
  readonly project: string;
  readonly progress: RunProgress;
}

const BEGINS: RunProgress = { stages: [], done: 0, total: 0, checks: {}, isWaiting: false, isEnding: false };

/** Which projects are being checked in this window, and where each check is: what every view of it is drawn from. */
export class CheckActivity implements vscode.Disposable {
  private readonly running = new Map<string, ActiveCheck>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();

  /** Told of the folder whose check has begun, got further, or ended. */
  readonly onDidChange = this.changed.event;

  /** In the order in which they were begun. */
  get all(): readonly ActiveCheck[] {
    return [...this.running.values()];
  }

  isChecking(folder: vscode.Uri): boolean {
    return this.running.has(folder.toString());
  }

  /** Where the check of a folder is; undefined when there is none. */
  progressOf(folder: vscode.Uri): RunProgress | undefined {
    return this.running.get(folder.toString())?.progress;
  }

  /** Before anything is started: whoever has pressed a button sees at once that it was heard. */
  begin(folder: vscode.Uri, project: string): void {
    this.set({ folder, project, progress: BEGINS });
    this.showContext();
  }

  /** A check has got further: `change` returns where it is, or the same object when there is nothing to see. */
  update(folder: vscode.Uri, change: (progress: RunProgress) => RunProgress): void {
    const active = this.running.get(folder.toString());
    const progress = active && change(active.progress);
    if (progress && progress !== active.progress) this.set({ ...active, progress });
  }

  /** A check begins to wait until the dependencies of its project are installed, or has done so. */
  waiting(folder: vscode.Uri, isWaiting: boolean): void {
    this.update(folder, (progress) => ({ ...progress, isWaiting }));
  }

  /** The learner wants a check to end: it takes a moment until all that it has started has ended. */
  ending(folder: vscode.Uri): void {
    this.update(folder, (progress) => ({ ...progress, isEnding: true }));
  }

  end(folder: vscode.Uri): void {
    if (!this.running.delete(folder.toString())) return;
    this.changed.fire(folder);
    this.showContext();
  }

  dispose(): void {
    this.changed.dispose();
  }

  private set(active: ActiveCheck): void {
    this.running.set(active.folder.toString(), active);
    this.changed.fire(active.folder);
  }

  /** The editor's title shows one button or the other. */
  private showContext(): void {
    void vscode.commands.executeCommand('setContext', ContextKey.isChecking, this.running.size > 0);
  }
}
