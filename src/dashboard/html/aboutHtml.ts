import { html, type Html } from '../../base/html';
import { topicLink, type DashboardView, type States } from './view';

/** What the job is. */
export const aboutHtml = ({ roadmap: { about } }: DashboardView): Html =>
  html`<section class="about" aria-labelledby="about">
    <h2 id="about" tabindex="-1">${about.title}</h2>
    <div class="prose">${about.paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}</div>
  </section>`;

/** What the job asks for, each part with the topics that teach it. */
export function responsibilitiesHtml(view: DashboardView, states: States): Html {
  const { title, items } = view.roadmap.responsibilities;
  return html`<section aria-labelledby="responsibilities">
    <h2 id="responsibilities" tabindex="-1">${title}</h2>
    <ul class="responsibilities">
      ${items.map(
        ({ text, topics }) =>
          html`<li class="card">
            <h3>${text}</h3>
            <ul class="topic-links" aria-label="${view.words.taughtBy}">
              ${topics.map((id) => html`<li>${topicLink(view, states, id)}</li>`)}
            </ul>
          </li>`,
      )}
    </ul>
  </section>`;
}
