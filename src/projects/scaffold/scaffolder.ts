import * as vscode from 'vscode';
import { reportUnexpected } from '../../base/log';
import { StorageKey } from '../../ids';
import type { ScaffoldOptions } from './options';
import type { ScaffoldContext } from './scaffoldProject';

/** What scaffolding works with, and where it keeps what it knows from one run to the next. */
type ScaffolderContext = Omit<ScaffoldContext, 'memory'> & { readonly globalState: vscode.Memento };

/** Makes repos of projects; the questions and the writing are loaded by the first one. */
export class Scaffolder implements vscode.Disposable {
  private readonly listener: vscode.Disposable;

  constructor(private readonly context: ScaffolderContext) {
    this.listener = vscode.workspace.onDidChangeWorkspaceFolders(() => this.welcome());
    this.welcome();
  }

  /** Asks what is missing, writes the repo and opens it. Returns its folder, or undefined when the learner cancelled. */
  async scaffoldProject(options: ScaffoldOptions = {}): Promise<vscode.Uri | undefined> {
    const { scaffoldProject } = await import('./scaffoldProject');
    return scaffoldProject(await this.withMemory(), options);
  }

  dispose(): void {
    this.listener.dispose();
  }

  /** In the window that a new repo was opened in, shows where to begin. */
  private welcome(): void {
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (folders.length === 0 || !this.mayExpect) return;
    this.arrive(folders.map(({ uri }) => uri)).catch((error: unknown) => {
      void reportUnexpected(this.context.log, vscode.l10n.t('showing the new project'), error);
    });
  }

  private async arrive(folders: readonly vscode.Uri[]): Promise<void> {
    const context = await this.withMemory();
    const arrival = await context.memory.arrived(folders);
    if (!arrival) return;
    const { showArrival } = await import('./arrival');
    await showArrival(context, arrival);
  }

  /** Whether some window may be about to open a new project. What it has left says `ScaffoldMemory`, which most windows never load. */
  private get mayExpect(): boolean {
    const stored = this.context.globalState.get<{ readonly pending?: unknown }>(StorageKey.scaffold);
    return Array.isArray(stored?.pending) && stored.pending.length > 0;
  }

  private async withMemory(): Promise<ScaffoldContext> {
    const { ScaffoldMemory } = await import('./scaffoldMemory');
    return { ...this.context, memory: new ScaffoldMemory(this.context.globalState) };
  }
}
