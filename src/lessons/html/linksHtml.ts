import { l10n } from 'vscode';
import { html, type Html } from '../../core/html';
import type { Link } from '../../core/roadmap/schema';
import { PART_IDS } from './partIds';
import type { TopicView } from './view';

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
