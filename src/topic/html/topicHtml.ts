import { l10n } from 'vscode';
import { element, htmlOf, type Element } from '../../base/elements';
import { html, type Html } from '../../base/html';
import { hourCount } from '../../base/words';
import type { Project } from '../../content/schema';
import { iconSheet } from '../../pages/icons';
import { codeButtons, lessonPart, neighbours } from '../../pages/readingHtml';
import type { liveParts } from './liveParts';
import { STATUSES } from '../../progress/model/progress';
import { PART_IDS, type TopicView } from './topicView';

/** The body of a topic's page, whole: it can be read before any script has run. */
export function topicBody(view: TopicView, parts: ReturnType<typeof liveParts>): Html {
  const { topic, place, lesson } = view;
  return html`<body data-topic="${topic.id}">
    ${iconSheet('proven', 'reached', ...STATUSES)}
    <main>
      <header>
        <p class="eyebrow">${place.section.title} · ${l10n.t('Topic {0}', place.position)}</p>
        <h1 tabindex="-1">${topic.title}</h1>
        <p class="lead">${topic.summary}</p>
        ${[parts.facts, parts.statuses].map(htmlOf)}
      </header>
      ${htmlOf(parts.actions)} ${parts.contents && htmlOf(parts.contents)} ${htmlOf(objectivesPart(view))}
      ${lessonPart(lesson, parts.tasks)} ${[parts.ending, parts.note, parts.links].map(htmlOf)}
      ${view.projects.length > 0 && htmlOf(projectsPart(view))} ${htmlOf(neighbours('topic', l10n.t('Along the roadmap'), view))}
    </main>
    <p class="unseen" role="status" data-announcer data-copied="${l10n.t('The code is on the clipboard.')}"></p>
    ${codeButtons()}
  </body>`;
}

const objectivesPart = ({ topic }: TopicView): Element =>
  element(
    'section',
    { 'aria-labelledby': PART_IDS.objectives },
    element('h2', { id: PART_IDS.objectives, tabindex: -1 }, l10n.t('What you will be able to do')),
    element('ul', { class: 'objectives' }, topic.objectives.map((objective) => element('li', {}, objective))), // prettier-ignore
  );

/** The projects in which the topic is used; each leads to its card in the dashboard. */
const projectsPart = ({ topic, projects }: TopicView): Element =>
  element(
    'section',
    { 'aria-labelledby': PART_IDS.projects },
    element('h2', { id: PART_IDS.projects, tabindex: -1 }, l10n.t('Projects that use this topic')),
    element('ul', { class: 'projects' }, projects.map((project) => projectItem(project, topic.id))), // prettier-ignore
  );

function projectItem({ id, title, level, hours, summary, stages }: Project, topic: string): Element {
  const practised = stages.filter(({ topics }) => topics.includes(topic)).map((stage) => stage.title);
  return element(
    'li',
    {},
    element('h3', {}, element('a', { href: `#project:${id}`, 'data-show-project': id, title }, title)),
    element('p', { class: 'facts' }, element('span', {}, level), element('span', {}, hourCount(hours))),
    element('p', {}, summary),
    practised.length > 0 && element('p', { class: 'stages' }, l10n.t('Stages: {0}', practised.join(' · '))),
  );
}
