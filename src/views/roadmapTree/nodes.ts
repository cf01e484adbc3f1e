import type { PlacedTopic, RoadmapIndex, SectionOutline } from '../../core/roadmap/outline';
import type { Milestone } from '../../core/roadmap/schema';

export interface SectionNode {
  readonly kind: 'section';
  readonly section: SectionOutline;
}

export interface TopicNode {
  readonly kind: 'topic';
  readonly topic: PlacedTopic;
  readonly parent: SectionNode;
}

export interface MilestoneNode {
  readonly kind: 'milestone';
  readonly milestone: Milestone;
  readonly section: SectionOutline;
}

export type RoadmapNode = SectionNode | TopicNode | MilestoneNode;

/** The nodes of a roadmap, made once: VS Code recognises a row by the identity of its node. */
export class RoadmapNodes {
  readonly roots: readonly (SectionNode | MilestoneNode)[];
  private readonly children = new Map<SectionNode, readonly TopicNode[]>();
  private readonly topics = new Map<string, TopicNode>();

  constructor(index: RoadmapIndex) {
    this.roots = index.outline.sections.flatMap((section) => {
      const parent: SectionNode = { kind: 'section', section };
      const topics = index.topics
        .filter((topic) => topic.section === section)
        .map((topic): TopicNode => ({ kind: 'topic', topic, parent }));
      this.children.set(parent, topics);
      for (const node of topics) this.topics.set(node.topic.id, node);
      const { milestone } = section;
      return milestone ? [parent, { kind: 'milestone' as const, milestone, section }] : [parent];
    });
  }

  topicsOf(section: SectionNode): readonly TopicNode[] {
    return this.children.get(section) ?? [];
  }

  topic(id: string): TopicNode | undefined {
    return this.topics.get(id);
  }

  /** The rows whose text depends on a section: its own and its milestone's. */
  rowsOfSection(id: string): readonly (SectionNode | MilestoneNode)[] {
    return this.roots.filter((node) => node.section.id === id);
  }
}
