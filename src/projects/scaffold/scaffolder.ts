import * as vscode from 'vscode';
import { reportUnexpected } from '../../base/log';
import type { ScaffoldOptions } from './options';
import type { ScaffoldContext } from './scaffoldProject';

/** Makes repos of projects; the questions and the writing are loaded by the first one. */
export class Scaffolder implements vscode.Disposable {
  private readonly listener: vscode.Disposable;

  constructor(private readonly context: ScaffoldContext) {
    this.listener = vscode.workspace.onDidChangeWorkspaceFolders(() => this.welcome());
    this.welcome();
  }

  /** Asks what is missing, writes the repo and opens it. Returns its folder, or undefined when the learner cancelled. */
  async scaffoldProject(options: ScaffoldOptions = {}): Promise<vscode.Uri | undefined> {
    const { scaffoldProject } = await import('./scaffoldProject');
    return scaffoldProject(this.context, options);
  }

  dispose(): void {
    this.listener.dispose();
  }

  /** In the window that a new repo was opened in, shows where to begin. */
  private welcome(): void {
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (folders.length === 0 || !this.context.memory.isExpecting) return;
    this.arrive(folders.map(({ uri }) => uri)).catch((error: unknown) => {
      void reportUnexpected(this.context.log, vscode.l10n.t('showing the new project'), error);
    });
  }

  private async arrive(folders: readonly vscode.Uri[]): Promise<void> {
    const arrival = await this.context.memory.arrived(folders);
    if (!arrival) return;
    const { showArrival } = await import('./arrival');
    await showArrival(this.context, arrival);
  }
}
