import * as vscode from 'vscode';
import { PROJECT_FILE } from '../../content/projectFileName';
import { CHECKS_CONTROLLER, ContextKey } from '../../ids';
import { reportUnexpected } from '../../base/log';
import type { CheckRuns } from './checkRuns';
import type { ChecksContext } from './context';
import { registerCheckDocuments } from './documents';

/**
 * The learner's repos in the Test Explorer, which knows of them when there is a project: its icon is nothing for others. What does
 * the work is loaded by the first look into it, or by the first check.
 */
export class TestExplorer implements vscode.Disposable {
  private controller: vscode.TestController | undefined;
  private readonly disposables: { dispose(): unknown }[] = [];
  private readonly staleChanged = new vscode.EventEmitter<vscode.Uri>();
  private loaded: Promise<CheckRuns> | undefined;
  private runs: CheckRuns | undefined;
  private inProject = false;
  /** Whether a folder is a repo of a project, by its address. */
  private readonly roots = new Map<string, Thenable<boolean>>();

  /** Told of a repo of which `isStale` may say something else now. */
  readonly onDidChangeStale = this.staleChanged.event;

  constructor(private readonly context: ChecksContext) {
    // The workspace is watched by VS Code in any case.
    const arrivals = vscode.workspace.createFileSystemWatcher(`**/${PROJECT_FILE}`, false, true, true);
    this.disposables.push(
      registerCheckDocuments(context.library),
      vscode.window.onDidChangeActiveTextEditor(() => this.lookAround()),
      arrivals,
      arrivals.onDidCreate(() => this.inTestExplorer()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.lookForProjects()),
      context.repos.onDidChange(() => {
        if (!context.repos.isEmpty) this.inTestExplorer();
      }),
    );
    this.lookAround();
    this.lookForProjects();
  }

  /** What does the work. */
  load(): Promise<CheckRuns> {
    return (this.loaded ??= import('./checkRuns').then(({ CheckRuns }) => {
      const runs = new CheckRuns(this.context, this.inTestExplorer());
      this.disposables.push(
        runs,
        runs.staleness.onDidChange((folder) => this.staleChanged.fire(folder)),
      );
      return (this.runs = runs);
    }));
  }

  /** Whether files of a repo changed since its last check, as far as is known. The first question begins to look. */
  isStale(folder: vscode.Uri): boolean {
    if (this.runs) return this.runs.staleness.isStale(folder);
    const isFirst = this.loaded === undefined;
    const loading = this.load();
    if (isFirst) {
      loading.then(
        () => this.staleChanged.fire(folder),
        (error: unknown) => this.context.log.error('looking for changed files', error),
      );
    }
    return false;
  }

  dispose(): void {
    vscode.Disposable.from(this.staleChanged, ...this.disposables).dispose();
  }

  /** Makes the Test Explorer know of the checks, once there is something to check. */
  private inTestExplorer(): vscode.TestController {
    if (this.controller) return this.controller;
    this.controller = vscode.tests.createTestController(CHECKS_CONTROLLER, 'Backend Roadmap');
    this.controller.resolveHandler = async (item) => {
      if (!item) await (await this.load()).discover();
    };
    this.disposables.push(this.controller);
    return this.controller;
  }

  /** Whether there is a project: one that the learner has begun anywhere, or a folder of this workspace that says it is one. */
  private lookForProjects(): void {
    if (this.controller) return;
    if (!this.context.repos.isEmpty) return void this.inTestExplorer();
    vscode.workspace.findFiles(`**/${PROJECT_FILE}`, '**/{node_modules,.git}/**', 1).then(
      ([file]) => file && this.inTestExplorer(),
      (error: unknown) => this.context.log.error('looking for projects in the workspace', error),
    );
  }

  /** Shows the button in the editor's title beside a file of a repo. Only the roots of the workspace and of known repos are looked at. */
  private lookAround(): void {
    this.isInProject(vscode.window.activeTextEditor?.document.uri).then(
      (inProject) => {
        if (inProject === this.inProject) return;
        this.inProject = inProject;
        void vscode.commands.executeCommand('setContext', ContextKey.inProject, inProject);
      },
      (error: unknown) => void reportUnexpected(this.context.log, vscode.l10n.t('looking for the project of a file'), error),
    );
  }

  private async isInProject(file: vscode.Uri | undefined): Promise<boolean> {
    if (!file || file.scheme.startsWith('backend-roadmap')) return false;
    const { projects } = this.context.library.index.outline;
    const known = projects.flatMap(({ id }) => this.context.repos.knownRepos(id)).map(({ uri }) => uri);
    if (known.some((folder) => file.path.startsWith(`${folder.path}/`))) return true;
    const root = vscode.workspace.getWorkspaceFolder(file)?.uri;
    return root !== undefined && (await this.isRoot(root));
  }

  private async isRoot(folder: vscode.Uri): Promise<boolean> {
    const key = folder.toString();
    const known = this.roots.get(key);
    if (known) return known;
    const look = vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, PROJECT_FILE)).then(
      () => true,
      () => false,
    );
    this.roots.set(key, look);
    return look;
  }
}
