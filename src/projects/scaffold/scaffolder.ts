import * as vscode from 'vscode';
import type { Log } from '../../base/log';
import { reportUnexpected } from '../../base/log';
import type { ProgressStore } from '../../progress/progressStore';
import type { ProjectRepoStore } from '../projectRepos';
import type { Library } from '../../content/library';
import type { Afterwards } from '../../base/settings';
import type { ScaffoldMemory } from './scaffoldMemory';

/** What is known already. Everything that is missing is asked. */
export interface ScaffoldOptions {
  /** The id of a project that exists. */
  readonly project?: string;
  /** The name of the new folder, which is also its package's. */
  readonly name?: string;
  /** The folder in which the new one is made. */
  readonly parent?: vscode.Uri;
  /** Whether to begin a git repository; without effect where git cannot be run. */
  readonly git?: boolean;
  readonly open?: Afterwards;
}

export interface ScaffoldContext {
  readonly extensionUri: vscode.Uri;
  readonly library: Library;
  readonly store: ProgressStore;
  readonly repos: ProjectRepoStore;
  readonly memory: ScaffoldMemory;
  readonly log: Log;
  /** Points a newcomer at the first stage of a project. */
  readonly pointAt: (projectId: string) => Promise<void>;
}

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
