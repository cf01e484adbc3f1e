import * as vscode from 'vscode';
import { ContextKey } from '../ids';
import type { StagePart } from './model/results';
import type { RunProgress } from './model/runProgress';

/** A check that is under way in this window. */
export interface ActiveCheck {
  readonly folder: vscode.Uri;
  /** The id of the project. */
  readonly project: string;
  readonly progress: RunProgress;
}

/** Why the last check of a folder has found nothing: its program does not start, for one. */
export interface CheckProblem {
  /** One or two sentences, with the one thing to do. */
  readonly message: string;
  /** What the program or a command printed about it. */
  readonly output: string | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const BEGINS: RunProgress = { stages: [], done: 0, total: 0, checks: {}, isWaiting: false, isEnding: false };

/** Which projects are being checked in this window, and where each check is: what every view of it is drawn from. */
export class CheckActivity implements vscode.Disposable {
  private readonly running = new Map<string, ActiveCheck>();
  private readonly problems = new Map<string, CheckProblem>();
  private readonly parts = new Map<string, readonly StagePart[]>();
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

  /** Why the last check of a folder in this window could not be made; undefined when it could. */
  problemOf(folder: vscode.Uri): CheckProblem | undefined {
    return this.problems.get(folder.toString());
  }

  /** What the last check of a folder in this window has found of a stage that it could not try whole; undefined when there is nothing of this kind. */
  partOf(folder: vscode.Uri, stage: string): StagePart | undefined {
    return this.parts.get(folder.toString())?.find((part) => part.stage === stage);
  }

  /** A check that is under way could not try all of some stages. It is known until the next one begins. */
  triedInPart(folder: vscode.Uri, parts: readonly StagePart[]): void {
    this.parts.set(folder.toString(), parts);
    this.changed.fire(folder);
  }

  /** A check that is under way cannot be made. It is known until the next one begins. */
  hindered(folder: vscode.Uri, problem: CheckProblem): void {
    this.problems.set(folder.toString(), problem);
    this.changed.fire(folder);
  }

  /** Before anything is started: whoever has pressed a button sees at once that it was heard. */
  begin(folder: vscode.Uri, project: string): void {
    this.problems.delete(folder.toString());
    this.parts.delete(folder.toString());
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
