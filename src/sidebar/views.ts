import * as vscode from 'vscode';
import type { CheckActivity, CheckResults } from '../checks';
import { ViewId } from '../ids';
import type { Log } from '../base/log';
import type { ProgressStore } from '../progress/progressStore';
import type { ProjectRepoStore } from '../projects';
import type { Library } from '../content/library';
import type { CheckStatus } from './checkStatus';
import type { InSight } from './inSight';
import { ProjectsTreeView } from './projectsTree/projectsTreeView';
import { RoadmapTreeView } from './roadmapTree/roadmapTreeView';
import { StatusBar } from './statusBar';

export interface ViewsContext {
  readonly library: Library;
  readonly store: ProgressStore;
  readonly repos: ProjectRepoStore;
  readonly results: CheckResults;
  readonly activity: CheckActivity;
  readonly workspaceState: vscode.Memento;
  readonly dashboard: InSight;
  readonly log: Log;
}

/** Its text and its buttons are in the manifest; VS Code asks for rows all the same, and says that something is wrong when nobody answers. */
const NO_ROWS: vscode.TreeDataProvider<never> = { getChildren: () => [], getTreeItem: (node) => node };

/** What is seen in the window. It is a file of its own, so that it is loaded when VS Code has gone on to the next extension. */
export class Views implements vscode.Disposable {
  readonly roadmap: RoadmapTreeView;
  readonly projects: ProjectsTreeView;
  private readonly statusBar: StatusBar;
  private readonly checkStatus: vscode.Disposable;
  private readonly firstSteps = vscode.window.registerTreeDataProvider(ViewId.firstSteps, NO_ROWS);

  constructor({ library, store, repos, results, activity, workspaceState, dashboard, log }: ViewsContext) {
    this.statusBar = new StatusBar(store, repos, dashboard);
    this.checkStatus = showChecks(activity, library);
    this.roadmap = new RoadmapTreeView({ library, store, projects: repos, memory: workspaceState, dashboard, log });
    this.projects = new ProjectsTreeView({ library, store, repos, results, activity });
  }

  dispose(): void {
    vscode.Disposable.from(this.statusBar, this.checkStatus, this.roadmap, this.projects, this.firstSteps).dispose();
  }
}

/** Shows checks in the status bar; what does it is loaded by the first one. */
function showChecks(activity: CheckActivity, library: Library): vscode.Disposable {
  let status: CheckStatus | undefined;
  let isOver = false;
  const begun = activity.onDidChange(async () => {
    begun.dispose();
    const { CheckStatus } = await import('./checkStatus');
    if (!isOver) status = new CheckStatus(activity, library);
  });
  return new vscode.Disposable(() => {
    isOver = true;
    begun.dispose();
    status?.dispose();
  });
}
