import { l10n } from 'vscode';
import { html, type Html } from '../../base/html';
import { STATUSES, type Status } from '../../progress/model/progress';
import { hourCount } from '../../base/words';
import { statusWord } from '../../progress/words';
import { type TopicView, PART_IDS } from './view';

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

/** What can be done with a topic besides reading it. What is added is a line here and a request in the page's protocol. */
const ACTIONS: readonly ((view: TopicView) => Html | false)[] = [
  ({ topic, hasQuiz }) => hasQuiz && html`<button type="button" data-take-quiz="${topic.id}">${l10n.t('Take the Quiz')}</button>`,
  ({ topic, note }) =>
    html`<button type="button" data-open-note="${topic.id}">
      ${note === undefined ? l10n.t('Write a Note') : l10n.t('Open Your Note')}
    </button>`,
  ({ topic }) => html`<button type="button" data-copy-link="${topic.id}">${l10n.t('Copy Link')}</button>`,
];

/** The row of actions under the title. */
export const actionsPart = (view: TopicView): Html =>
  html`<div class="actions" role="group" aria-label="${l10n.t('Actions of this topic')}">${ACTIONS.map((action) => action(view))}</div>`;

export const objectivesPart = ({ topic }: TopicView): Html =>
  html`<section aria-labelledby="${PART_IDS.objectives}">
    <h2 id="${PART_IDS.objectives}" tabindex="-1">${l10n.t('What you will be able to do')}</h2>
    <ul class="objectives">
      ${topic.objectives.map((objective) => html`<li>${objective}</li>`)}
    </ul>
  </section>`;
