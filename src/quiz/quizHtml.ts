import { l10n } from 'vscode';
import { html, type Html } from '../base/html';

/** What stands around the questions: the host tells the page what to show between them. Without a topic it is a review. */
export function quizBody(topic: string | undefined): Html {
  return html`<body>
    <main>
      <p class="eyebrow">${topic === undefined ? l10n.t('A few questions on what you have proven') : l10n.t('Quiz')}</p>
      <h1>${topic ?? l10n.t('Review')}</h1>
      <div data-view></div>
    </main>
    <p class="visually-hidden" role="status" aria-live="polite" data-announcer></p>
  </body>`;
}
