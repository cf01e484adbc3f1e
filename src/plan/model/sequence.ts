import type { ProjectOutline, RoadmapOutline, TopicOutline } from '../../content/outline';

/** Something to do, with the hours that it takes. */
export interface Work {
  readonly kind: 'topic' | 'project';
  readonly id: string;
  /** Whole hours, at least 1. */
  readonly hours: number;
}

/** What is left of a roadmap, in the eyes of who plans. */
export interface Left {
  /** Hours left of a topic; 0 when nothing is. */
  readonly topic: (topic: TopicOutline) => number;
  /** Hours left of a project; 0 when nothing is. */
  readonly project: (project: ProjectOutline) => number;
  /** Begun topics come first, as soon as what they need is done. */
  readonly isBegun: (topicId: string) => boolean;
}

/**
 * What is left, in the order in which it is best done: that of the roadmap, but nothing before what it needs, what was begun first,
 * and a project as soon as everything it practises was learned. Content whose topics wait for each other is refused by the build;
 * here, the first of them would go first.
 */
export function sequence(outline: RoadmapOutline, left: Left): Work[] {
  const order: Work[] = [];
  const topics = outline.sections
    .flatMap((section) => section.topics)
    .map((topic) => ({ topic, hours: left.topic(topic) }))
    .filter(({ hours }) => hours > 0);
  const projects = outline.projects.map((project) => ({ project, hours: left.project(project) })).filter(({ hours }) => hours > 0);
  const open = new Set(topics.map(({ topic }) => topic.id));
  const isReady = (needed: readonly string[] = []) => needed.every((id) => !open.has(id));

  const isNext = ({ topic }: { topic: TopicOutline }) => isReady(topic.after);
  const begun = topics.filter(({ topic }) => left.isBegun(topic.id));

  const takeProjects = () => {
    for (const waiting of projects.splice(0)) {
      if (isReady(waiting.project.topics)) order.push({ kind: 'project', id: waiting.project.id, hours: waiting.hours });
      else projects.push(waiting);
    }
  };
  takeProjects();
  for (;;) {
    const next = begun.find(isNext) ?? topics.find(isNext) ?? topics[0];
    if (!next) return order;
    if (begun.includes(next)) begun.splice(begun.indexOf(next), 1);
    topics.splice(topics.indexOf(next), 1);
    open.delete(next.topic.id);
    order.push({ kind: 'topic', id: next.topic.id, hours: next.hours });
    takeProjects();
  }
}
