import * as vscode from 'vscode';
import { UserError } from '../../base/userError';
import type { ProjectStarter, ProjectStarterContext } from './projectStarter';

/** Starts projects; what does the work is loaded by the first start. */
export class ProjectStarts implements vscode.Disposable {
  private starter: ProjectStarter | undefined;

  constructor(private readonly context: ProjectStarterContext) {}

  /**
   * Starts the project in a folder. `stopCommand` is what the status line runs when it is clicked.
   * @throws UserError in a restricted workspace, and when the project cannot be started here.
   */
  async start(folder: vscode.Uri, stopCommand: string): Promise<void> {
    if (!vscode.workspace.isTrusted) {
      throw new UserError(
        vscode.l10n.t('A project is started only in a trusted workspace: trust this one first, if you know what is in it.'),
      );
    }
    const { ProjectStarter } = await import('./projectStarter');
    this.starter ??= new ProjectStarter(this.context);
    await this.starter.start(folder, stopCommand);
  }

  /** Ends the built-in services; false when none were up. */
  async stop(): Promise<boolean> {
    if (this.starter?.isRunning !== true) return false;
    await this.starter.stop();
    return true;
  }

  dispose(): void {
    this.starter?.dispose();
  }
}
