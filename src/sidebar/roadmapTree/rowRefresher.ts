import { settings } from '../../base/settings';
import type { RoadmapIndex } from '../../content/outline';
import { WhenIdle } from '../../platform/whenIdle';
import type { RoadmapNode } from './roadmapItems';
import type { RoadmapTree } from './roadmapTree';

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
