import type * as vscode from 'vscode';
import type { ProgressStore } from '../../services/progress/progressStore';
import type { ProjectRepoStore } from '../../services/projectRepos';
import type { RoadmapLibrary } from '../../services/roadmapLibrary';
import { itemOf } from './items';
import type { ProjectNode, ProjectsNode, RepoNode, StageNode } from './nodes';
import { readinessOf } from './readiness';
import { tooltipOf } from './tooltips';

/** The rows of the Projects view, loaded when it is first shown; the stages are read when a project is unfolded. */
export class ProjectsTree {
  private readonly stages = new Map<ProjectNode, readonly StageNode[]>();

  constructor(
    private readonly roots: readonly ProjectNode[],
    private readonly library: RoadmapLibrary,
    private readonly store: ProgressStore,
    private readonly repos: ProjectRepoStore,
  ) {}

  getTreeItem(node: ProjectsNode): vscode.TreeItem {
    return itemOf(node, {
      readinessOf: ({ project }) => readinessOf(project, this.store.progress),
      hasRepos: ({ project }) => this.repos.reposOf(project.id).length > 0,
      isMissing: ({ repo }) => this.repos.isMissing(repo.uri),
    });
  }

  async getChildren(node?: ProjectsNode): Promise<ProjectsNode[]> {
    if (!node) return [...this.roots];
    if (node.kind !== 'project') return [];
    // What is found out shows the rows anew.
    void this.repos.check(node.project.id);
    const repos = this.repos.knownRepos(node.project.id).map((repo): RepoNode => ({ kind: 'repo', repo, parent: node }));
    return [...repos, ...(await this.stagesOf(node))];
  }

  getParent(node: ProjectsNode): ProjectsNode | undefined {
    return node.kind === 'project' ? undefined : node.parent;
  }

  async resolveTreeItem(item: vscode.TreeItem, node: ProjectsNode): Promise<vscode.TreeItem> {
    const { index } = this.library;
    item.tooltip = tooltipOf(node, { index, progress: this.store.progress, roadmap: await this.library.load() });
    return item;
  }

  /** The stages of a project, in order; always the same nodes, by which VS Code knows its rows. */
  async stagesOf(node: ProjectNode): Promise<readonly StageNode[]> {
    const { projects } = await this.library.load();
    const { stages = [] } = projects.items.find(({ id }) => id === node.project.id) ?? {};
    const known = this.stages.get(node);
    if (known) return known;
    const nodes = stages.map((stage, i): StageNode => ({ kind: 'stage', stage, position: i + 1, total: stages.length, parent: node }));
    this.stages.set(node, nodes);
    return nodes;
  }
}
