import { l10n } from 'vscode';
import { html, type Html } from '../../core/html';
import type { PlacedTopic } from '../../core/roadmap/outline';
import type { TopicView } from './view';

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
