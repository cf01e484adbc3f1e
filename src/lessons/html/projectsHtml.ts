import { l10n } from 'vscode';
import { html, type Html } from '../../core/html';
import type { Project } from '../../core/roadmap/schema';
import { hourCount } from '../../services/words';
import { PART_IDS } from './partIds';
import type { TopicView } from './view';

/** The projects in which the topic is used; each leads to its card in the dashboard. */
export const projectsPart = ({ topic, projects }: TopicView): Html | false =>
  projects.length > 0 &&
  html`<section aria-labelledby="${PART_IDS.projects}">
    <h2 id="${PART_IDS.projects}" tabindex="-1">${l10n.t('Projects that practise it')}</h2>
    <ul class="projects">
      ${projects.map((project) => projectItem(project, topic.id))}
    </ul>
  </section>`;

function projectItem({ id, title, level, hours, summary, stages }: Project, topic: string): Html {
  const practised = stages.filter(({ topics }) => topics.includes(topic)).map((stage) => stage.title);
  return html`<li>
    <h3><a href="#project:${id}" data-show-project="${id}" title="${title}">${title}</a></h3>
    <p class="facts"><span>${level}</span><span>${hourCount(hours)}</span></p>
    <p>${summary}</p>
    ${practised.length > 0 && html`<p class="stages">${l10n.t('Stages: {0}', practised.join(' · '))}</p>`}
  </li>`;
}
