import * as vscode from 'vscode';
import type { CheckResults } from '../checks';
import type { Log } from '../base/log';
import type { ProgressStore } from '../progress/progressStore';
import type { ProjectRepoStore } from '../projects';
import type { Library } from '../content/library';
import type { InSight } from './inSight';
import { ProjectsTreeView } from './projectsTree/projectsTreeView';
import { RoadmapTreeView } from './roadmapTree/roadmapTreeView';
import { StatusBar } from './statusBar';

export interface ViewsContext {
  readonly library: Library;
  readonly store: ProgressStore;
  readonly repos: ProjectRepoStore;
  readonly results: CheckResults;
  readonly workspaceState: vscode.Memento;
  readonly dashboard: InSight;
  readonly log: Log;
}

/** What is seen in the window. It is a file of its own, so that it is loaded when VS Code has gone on to the next extension. */
export class Views implements vscode.Disposable {
  readonly roadmap: RoadmapTreeView;
  readonly projects: ProjectsTreeView;
  private readonly statusBar: StatusBar;

  constructor({ library, store, repos, results, workspaceState, dashboard, log }: ViewsContext) {
    this.statusBar = new StatusBar(store, repos, dashboard);
    this.roadmap = new RoadmapTreeView({ library, store, projects: repos, memory: workspaceState, dashboard, log });
    this.projects = new ProjectsTreeView({ library, store, repos, results });
  }

  dispose(): void {
    vscode.Disposable.from(this.statusBar, this.roadmap, this.projects).dispose();
  }
}
