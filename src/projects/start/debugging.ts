import * as vscode from 'vscode';
import { startsPrograms } from '#platform';
import type { Log } from '../../base/log';
import type { DebuggedProjects } from './debuggedProjects';
import type { ProjectLauncher } from './projectLauncher';

/**
 * F5 in the folder of a project: before the debugger starts its program, the same is done as before Start Project does. What does it is loaded
 * by the first debugger.
 */
export class ProjectDebugging implements vscode.Disposable {
  private readonly provider: vscode.Disposable | undefined;
  private projects: DebuggedProjects | undefined;

  constructor(launcher: Pick<ProjectLauncher, 'prepare'>, log: Log) {
    if (!startsPrograms) return;
    this.provider = vscode.debug.registerDebugConfigurationProvider('node', {
      resolveDebugConfiguration: async (folder, asked) => {
        if (!folder) return asked;
        const { DebuggedProjects } = await import('./debuggedProjects');
        return (this.projects ??= new DebuggedProjects(launcher, log)).resolve(folder, asked);
      },
    });
  }

  dispose(): void {
    this.provider?.dispose();
    this.projects?.dispose();
  }
}
