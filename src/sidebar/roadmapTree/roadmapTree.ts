import * as vscode from 'vscode';
import { settings } from '../../base/settings';
import type { RoadmapIndex } from '../../content/outline';
import { WhenIdle } from '../../platform/whenIdle';
import type { ProgressChange, ProgressStore } from '../../progress/progressStore';
import type { Library } from '../../content/library';
import { readJourney } from '../../plan';
import type { ProjectRepos } from '../../projects';
import { type Cause, QuietMoments } from './quietMoments';
import { type RoadmapNode, itemOf, RoadmapNodes, tooltipOf } from './roadmapItems';

/** What a refresher needs of the window. */
export interface RowsWindow {
  /** Resolves when no click is lost below these rows, should they be shown anew now. */
  keepBelow(rows: readonly RoadmapNode[]): Promise<void>;
  /** Resolves when the window has answered. */
  ask(): Thenable<unknown>;
}

/**
 * Shows rows anew after a change: a topic at once; a section with its milestone when no click can get lost by it, which is nearly always at once,
 * too, and only when its count has changed, which a proof or a start does not. While completed topics are hidden, what has been completed goes when
 * the learner has left the tree alone: a click is meant for the row that was under the pointer.
 */
export class RowRefresher {
  /** Of each section, as of the last change. */
  private readonly counts: Map<string, string>;
  private readonly idle = new WhenIdle(() => this.tree.refresh());
  private readonly quiet: QuietMoments;
  /** The topics whose checkboxes were clicked, until the change that follows is shown. */
  private readonly clicked = new Set<string>();
  /** The sections that are shown in the next quiet moment. */
  private readonly waiting = new Set<string>();
  /** The rows to be shown next. */
  private readonly coming = new Set<RoadmapNode>();
  private showing: Promise<void> | undefined;

  constructor(
    private readonly index: RoadmapIndex,
    private readonly tree: RoadmapTree,
    private readonly window: RowsWindow,
  ) {
    this.counts = new Map(index.outline.sections.map(({ id }) => [id, this.countOf(id)]));
    this.quiet = new QuietMoments(
      () => this.window.ask(),
      () => void this.showSections(),
    );
  }

  /** The learner has just clicked the checkboxes of these topics, or done something else in the tree. */
  touched(clicked: readonly string[] = []): void {
    for (const id of clicked) this.clicked.add(id);
    this.idle.touched();
    this.quiet.touched();
  }

  /** Shows topics anew, with the milestones and the counts that depend on them. Resolves when VS Code was told of the topics. */
  async show({ topics, source }: ProgressChange): Promise<void> {
    for (const section of this.changedSections(topics)) this.waiting.add(section);
    // A row that is hidden or comes back cannot be shown anew by itself.
    if (settings.hideCompleted) this.idle.soon();
    const cause = this.causeOf(topics, source);
    const withSections = this.waiting.size > 0 && (await this.quiet.isNow(cause));
    for (const id of topics) {
      const node = this.tree.nodes.topic(id);
      if (node) this.coming.add(node);
    }
    await (withSections ? this.showSections() : this.showRows());
  }

  dispose(): void {
    this.idle.dispose();
    this.quiet.dispose();
  }

  private showSections(): Promise<void> {
    for (const section of this.waiting) {
      for (const row of this.tree.nodes.rowsOfSection(section)) this.coming.add(row);
    }
    this.waiting.clear();
    return this.showRows();
  }

  private async showRows(): Promise<void> {
    if (this.coming.size > 0) await (this.showing ??= this.showComing());
  }

  private async showComing(): Promise<void> {
    try {
      while (this.coming.size > 0) {
        const rows = [...this.coming];
        this.coming.clear();
        await this.window.keepBelow(rows);
        const ready = this.inTime(rows);
        if (ready.length > 0) this.quiet.drawn();
        // In one go: VS Code lets what follows wait for 200 ms.
        this.tree.refresh(ready);
      }
    } finally {
      // At once: what comes from now on begins anew.
      this.showing = undefined;
    }
  }

  /** These rows; without sections, which wait again, when the quiet moment has passed. */
  private inTime(rows: RoadmapNode[]): RoadmapNode[] {
    const sections = rows.filter((row) => row.kind === 'section');
    if (sections.length === 0 || this.quiet.isStillNow()) return rows;
    for (const { section } of sections) this.waiting.add(section.id);
    return rows.filter((row) => row.kind !== 'section');
  }

  private causeOf(topics: ReadonlySet<string>, source: ProgressChange['source']): Cause {
    const clicked = [...topics].filter((id) => this.clicked.delete(id));
    if (source === 'outside') return 'outside';
    return clicked.length > 0 ? 'click' : 'window';
  }

  /** The sections of topics whose counts are not those of the last change. */
  private changedSections(topics: ReadonlySet<string>): string[] {
    const sections = new Set([...topics].map((id) => this.index.topic(id)?.section.id).filter((id) => id !== undefined));
    const changed = [...sections].filter((id) => this.counts.get(id) !== this.countOf(id));
    for (const id of changed) this.counts.set(id, this.countOf(id));
    return changed;
  }

  private countOf(section: string): string {
    const { done = 0, skipped = 0 } = this.tree.store.progress.sections.get(section) ?? {};
    return `${done} ${skipped}`;
  }
}

const NOTHING: ReadonlySet<string> = new Set();

/** The rows of the sidebar. What refreshes when is decided by `RoadmapTreeView`. */
export class RoadmapTree implements vscode.TreeDataProvider<RoadmapNode> {
  readonly nodes: RoadmapNodes;
  /** The ids of the sections that are folded. */
  readonly folded = new Set<string>();
  /** The ids of the topics that were completed when all rows were last shown. */
  private completed: ReadonlySet<string>;
  private readonly changed = new vscode.EventEmitter<RoadmapNode[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly library: Library,
    readonly store: ProgressStore,
    readonly projects: Pick<ProjectRepos, 'reposOf'>,
  ) {
    this.nodes = new RoadmapNodes(library.index);
    this.completed = this.completedTopics();
  }

  /** Shows these rows anew, or all of them. */
  refresh(nodes?: RoadmapNode[]): void {
    if (!nodes) this.completed = this.completedTopics();
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
    return itemOf(node, this.store.progress, { folded: this.folded, isPlanned });
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

  /** Hide Completed hides what was completed, and a section with its milestone when nothing of it was left to do. */
  private hides(node: RoadmapNode): boolean {
    if (!settings.hideCompleted) return false;
    if (node.kind === 'topic') return this.completed.has(node.topic.id);
    return node.section.topics.every((topic) => this.completed.has(topic.id));
  }

  private completedTopics(): ReadonlySet<string> {
    return new Set(this.library.index.topics.map(({ id }) => id).filter((id) => this.store.topic(id).status === 'done'));
  }
}
