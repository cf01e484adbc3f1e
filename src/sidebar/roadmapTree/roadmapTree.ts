import * as vscode from 'vscode';
import type { ProgressStore } from '../../progress/progressStore';
import type { Library } from '../../content/library';
import { readJourney } from '../../plan';
import type { ProjectRepos } from '../../projects';
import { settings } from '../../base/settings';
import { itemOf, type RoadmapNode, RoadmapNodes, type TopicNode } from './roadmapItems';
import { tooltipOf } from './roadmapTooltips';

const NOTHING: ReadonlySet<string> = new Set();

/** The rows of the sidebar. What refreshes when is decided by `RoadmapTreeView`. */
export class RoadmapTree implements vscode.TreeDataProvider<RoadmapNode> {
  readonly nodes: RoadmapNodes;
  /** The ids of the sections that are folded. */
  readonly folded = new Set<string>();
  private readonly changed = new vscode.EventEmitter<RoadmapNode[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly library: Library,
    readonly store: ProgressStore,
    readonly projects: Pick<ProjectRepos, 'reposOf'>,
  ) {
    this.nodes = new RoadmapNodes(library.index);
  }

  /** Shows these rows anew, or all of them. */
  refresh(nodes?: RoadmapNode[]): void {
    if (nodes?.length !== 0) this.changed.fire(nodes);
  }

  /** Shows the rows of topics anew, of those that are shown. */
  refreshTopics(ids: readonly string[]): void {
    const rows = ids.map((id) => this.nodes.topic(id)).filter((node) => node !== undefined);
    this.refresh(rows.filter((row) => !this.hides(row)));
  }

  /** The topics that the learner's plan has for this week; none without a plan. */
  get thisWeek(): ReadonlySet<string> {
    return readJourney(this)?.topicsThisWeek ?? NOTHING;
  }

  getTreeItem(node: RoadmapNode): vscode.TreeItem {
    const isPlanned = node.kind === 'topic' && this.thisWeek.has(node.topic.id);
    return itemOf(node, this.store.progress, { topicTotal: this.library.index.topics.length, folded: this.folded, isPlanned });
  }

  getChildren(node?: RoadmapNode): readonly RoadmapNode[] & RoadmapNode[] {
    if (!node) return this.nodes.roots.filter((root) => !this.hides(root));
    return node.kind === 'section' ? this.nodes.topicsOf(node).filter((child) => !this.hides(child)) : [];
  }

  getParent(node: RoadmapNode): RoadmapNode | undefined {
    return node.kind === 'topic' ? node.parent : undefined;
  }

  async resolveTreeItem(item: vscode.TreeItem, node: RoadmapNode): Promise<vscode.TreeItem> {
    item.tooltip = tooltipOf(node, this.store.progress, await this.library.load());
    return item;
  }

  /** Hide Completed hides what is done, and a section with its milestone when nothing of it is left to do. */
  private hides(node: RoadmapNode): boolean {
    if (!settings.hideCompleted) return false;
    if (node.kind === 'topic') return this.isDone(node);
    return node.section.topics.every((topic) => this.store.topic(topic.id).status === 'done');
  }

  private isDone(node: TopicNode): boolean {
    return this.store.topic(node.topic.id).status === 'done';
  }
}
