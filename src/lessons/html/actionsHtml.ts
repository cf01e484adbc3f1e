import { l10n } from 'vscode';
import { html, type Html } from '../../core/html';
import type { TopicView } from './view';

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
