import * as vscode from 'vscode';
import { UserError } from '../../base/userError';
import type { RunningProjects, ProjectLauncherContext } from './runningProjects';

/** Starts projects where that may be done; what holds those that run is loaded by the first start. */
export class ProjectLauncher implements vscode.Disposable {
  private running: RunningProjects | undefined;

  constructor(private readonly context: ProjectLauncherContext) {}

  /**
   * Starts the project in a folder, and installs its dependencies before if they are not there.
   * @throws UserError in a restricted workspace, and when the project cannot be started here.
   */
  async start(folder: vscode.Uri): Promise<void> {
    if (!vscode.workspace.isTrusted) {
      throw new UserError(
        vscode.l10n.t('A project is started only in a trusted workspace: trust this one first, if you know what is in it.'),
      );
    }
    const { RunningProjects } = await import('./runningProjects');
    this.running ??= new RunningProjects(this.context);
    await this.running.start(folder);
  }

  /** Ends the services and the programs that use them; false when none were up. */
  async stop(): Promise<boolean> {
    if (this.running?.isRunning !== true) return false;
    await this.running.stop();
    return true;
  }

  dispose(): void {
    this.running?.dispose();
  }
}
