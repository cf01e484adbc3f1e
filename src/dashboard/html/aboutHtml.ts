import { l10n } from 'vscode';
import { element } from '../../base/elements';
import { html, type Html } from '../../base/html';
import { htmlOfPart, lazyPart, type LazyPart } from '../../pages/liveParts';
import type { DashboardView } from '../model/dashboardView';
import { linkedTopics, topicLinks } from './links';

/** What the job is. */
export const aboutHtml = ({ roadmap: { about } }: DashboardView): Html =>
  html`<section class="about" aria-labelledby="about">
    <h2 id="about" tabindex="-1">${about.title}</h2>
    <div class="prose">${about.paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}</div>
  </section>`;

/** What the job asks for. */
export const responsibilitiesHtml = ({ roadmap }: DashboardView, cards: readonly LazyPart[]): Html =>
  html`<section aria-labelledby="responsibilities">
    <h2 id="responsibilities" tabindex="-1">${roadmap.responsibilities.title}</h2>
    <ul class="responsibilities">
      ${cards.map(htmlOfPart)}
    </ul>
  </section>`;

/** Each part of it, with the topics that teach it. */
export const responsibilityCards = (view: DashboardView): LazyPart[] =>
  view.roadmap.responsibilities.items.map(({ text, topics }, place) =>
    lazyPart(`responsibility:${place}`, linkedTopics(view, topics), (links) =>
      element('li', { class: 'card' }, element('h3', {}, text), topicLinks(l10n.t('Topics that teach it'), links)),
    ),
  );
