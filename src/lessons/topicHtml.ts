import { l10n } from 'vscode';
import { html, type Html } from '../core/html';
import { STATUSES, type Status, type TopicProgress } from '../core/progress/progress';
import type { PlacedTopic } from '../core/roadmap/outline';
import type { Link, Topic } from '../core/roadmap/schema';
import { hourCount, statusWord } from '../services/words';
import { renderInline } from './markdown';

export interface TopicView {
  readonly topic: Topic;
  readonly place: PlacedTopic;
  readonly total: number;
  readonly progress: TopicProgress;
  readonly previous?: PlacedTopic | undefined;
  readonly next?: PlacedTopic | undefined;
}

/** The body of a topic's page, whole: it can be read before any script has run. */
export function topicBody({ topic, place, total, progress, previous, next }: TopicView): Html {
  return html`<body data-topic="${topic.id}" data-status="${progress.status}">
    <main>
      <p class="eyebrow">${place.section.title} · ${l10n.t('Topic {0} of {1}', place.position, total)}</p>
      <h1>${topic.title}</h1>
      <p class="lead">${renderInline(topic.summary)}</p>
      <p class="facts">
        <span class="status" role="status"
          ><span class="dot" aria-hidden="true"></span><span data-status-text>${statusWord(progress.status)}</span></span
        >
        <span>${hourCount(topic.hours)}</span>
        ${progress.proofs.length > 0 && html`<span class="proven">${l10n.t('proven')}</span>`}
      </p>
      <div class="statuses" role="group" aria-label="${l10n.t('Status of this topic')}">
        ${STATUSES.map((status) => statusButton(status, progress.status))}
      </div>

      <section aria-labelledby="objectives">
        <h2 id="objectives">${l10n.t('What you will be able to do')}</h2>
        <ul class="objectives">
          ${topic.objectives.map((objective) => html`<li>${renderInline(objective)}</li>`)}
        </ul>
      </section>

      <section aria-labelledby="links">
        <h2 id="links">${l10n.t('Where to learn it')}</h2>
        <ul class="links">
          ${topic.links.map(linkItem)}
        </ul>
      </section>

      <nav aria-label="${l10n.t('Along the roadmap')}">${neighbour(previous, 'previous')} ${neighbour(next, 'next')}</nav>
    </main>
  </body>`;
}

const statusButton = (status: Status, current: Status): Html =>
  html`<button type="button" data-set-status="${status}" aria-pressed="${String(status === current)}">${buttonLabel(status)}</button>`;

function buttonLabel(status: Status): string {
  switch (status) {
    case 'todo':
      return l10n.t('Not started');
    case 'doing':
      return l10n.t('Learning');
    case 'done':
      return l10n.t('Completed');
    case 'skipped':
      return l10n.t('Skipped');
  }
}

const linkItem = ({ type, title, url }: Link): Html =>
  html`<li>
    <a href="${url}"
      ><span class="kind" data-kind="${type}">${linkKind(type)}</span><span class="title">${title}</span
      ><span class="host">${hostOf(url)}</span></a
    >
  </li>`;

function linkKind(type: Link['type']): string {
  switch (type) {
    case 'official':
      return l10n.t('Official');
    case 'article':
      return l10n.t('Article');
    case 'course':
      return l10n.t('Course');
    case 'video':
      return l10n.t('Video');
    case 'book':
      return l10n.t('Book');
  }
}

const hostOf = (url: string): string => new URL(url).host.replace(/^www\./, '');

function neighbour(topic: PlacedTopic | undefined, direction: 'previous' | 'next'): Html | false {
  if (!topic) return false;
  const label = direction === 'next' ? l10n.t('Next') : l10n.t('Previous');
  return html`<button type="button" class="${direction}" data-open-topic="${topic.id}">
    <span class="direction">${label}</span><span class="title">${topic.title}</span>
  </button>`;
}
