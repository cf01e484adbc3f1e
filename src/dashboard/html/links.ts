import { element, type Child, type Element } from '../../base/elements';
import type { Next } from '../../content/schema';
import { topicProgress, type Status } from '../../progress/model/progress';
import type { DashboardView } from '../model/dashboardView';

/** A topic that something links to, with its status. */
export interface LinkedTopic {
  readonly id: string;
  readonly title: string;
  readonly status: Status;
}

/** Those of the topics that this roadmap has. */
export const linkedTopics = ({ index, progress }: DashboardView, ids: readonly string[]): LinkedTopic[] =>
  ids.flatMap((id) => {
    const topic = index.topic(id);
    return topic ? [{ id: topic.id, title: topic.title, status: topicProgress(progress, topic.id).status }] : [];
  });

/** Links to lessons, each with the status of its topic. */
export const topicLinks = (label: string, topics: readonly LinkedTopic[]): Element =>
  element(
    'ul',
    { class: 'topic-links', 'aria-label': label },
    topics.map((topic) => element('li', {}, topicLink(topic))),
  );

const topicLink = ({ id, title, status }: LinkedTopic): Element =>
  element(
    'a',
    { class: 'topic-link', href: `#topic-${id}`, 'data-go': 'topic', 'data-target': id, 'data-topic': id, 'data-status': status },
    element('span', { class: 'mark', 'aria-hidden': 'true' }),
    title,
  );

/** A button that leads where the content says; the closed list is that of the schema. */
export const nextButton = (next: Next, classes: string, ...inner: readonly Child[]): Element =>
  element('button', { type: 'button', class: classes, 'data-go': next.open, 'data-target': 'id' in next ? next.id : '' }, ...inner);
