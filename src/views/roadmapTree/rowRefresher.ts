import { settings } from '../../services/settings';
import type { RoadmapIndex } from '../../core/roadmap/outline';
import type { RoadmapNode } from './nodes';
import type { RoadmapTree } from './roadmapTree';

/**
 * How long the learner must have left the tree alone before a row with children is shown anew. VS Code forgets the rows
 * below it until it has asked for them again, and a click or a key press that falls into that moment is lost.
 */
const IDLE = 2_500;

/**
 * Shows rows anew after a change: a topic at once, and a milestone that it reaches or gives up, which loses nothing; a section
 * when it is safe.
 */
export class RowRefresher {
  private readonly waiting = new Set<string>();
  /** The sections whose milestones are shown as reached. */
  private readonly reached: Set<string>;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastTouch = -Infinity;

  constructor(
    private readonly index: RoadmapIndex,
    private readonly tree: RoadmapTree,
  ) {
    this.reached = new Set(index.outline.sections.map(({ id }) => id).filter((id) => this.isReached(id)));
  }

  /** The learner has just clicked or pressed a key in the tree. */
  touched(): void {
    this.lastTouch = performance.now();
    if (this.waiting.size > 0) this.schedule();
  }

  /** Shows topics anew, with the milestones and the counts that depend on them. */
  show(topics: ReadonlySet<string>): void {
    const leaves: RoadmapNode[] = [];
    for (const id of topics) {
      const node = this.tree.nodes.topic(id);
      const section = this.index.topic(id)?.section.id;
      if (!node || section === undefined) continue;
      leaves.push(node);
      this.waiting.add(section);
    }
    for (const section of this.waiting) {
      const isReached = this.isReached(section);
      if (this.reached.has(section) === isReached) continue;
      if (isReached) this.reached.add(section);
      else this.reached.delete(section);
      leaves.push(...this.tree.nodes.rowsOfSection(section).filter((row) => row.kind === 'milestone'));
    }
    this.tree.refresh(leaves);
    this.schedule();
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private isReached(section: string): boolean {
    return this.tree.store.progress.sections.get(section)?.complete ?? false;
  }

  private schedule(): void {
    clearTimeout(this.timer);
    const left = IDLE - (performance.now() - this.lastTouch);
    if (left <= 0) this.showSections();
    else this.timer = setTimeout(() => this.showSections(), left);
  }

  private showSections(): void {
    const sections = [...this.waiting];
    this.waiting.clear();
    // A row that is hidden or comes back cannot be shown anew by itself.
    if (settings.hideCompleted) this.tree.refresh();
    else this.tree.refresh(sections.flatMap((id) => this.tree.nodes.rowsOfSection(id)));
  }
}
