import * as vscode from 'vscode';
import { ContextKey, ViewId } from '../../ids';
import type { ProgressStore } from '../../services/progress/progressStore';
import type { ProjectRepoStore } from '../../services/projectRepos';
import type { RoadmapLibrary } from '../../services/roadmapLibrary';
import type { ProjectsNode } from './nodes';
import { ProjectsTree } from './projectsTree';

/** The Projects view in the sidebar. */
export class ProjectsTreeView implements vscode.Disposable {
  private readonly tree: ProjectsTree;
  private readonly view: vscode.TreeView<ProjectsNode>;
  private readonly disposables: vscode.Disposable[] = [];
  private hasRepos = false;

  constructor(
    library: RoadmapLibrary,
    store: ProgressStore,
    private readonly repos: ProjectRepoStore,
  ) {
    this.tree = new ProjectsTree(library, store, repos);
    this.view = vscode.window.createTreeView(ViewId.projects, { treeDataProvider: this.tree, showCollapseAll: true });
    this.disposables.push(
      this.view,
      this.view.onDidChangeVisibility(({ visible }) => {
        if (visible) this.checkAll();
      }),
      store.onDidChange(({ topics }) => {
        this.tree.refresh(this.tree.roots.filter(({ project }) => project.topics.some((id) => topics.has(id))));
      }),
      repos.onDidChange(() => this.reposChanged()),
    );
    if (!repos.isEmpty) this.reposChanged();
    if (this.view.visible) this.checkAll();
  }

  /** Shows the view with the first stage of a project selected, or the project when it has no stages. */
  async revealFirstStage(projectId: string): Promise<void> {
    const node = this.tree.roots.find(({ project }) => project.id === projectId);
    if (!node) return;
    const [first] = await this.tree.stagesOf(node);
    await this.view.reveal(first ?? node, { select: true, focus: false });
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private reposChanged(): void {
    this.tree.refresh([...this.tree.roots]);
    const hasRepos = !this.repos.isEmpty;
    if (hasRepos === this.hasRepos) return;
    this.hasRepos = hasRepos;
    void vscode.commands.executeCommand('setContext', ContextKey.hasProjectRepos, hasRepos);
  }

  private checkAll(): void {
    for (const { project } of this.tree.roots) void this.repos.check(project.id);
  }
}
