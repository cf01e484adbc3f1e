import * as vscode from 'vscode';
import type { ProgressStore } from '../../services/progress/progressStore';
import type { RoadmapLibrary } from '../../services/roadmapLibrary';
import { settings } from '../../services/settings';
import { itemOf } from './items';
import { RoadmapNodes, type RoadmapNode, type TopicNode } from './nodes';
import { tooltipOf } from './tooltips';

/** The rows of the sidebar. What refreshes when is decided by `RoadmapTreeView`. */
export class RoadmapTree implements vscode.TreeDataProvider<RoadmapNode> {
  readonly nodes: RoadmapNodes;
  /** The ids of the sections that are folded. */
  readonly folded = new Set<string>();
  private readonly changed = new vscode.EventEmitter<RoadmapNode[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly library: RoadmapLibrary,
    private readonly store: ProgressStore,
  ) {
    this.nodes = new RoadmapNodes(library.index);
  }

  /** Shows these rows anew, or all of them. */
  refresh(nodes?: RoadmapNode[]): void {
    if (nodes?.length !== 0) this.changed.fire(nodes);
  }

  getTreeItem(node: RoadmapNode): vscode.TreeItem {
    return itemOf(node, this.store.progress, this.library.index.topics.length, this.folded);
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
