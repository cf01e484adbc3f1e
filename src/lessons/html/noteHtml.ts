import { l10n } from 'vscode';
import { html, type Html } from '../../core/html';
import { PART_IDS } from './partIds';
import type { TopicView } from './view';

/** The learner's own note on the topic, when there is one. It is edited in an ordinary editor. */
export const notePart = ({ note }: TopicView): Html | false =>
  note !== undefined &&
  html`<section aria-labelledby="${PART_IDS.note}">
    <h2 id="${PART_IDS.note}" tabindex="-1">${l10n.t('Your note')}</h2>
    <div class="note lesson">${note}</div>
  </section>`;
