import * as vscode from 'vscode';
import type { RunningProjects, ProjectLauncherContext } from './runningProjects';
import type { ShellTask } from './shellTask';

/** Starts projects where that may be done; what holds those that run is loaded by the first start. */
export class ProjectLauncher implements vscode.Disposable {
  private running: RunningProjects | undefined;

  constructor(private readonly context: ProjectLauncherContext) {}

  /**
   * Starts the project in a folder, and installs its dependencies before if they are not there.
   * In a restricted workspace it says so instead, with the way out. @throws UserError when the project cannot be started here.
   */
  async start(folder: vscode.Uri): Promise<void> {
    if (!vscode.workspace.isTrusted) {
      const { offerTrust } = await import('../../base/trust');
      offerTrust(vscode.l10n.t('Projects start only in a trusted workspace. If you know what is in this one, trust it first.'));
      return;
    }
    await (await this.load()).start(folder);
  }

  /**
   * Does what a project needs before its program is started by somebody else, and keeps its services up until that has ended. Resolves
   * with their addresses; undefined when the learner ended the installation. @throws UserError when it cannot be started here.
   */
  async prepare(folder: vscode.Uri, program: ShellTask): Promise<Readonly<Record<string, string>> | undefined> {
    return (await this.load()).prepare(folder, program);
  }

  /** Ends all that was started here, with its services; false when nothing was. */
  async stop(): Promise<boolean> {
    if (this.running?.isRunning !== true) return false;
    await this.running.stop();
    return true;
  }

  dispose(): void {
    this.running?.dispose();
  }

  private async load(): Promise<RunningProjects> {
    const { RunningProjects } = await import('./runningProjects');
    return (this.running ??= new RunningProjects(this.context));
  }
}
