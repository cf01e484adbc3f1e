import { l10n } from 'vscode';
import { html, type Html } from '../../base/html';
import { PART_IDS, type TopicView } from './view';
import type { Link, Project } from '../../content/schema';
import { hourCount } from '../../base/words';
import type { PlacedTopic } from '../../content/outline';

/** The learner's own note on the topic, when there is one. It is edited in an ordinary editor. */
export const notePart = ({ note }: TopicView): Html | false =>
  note !== undefined &&
  html`<section aria-labelledby="${PART_IDS.note}">
    <h2 id="${PART_IDS.note}" tabindex="-1">${l10n.t('Your note')}</h2>
    <div class="note lesson">${note}</div>
  </section>`;

/** Where else the topic is taught, with a tick for each link that was read. */
export const linksPart = ({ topic, read }: TopicView): Html =>
  html`<section aria-labelledby="${PART_IDS.links}">
    <h2 id="${PART_IDS.links}" tabindex="-1">${l10n.t('Where to learn it')}</h2>
    <ul class="links">
      ${topic.links.map((link) => linkItem(link, read.includes(link.url)))}
    </ul>
    <p class="count" data-read-text>${readCount(read.length, topic.links.length)}</p>
  </section>`;

/** "2 of 6 read" */
export const readCount = (read: number, total: number): string => l10n.t('{0} of {1} read', read, total);

const linkItem = ({ type, title, url }: Link, isRead: boolean): Html =>
  html`<li>
    <label class="read" title="${l10n.t('Read')}"
      ><input type="checkbox" data-read="${url}" aria-label="${l10n.t('Read: {0}', title)}" ${isRead && 'checked'}
    /></label>
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

/** The projects in which the topic is used; each leads to its card in the dashboard. */
export const projectsPart = ({ topic, projects }: TopicView): Html | false =>
  projects.length > 0 &&
  html`<section aria-labelledby="${PART_IDS.projects}">
    <h2 id="${PART_IDS.projects}" tabindex="-1">${l10n.t('Projects that practise it')}</h2>
    <ul class="projects">
      ${projects.map((project) => projectItem(project, topic.id))}
    </ul>
  </section>`;

function projectItem({ id, title, level, hours, summary, stages }: Project, topic: string): Html {
  const practised = stages.filter(({ topics }) => topics.includes(topic)).map((stage) => stage.title);
  return html`<li>
    <h3><a href="#project:${id}" data-show-project="${id}" title="${title}">${title}</a></h3>
    <p class="facts"><span>${level}</span><span>${hourCount(hours)}</span></p>
    <p>${summary}</p>
    ${practised.length > 0 && html`<p class="stages">${l10n.t('Stages: {0}', practised.join(' · '))}</p>`}
  </li>`;
}

/** The way to the topics before and after. */
export const neighboursPart = ({ previous, next }: TopicView): Html =>
  html`<nav class="neighbours" aria-label="${l10n.t('Along the roadmap')}">
    ${neighbour(previous, 'previous')} ${neighbour(next, 'next')}
  </nav>`;

function neighbour(topic: PlacedTopic | undefined, direction: 'previous' | 'next'): Html | false {
  if (!topic) return false;
  const label = direction === 'next' ? l10n.t('Next') : l10n.t('Previous');
  return html`<button type="button" class="${direction}" data-open-topic="${topic.id}">
    <span class="direction">${label}</span><span class="title">${topic.title}</span>
  </button>`;
}
