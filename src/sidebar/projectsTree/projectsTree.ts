import * as vscode from 'vscode';
import { type CheckActivity, type CheckResults, nextStage, stageResultOf, stageStateOf, stageUnderCheck } from '../../checks';
import type { ProgressStore } from '../../progress/progressStore';
import type { ProjectRepo, ProjectRepoStore } from '../../projects';
import type { Library } from '../../content/library';
import {
  itemOf,
  type ProjectNode,
  type ProjectsNode,
  readinessOf,
  type RepoNode,
  type StageNode,
  type StageRow,
  tooltipOf,
} from './projectItems';

export interface ProjectsTreeSource {
  readonly library: Library;
  readonly store: ProgressStore;
  readonly repos: ProjectRepoStore;
  readonly results: Pick<CheckResults, 'resultsOf' | 'stagesPassed' | 'lastRunAt' | 'onDidChange'>;
  readonly activity: Pick<CheckActivity, 'all' | 'progressOf' | 'onDidChange'>;
}

/** Rows that do not look any more as they were shown. */
export interface StaleRows {
  /** Rows without children, and projects that have other repos than were shown: to be shown anew at once. */
  readonly now: readonly ProjectsNode[];
  /** Projects whose own row has changed, and nothing below it. */
  readonly later: readonly ProjectNode[];
}

/** The rows of the Projects view, loaded when it is first shown; the stages are read when a project is unfolded. */
export class ProjectsTree {
  private readonly stages = new Map<ProjectNode, readonly StageNode[]>();
  /** By project and address, so that VS Code is always given the same node. */
  private readonly repoNodes = new Map<string, RepoNode>();
  /** What each row looked like when it was shown last, and which repos were below a project. */
  private readonly looks = new Map<ProjectsNode, string>();
  private readonly below = new Map<ProjectNode, string>();
  /** Decided once: from then on VS Code knows what the learner has folded. */
  private openAtFirst: ReadonlySet<string> | undefined;

  constructor(
    private readonly roots: readonly ProjectNode[],
    private readonly source: ProjectsTreeSource,
  ) {}

  getTreeItem(node: ProjectsNode): vscode.TreeItem {
    const item = this.itemOf(node);
    this.looks.set(node, lookOf(item));
    return item;
  }

  async getChildren(node?: ProjectsNode): Promise<ProjectsNode[]> {
    if (!node) return [...this.roots];
    if (node.kind !== 'project') return [];
    const { repos } = this.source;
    // What is found out shows the rows anew.
    void repos.check(node.project.id);
    this.below.set(node, this.reposBelow(node));
    const known = repos.knownRepos(node.project.id).map((repo) => this.repoNode(repo, node));
    return [...known, ...(await this.stagesOf(node))];
  }

  getParent(node: ProjectsNode): ProjectsNode | undefined {
    return node.kind === 'project' ? undefined : node.parent;
  }

  async resolveTreeItem(item: vscode.TreeItem, node: ProjectsNode): Promise<vscode.TreeItem> {
    const { library, store } = this.source;
    item.tooltip = tooltipOf(node, { index: library.index, progress: store.progress, roadmap: await library.load() });
    return item;
  }

  /** The stages of a project, in order; always the same nodes, by which VS Code knows its rows. */
  async stagesOf(node: ProjectNode): Promise<readonly StageNode[]> {
    const { projects } = await this.source.library.load();
    const { stages = [] } = projects.items.find(({ id }) => id === node.project.id) ?? {};
    const known = this.stages.get(node);
    if (known) return known;
    const nodes = stages.map((stage, i): StageNode => ({ kind: 'stage', stage, position: i + 1, parent: node }));
    this.stages.set(node, nodes);
    return nodes;
  }

  /** The rows that were shown and look otherwise now. */
  staleRows(): StaleRows {
    const moved = new Set<ProjectNode>([...this.below].filter(([node, repos]) => repos !== this.reposBelow(node)).map(([node]) => node));
    // A project that is folded is not asked for its rows again: once is enough.
    for (const node of moved) this.below.set(node, this.reposBelow(node));
    // What stands below a project that is shown anew comes with it, when it is unfolded.
    for (const node of this.looks.keys()) if (node.kind !== 'project' && moved.has(node.parent)) this.looks.delete(node);
    const changed = [...this.looks].filter(([node, look]) => look !== lookOf(this.itemOf(node))).map(([node]) => node);
    const isProject = (node: ProjectsNode): node is ProjectNode => node.kind === 'project';
    return {
      now: [...moved, ...changed.filter((node) => !isProject(node))],
      later: changed.filter((node) => isProject(node)).filter((node) => !moved.has(node)),
    };
  }

  private itemOf(node: ProjectsNode): vscode.TreeItem {
    const { activity, store, repos, results } = this.source;
    return itemOf(node, {
      isChecking: ({ project }) => activity.all.some((check) => check.project === project.id),
      runIn: ({ repo }) => activity.progressOf(repo.uri),
      readinessOf: ({ project }) => readinessOf(project, store.progress),
      isOpenAtFirst: ({ project }) => (this.openAtFirst ??= projectsAtHand(repos)).has(project.id),
      hasRepos: ({ project }) => repos.reposOf(project.id).length > 0,
      isFinished: ({ project }) => {
        const { stages } = project;
        return stages !== undefined && repos.reposOf(project.id).some(({ stagesPassed }) => stagesPassed >= stages);
      },
      isMissing: ({ repo }) => repos.isMissing(repo.uri),
      passedIn: ({ repo, parent }) => results.stagesPassed(repo.uri, parent.project.id),
      stageOf: (stage) => this.stageRow(stage),
    });
  }

  private stageRow({ stage, parent }: StageNode): StageRow {
    const { activity, library, repos, results } = this.source;
    const { id } = parent.project;
    const [latest] = repos.reposOf(id);
    const stored = latest && results.resultsOf(latest.uri, id);
    const all = (this.stages.get(parent) ?? []).map((node) => node.stage.id);
    const run = latest && activity.progressOf(latest.uri);
    return {
      isChecking: run !== undefined && stageUnderCheck(run)?.id === stage.id,
      state: stageStateOf(stageResultOf(stored, stage.id)),
      isNext: latest !== undefined && nextStage(stored, all) === stage.id,
      hasRepo: latest !== undefined,
      opens: library.stages.has(id),
    };
  }

  private repoNode(repo: ProjectRepo, parent: ProjectNode): RepoNode {
    const key = `${parent.project.id} ${repo.uri.toString()}`;
    const node = this.repoNodes.get(key) ?? { kind: 'repo', repo, parent };
    this.repoNodes.set(key, node);
    return node;
  }

  private reposBelow({ project }: ProjectNode): string {
    return this.source.repos.knownRepos(project.id).map(({ uri }) => uri.toString()).join('\n'); // prettier-ignore
  }
}

/** The projects whose folders are open in this window; where none is, the one that was begun last. */
function projectsAtHand(repos: ProjectRepoStore): ReadonlySet<string> {
  const open = (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri }) => repos.projectOf(uri) ?? []);
  return new Set(open.length > 0 ? open : [repos.latest].filter((id) => id !== undefined));
}

/** All of a row that can change. */
const lookOf = ({ description, iconPath, contextValue, accessibilityInformation }: vscode.TreeItem): string =>
  JSON.stringify([description, iconPath, contextValue, accessibilityInformation?.label]);
