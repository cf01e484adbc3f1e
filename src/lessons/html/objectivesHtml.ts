import { l10n } from 'vscode';
import { html, type Html } from '../../core/html';
import { PART_IDS } from './partIds';
import type { TopicView } from './view';

export const objectivesPart = ({ topic }: TopicView): Html =>
  html`<section aria-labelledby="${PART_IDS.objectives}">
    <h2 id="${PART_IDS.objectives}" tabindex="-1">${l10n.t('What you will be able to do')}</h2>
    <ul class="objectives">
      ${topic.objectives.map((objective) => html`<li>${objective}</li>`)}
    </ul>
  </section>`;
