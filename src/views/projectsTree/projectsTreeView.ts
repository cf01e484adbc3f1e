import * as vscode from 'vscode';
import { ContextKey, ViewId } from '../../ids';
import type { ProgressStore } from '../../services/progress/progressStore';
import type { ProjectRepoStore } from '../../services/projectRepos';
import type { RoadmapLibrary } from '../../services/roadmapLibrary';
import { afterChanges } from '../afterwards';
import type { ProjectNode, ProjectsNode } from './nodes';
import type { ProjectsTree } from './projectsTree';

/** How long, in milliseconds, the counts wait after a change: they are many rows, and the topic itself is to be seen before them. */
const PAUSE = 100;

/** The Projects view in the sidebar. Its rows are loaded when it is shown, which in many windows is never. */
export class ProjectsTreeView implements vscode.Disposable {
  private readonly roots: readonly ProjectNode[];
  private readonly changed = new vscode.EventEmitter<ProjectsNode[]>();
  private readonly view: vscode.TreeView<ProjectsNode>;
  private readonly disposables: { dispose(): unknown }[] = [];
  private tree: Promise<ProjectsTree> | undefined;
  private hasRepos = false;

  constructor(
    private readonly library: RoadmapLibrary,
    private readonly store: ProgressStore,
    private readonly repos: ProjectRepoStore,
  ) {
    this.roots = library.index.outline.projects.map((project) => ({ kind: 'project', project }));
    this.view = vscode.window.createTreeView(ViewId.projects, { treeDataProvider: this.provider(), showCollapseAll: true });
    this.disposables.push(
      this.view,
      this.view.onDidChangeVisibility(({ visible }) => {
        if (visible) this.checkAll();
      }),
      afterChanges(
        store,
        ({ topics }) => this.refresh(this.roots.filter(({ project }) => project.topics.some((id) => topics.has(id)))),
        PAUSE,
      ),
      repos.onDidChange(() => this.reposChanged()),
    );
    if (!repos.isEmpty) this.reposChanged();
    if (this.view.visible) this.checkAll();
  }

  /** Shows the view with the first stage of a project selected, or the project when it has no stages. */
  async revealFirstStage(projectId: string): Promise<void> {
    const node = this.roots.find(({ project }) => project.id === projectId);
    if (!node) return;
    const [first] = await (await this.load()).stagesOf(node);
    await this.view.reveal(first ?? node, { select: true, focus: false });
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private provider(): vscode.TreeDataProvider<ProjectsNode> {
    return {
      onDidChangeTreeData: this.changed.event,
      getChildren: async (node) => (await this.load()).getChildren(node),
      getTreeItem: async (node) => (await this.load()).getTreeItem(node),
      getParent: async (node) => (await this.load()).getParent(node),
      resolveTreeItem: async (item, node) => (await this.load()).resolveTreeItem(item, node),
    };
  }

  private load(): Promise<ProjectsTree> {
    return (this.tree ??= import('./projectsTree').then(({ ProjectsTree }) => {
      return new ProjectsTree(this.roots, this.library, this.store, this.repos);
    }));
  }

  /** Shows these rows and what is below them anew; nothing where they were never shown. */
  private refresh(nodes: ProjectsNode[]): void {
    if (nodes.length > 0 && this.tree) this.changed.fire(nodes);
  }

  private reposChanged(): void {
    this.refresh([...this.roots]);
    const hasRepos = !this.repos.isEmpty;
    if (hasRepos === this.hasRepos) return;
    this.hasRepos = hasRepos;
    void vscode.commands.executeCommand('setContext', ContextKey.hasProjectRepos, hasRepos);
  }

  private checkAll(): void {
    for (const { project } of this.roots) void this.repos.check(project.id);
  }
}
