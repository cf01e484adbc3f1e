import type { Milestone, Project, Roadmap, Topic } from './schema';

/** What lists need of a topic: small enough to travel inside the extension's entry. */
export interface TopicOutline extends Pick<Topic, 'id' | 'formerly' | 'title' | 'hours'> {
  /** The topics that have to be known before; absent when there are none. */
  readonly after?: readonly string[] | undefined;
}

export interface SectionOutline {
  readonly id: string;
  readonly title: string;
  readonly topics: readonly TopicOutline[];
  readonly milestone?: Milestone | undefined;
}

export interface ProjectOutline extends Pick<Project, 'id' | 'title' | 'level' | 'hours' | 'topics'> {
  /** How many stages it has; absent when there are none. */
  readonly stages?: number | undefined;
}

/** A roadmap without its prose. It is all that start-up needs; the rest is loaded by the action that shows it. */
export interface RoadmapOutline {
  readonly id: string;
  readonly title: string;
  readonly sections: readonly SectionOutline[];
  readonly projects: readonly ProjectOutline[];
}

/** Cuts a roadmap down to its outline. */
export function outlineOf(roadmap: Roadmap): RoadmapOutline {
  return {
    id: roadmap.id,
    title: roadmap.hero.title,
    sections: roadmap.sections.map(({ id, title, topics, milestone }) => ({
      id,
      title,
      topics: topics.map(({ id, formerly, title, hours, after }) => ({
        ...{ id, formerly, title, hours },
        ...(after.length > 0 ? { after } : {}),
      })),
      milestone,
    })),
    projects: roadmap.projects.items.map(({ id, title, level, hours, topics, stages }) => ({
      ...{ id, title, level, hours, topics },
      ...(stages.length > 0 ? { stages: stages.length } : {}),
    })),
  };
}

/** A topic with its place in the roadmap. */
export interface PlacedTopic extends TopicOutline {
  readonly section: SectionOutline;
  /** Counted from 1 over the whole roadmap, as in "3 of 20". */
  readonly position: number;
}

/** The outline with what is looked up again and again. */
export class RoadmapIndex {
  readonly topics: readonly PlacedTopic[];
  private readonly byId: ReadonlyMap<string, PlacedTopic>;
  private readonly current: ReadonlyMap<string, string>;

  constructor(readonly outline: RoadmapOutline) {
    let position = 0;
    this.topics = outline.sections.flatMap((section) => section.topics.map((topic) => ({ ...topic, section, position: ++position })));
    this.byId = new Map(this.topics.map((topic) => [topic.id, topic]));
    this.current = new Map(this.topics.flatMap((topic) => [topic.id, ...topic.formerly].map((id) => [id, topic.id])));
  }

  /** The topic of an id or of a former id, or undefined when the roadmap has none. */
  topic(id: string): PlacedTopic | undefined {
    return this.byId.get(this.current.get(id) ?? id);
  }

  section(id: string): SectionOutline | undefined {
    return this.outline.sections.find((section) => section.id === id);
  }

  /** The neighbours of a topic on the path through the roadmap. */
  neighbours(id: string): { previous?: PlacedTopic | undefined; next?: PlacedTopic | undefined } {
    const topic = this.topic(id);
    if (!topic) return {};
    return { previous: this.topics[topic.position - 2], next: this.topics[topic.position] };
  }
}
