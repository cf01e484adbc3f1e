import * as vscode from 'vscode';
import { settings } from '../../base/settings';
import type { RoadmapIndex } from '../../content/outline';
import { WhenIdle } from '../../platform/whenIdle';
import type { ProgressStore } from '../../progress/progressStore';
import type { Library } from '../../content/library';
import { readJourney } from '../../plan';
import type { ProjectRepos } from '../../projects';
import { type RoadmapNode, itemOf, RoadmapNodes, type TopicNode, tooltipOf } from './roadmapItems';

/**
 * Shows rows anew after a change: a topic at once, and a milestone that it reaches or gives up, which loses nothing; a section
 * when it is safe, and only when its count has changed, which a proof or a start does not.
 */
export class RowRefresher {
  private readonly waiting = new Set<string>();
  /** The sections whose milestones are shown as reached. */
  private readonly reached: Set<string>;
  /** Of each section, as of the last change. */
  private readonly counts: Map<string, string>;
  private readonly idle = new WhenIdle(() => this.showSections());

  constructor(
    private readonly index: RoadmapIndex,
    private readonly tree: RoadmapTree,
  ) {
    const sections = index.outline.sections.map(({ id }) => id);
    this.reached = new Set(sections.filter((id) => this.isReached(id)));
    this.counts = new Map(sections.map((id) => [id, this.countOf(id)]));
  }

  /** The learner has just clicked or pressed a key in the tree. */
  touched(): void {
    this.idle.touched();
  }

  /** Shows topics anew, with the milestones and the counts that depend on them. */
  show(topics: ReadonlySet<string>): void {
    const leaves: RoadmapNode[] = [];
    for (const id of topics) {
      const node = this.tree.nodes.topic(id);
      const section = this.index.topic(id)?.section.id;
      if (!node || section === undefined) continue;
      leaves.push(node);
      // While some rows are hidden, one may come and another go with the count the same.
      if (this.counts.get(section) !== this.countOf(section) || settings.hideCompleted) this.waiting.add(section);
    }
    for (const section of this.waiting) {
      this.counts.set(section, this.countOf(section));
      const isReached = this.isReached(section);
      if (this.reached.has(section) === isReached) continue;
      if (isReached) this.reached.add(section);
      else this.reached.delete(section);
      leaves.push(...this.tree.nodes.rowsOfSection(section).filter((row) => row.kind === 'milestone'));
    }
    this.tree.refresh(leaves);
    if (this.waiting.size > 0) this.idle.soon();
  }

  dispose(): void {
    this.idle.dispose();
  }

  private isReached(section: string): boolean {
    return this.tree.store.progress.sections.get(section)?.complete ?? false;
  }

  private countOf(section: string): string {
    const { done = 0, skipped = 0 } = this.tree.store.progress.sections.get(section) ?? {};
    return `${done} ${skipped}`;
  }

  private showSections(): void {
    const sections = [...this.waiting];
    this.waiting.clear();
    // A row that is hidden or comes back cannot be shown anew by itself.
    if (settings.hideCompleted) this.tree.refresh();
    else this.tree.refresh(sections.flatMap((id) => this.tree.nodes.rowsOfSection(id)));
  }
}

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
