import * as vscode from 'vscode';
import { ContextKey, ViewId } from '../../ids';
import { focusedRow } from '../focusedRow';
import { afterChanges } from '../inSight';
import { WhenIdle } from '../../platform/whenIdle';
import type { ProjectNode, ProjectsNode } from './projectItems';
import type { ProjectsTree, ProjectsTreeSource } from './projectsTree';

/** How long, in milliseconds, the counts wait after a change: they are many rows, and the topic itself is to be seen before them. */
const PAUSE = 100;

/** The Projects view in the sidebar. Its rows are loaded when it is shown, which in many windows is never. */
export class ProjectsTreeView implements vscode.Disposable {
  private readonly roots: readonly ProjectNode[];
  private readonly changed = new vscode.EventEmitter<ProjectsNode[]>();
  private readonly view: vscode.TreeView<ProjectsNode>;
  private readonly disposables: { dispose(): unknown }[] = [];
  private readonly idle = new WhenIdle(() => void this.showStale('all'));
  private tree: Promise<ProjectsTree> | undefined;
  private hasRepos = false;
  private hasChecked = false;
  private hasFinished = false;

  constructor(private readonly source: ProjectsTreeSource) {
    const { activity, library, store, repos, results } = source;
    this.roots = library.index.outline.projects.map((project) => ({ kind: 'project', project }));
    this.view = vscode.window.createTreeView(ViewId.projects, { treeDataProvider: this.provider(), showCollapseAll: true });
    this.disposables.push(
      this.view,
      this.idle,
      this.view.onDidChangeSelection(() => this.idle.touched()),
      this.view.onDidExpandElement(() => this.idle.touched()),
      this.view.onDidCollapseElement(() => this.idle.touched()),
      this.view.onDidChangeVisibility(({ visible }) => {
        if (visible) this.checkAll();
      }),
      afterChanges(
        store,
        () => this.idle.soon(),
        () => PAUSE,
      ),
      repos.onDidChange(() => this.reposChanged()),
      results.onDidChange(({ folder }) => this.resultsChanged(folder)),
      activity.onDidChange(() => void this.showStale('urgent')),
    );
    if (!repos.isEmpty) this.reposChanged();
    if (this.view.visible) this.checkAll();
  }

  /** Shows the view with the first stage of a project selected, or the project when it has no stages. */
  async revealFirstStage(projectId: string): Promise<void> {
    const node = this.rootOf(projectId);
    if (!node) return;
    const [first] = await (await this.load()).stagesOf(node);
    await this.view.reveal(first ?? node, { select: true, focus: false });
  }

  /** Selects the stage that is being read, if the view is open; it stays the learner's where the focus is. */
  async follow(projectId: string, stageId: string): Promise<void> {
    const node = this.rootOf(projectId);
    const stages = node && (await (await this.load()).stagesOf(node));
    const row = stages?.find(({ stage }) => stage.id === stageId);
    // In a new project it has just been pointed at.
    if (row && this.view.visible && !this.view.selection.includes(row)) await this.view.reveal(row, { select: true, focus: false });
  }

  /** The row that has the focus. */
  focused(): Promise<ProjectsNode | undefined> {
    return focusedRow(this.view);
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private rootOf(projectId: string): ProjectNode | undefined {
    return this.roots.find(({ project }) => project.id === projectId);
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
      return new ProjectsTree(this.roots, this.source);
    }));
  }

  /** Shows rows anew that have changed: those without children at once, a project when the tree is left alone. */
  private async showStale(which: 'urgent' | 'all'): Promise<void> {
    const { now, later } = (await this.tree)?.staleRows() ?? { now: [], later: [] };
    const rows = which === 'all' ? [...now, ...later] : now;
    if (rows.length > 0) this.changed.fire([...rows]);
    if (which === 'urgent' && later.length > 0) this.idle.soon();
  }

  private reposChanged(): void {
    void this.showStale('urgent');
    this.resultsChanged(undefined);
    const hasRepos = !this.source.repos.isEmpty;
    if (hasRepos === this.hasRepos) return;
    this.hasRepos = hasRepos;
    void vscode.commands.executeCommand('setContext', ContextKey.hasProjectRepos, hasRepos);
  }

  /** Something has become known of checks: in a folder, or in all of them. */
  private resultsChanged(folder: vscode.Uri | undefined): void {
    const { repos, results } = this.source;
    const all = this.roots.flatMap(({ project }) => repos.reposOf(project.id).map((repo) => ({ ...repo, total: project.stages ?? 0 })));
    const folders = folder ? [folder] : all.map(({ uri }) => uri);
    if (!this.hasChecked && folders.some((one) => results.lastRunAt(one) > 0)) {
      this.hasChecked = true;
      void vscode.commands.executeCommand('setContext', ContextKey.hasChecked, true);
    }
    const hasFinished = all.some(({ stagesPassed, total }) => total > 0 && stagesPassed === total);
    if (hasFinished === this.hasFinished) return;
    this.hasFinished = hasFinished;
    void vscode.commands.executeCommand('setContext', ContextKey.hasFinishedProject, hasFinished);
  }

  private checkAll(): void {
    for (const { project } of this.roots) void this.source.repos.check(project.id);
  }
}
