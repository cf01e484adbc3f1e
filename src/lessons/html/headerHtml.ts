import { l10n } from 'vscode';
import { html, type Html } from '../../core/html';
import { STATUSES, type Status } from '../../core/progress/progress';
import { hourCount, statusWord } from '../../services/words';
import type { TopicView } from './view';

/** Where the topic stands, what it is about, and how far the learner is. */
export function headerPart({ topic, place, total, progress, lesson }: TopicView): Html {
  return html`<header>
    <p class="eyebrow">${place.section.title} · ${l10n.t('Topic {0} of {1}', place.position, total)}</p>
    <h1>${topic.title}</h1>
    <p class="lead">${topic.summary}</p>
    <p class="facts">
      <span class="status" role="status"
        ><span class="dot" aria-hidden="true"></span><span data-status-text>${statusWord(progress.status)}</span></span
      >
      <span>${hourCount(topic.hours)}</span>
      ${lesson && html`<span>${l10n.t('{0} min read', lesson.minutes)}</span>`}
      <span class="proven" data-proven ${progress.proofs.length === 0 && 'hidden'}>${l10n.t('proven')}</span>
    </p>
    <div class="statuses" role="group" aria-label="${l10n.t('Status of this topic')}">
      ${STATUSES.map((status) => statusButton(status, progress.status))}
    </div>
  </header>`;
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
