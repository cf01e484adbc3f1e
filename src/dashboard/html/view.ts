import type { Status } from '../../progress/model/progress';
import type { DashboardSnapshot, ProjectState, SectionState, TopicState } from '../model/protocol';
import type { RoadmapIndex } from '../../content/outline';
import type { Next, Roadmap } from '../../content/schema';
import { html, type Html } from '../../base/html';
import type { PlanView } from '../../plan';
import type { DashboardWords } from '../words';

/** What the page is made of: content, the progress of now, and words. */
export interface DashboardView {
  readonly roadmap: Roadmap;
  readonly index: RoadmapIndex;
  readonly snapshot: DashboardSnapshot;
  readonly words: DashboardWords;
  /** Whether a project can be scaffolded here. */
  readonly canScaffold: boolean;
  readonly today: Date;
  readonly plan: PlanView;
}

/** A snapshot by id, for rendering. */
export class States {
  private readonly topics: ReadonlyMap<string, TopicState>;
  private readonly sections: ReadonlyMap<string, SectionState>;
  private readonly projects: ReadonlyMap<string, ProjectState>;

  constructor(snapshot: DashboardSnapshot) {
    this.topics = new Map(snapshot.topics.map((topic) => [topic.id, topic]));
    this.sections = new Map(snapshot.sections.map((section) => [section.id, section]));
    this.projects = new Map(snapshot.projects.map((project) => [project.id, project]));
  }

  status(id: string): Status {
    return this.topics.get(id)?.status ?? 'todo';
  }

  proven(id: string): boolean {
    return this.topics.get(id)?.proven ?? false;
  }

  section(id: string): SectionState | undefined {
    return this.sections.get(id);
  }

  project(id: string): ProjectState | undefined {
    return this.projects.get(id);
  }
}

/** A button that leads where the content says; the closed list is that of the schema. */
export const nextButton = (next: Next, classes: string, inner: Html | string): Html =>
  html`<button type="button" class="${classes}" data-go="${next.open}" data-target="${'id' in next ? next.id : ''}">${inner}</button>`;

/** A link to a lesson, with the status of its topic. */
export function topicLink({ index }: DashboardView, states: States, id: string): Html | false {
  const topic = index.topic(id);
  if (!topic) return false;
  return html`<a
    class="topic-link"
    href="#topic-${topic.id}"
    data-go="topic"
    data-target="${topic.id}"
    data-topic="${topic.id}"
    data-status="${states.status(topic.id)}"
    >${statusIcon()}${topic.title}</a
  >`;
}

/** A small mark whose shape follows the status of the element around it. */
export const statusIcon = (): Html => html`<span class="mark" aria-hidden="true"></span>`;
