import { l10n } from 'vscode';
import { element, type Element, htmlOf } from '../../base/elements';
import { html, type Html } from '../../base/html';
import { iconSheet } from '../../pages/icons';
import type { Session } from '../model/session';
import { questionSection } from './questionHtml';
import { resultSection, type Surroundings } from './resultHtml';

/** The part of the page that changes: the question that a session is at, or what it came to. */
export function viewPart(session: Session, around: Surroundings): Element {
  const { current } = session;
  const section = current ? questionSection(session, current, around.titleOf) : resultSection(session, around);
  return element('div', { 'data-live': 'view' }, section);
}

/** The body of the page around it. Without a topic it is a review. */
export const quizBody = (topic: string | undefined, view: Element): Html =>
  html`<body>
    ${iconSheet('proven', 'done')}
    <main>
      <p class="eyebrow">${topic === undefined ? l10n.t('Questions on topics that you have proven') : l10n.t('Quiz')}</p>
      <h1>${topic ?? l10n.t('Review')}</h1>
      ${htmlOf(view)}
    </main>
    <p class="visually-hidden" role="status" aria-live="polite" data-announcer></p>
  </body>`;
