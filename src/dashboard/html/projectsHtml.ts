import { l10n } from 'vscode';
import { hourCount } from '../../base/words';
import { element, type Element } from '../../base/elements';
import { html, type Html } from '../../base/html';
import { fillIn } from '../../base/text';
import { stagesPassedText } from '../../checks';
import { PROJECT_LEVELS } from '../../content/kinds';
import type { Project } from '../../content/schema';
import { iconElement } from '../../pages/icons';
import { htmlOfPart, lazyPart, type LazyPart } from '../../pages/liveParts';
import type { DashboardView, ProjectView } from '../model/dashboardView';
import { barOf } from './heroHtml';
import { linkedTopics, topicLinks, type LinkedTopic } from './links';

/** The projects as cards, with filters. */
export function projectsHtml({ roadmap, canScaffold }: DashboardView, cards: readonly LazyPart[]): Html {
  const { title, subtitle, items } = roadmap.projects;
  const tags = [...new Set(items.flatMap((project) => project.tags))];
  const levels = PROJECT_LEVELS.filter((level) => items.some((project) => project.level === level));
  const all = l10n.t('{0} projects');
  return html`<section class="projects" aria-labelledby="projects">
    <h2 id="projects" tabindex="-1">${title}</h2>
    <p class="hint">${subtitle}</p>
    ${canScaffold && html`<p class="hint">${l10n.t('Scaffold creates the starter of a project, a small program that runs, in a folder you choose.')}</p>`}
    <div class="filters" data-filters>
      ${filterGroup(l10n.t('Level'), 'level', levels)} ${filterGroup(l10n.t('Technology'), 'tag', tags)}
      <p class="filter-result">
        <span
          role="status"
          data-project-count
          data-all="${all}"
          data-some="${l10n.t('{0} projects match')}"
          data-one="${l10n.t('1 project matches')}"
          data-none="${l10n.t('No project matches these filters.')}"
          >${fillIn(all, items.length)}</span
        >
        <button type="button" class="link" data-clear-filters hidden>${l10n.t('Clear Filters')}</button>
      </p>
    </div>
    <ul class="cards">
      ${cards.map(htmlOfPart)}
    </ul>
  </section>`;
}

const filterGroup = (label: string, kind: 'level' | 'tag', values: readonly string[]): Html =>
  html`<div class="filter" role="group" aria-label="${label}">
    <span class="filter-label" aria-hidden="true">${label}</span>
    <div class="chips">
      ${values.map((value) => html`<button type="button" class="chip" aria-pressed="false" data-filter="${kind}" data-value="${value}">${value}</button>`)}
    </div>
  </div>`;

/** The name of a project's card among the parts of the page. */
export const cardName = (project: string): string => `project:${project}`;

const NOTHING_YET: ProjectView = { done: 0, total: 0, isSuggested: false, isFinished: false, work: undefined };

export const projectCards = (view: DashboardView): LazyPart[] =>
  view.roadmap.projects.items.map((project) => {
    const state = { ...(view.projects.get(project.id) ?? NOTHING_YET), topics: linkedTopics(view, project.topics) };
    return lazyPart(cardName(project.id), state, () => projectCard(project, state, view.canScaffold));
  });

interface CardState extends ProjectView {
  readonly topics: readonly LinkedTopic[];
}

function projectCard(project: Project, state: CardState, canScaffold: boolean): Element {
  const { isSuggested, isFinished, work } = state;
  return element(
    'li',
    {
      class: 'card project',
      id: `project-${project.id}`,
      'data-project': project.id,
      'data-level': project.level,
      'data-suggested': String(isSuggested),
      'data-finished': String(isFinished),
      'data-begun': String(work !== undefined),
      'data-has-next': String(work?.next !== undefined),
    },
    ribbon('suggested', 'reached', l10n.t('Suggested for you')),
    ribbon('finished', 'trophy', l10n.t('Finished')),
    element(
      'p',
      { class: 'card-top' },
      levelBadge(project),
      ' ',
      element('span', { class: 'length' }, iconElement('clock'), hourCount(project.hours)),
    ),
    element('h3', { tabindex: -1 }, project.title),
    element('p', { class: 'summary' }, project.summary),
    element(
      'ul',
      { class: 'tags' },
      project.tags.map((tag) => element('li', { 'data-tag': tag }, tag)),
    ),
    practises(state),
    actions(project, state, canScaffold),
  );
}

const ribbon = (kind: string, icon: 'reached' | 'trophy', text: string): Element =>
  element('p', { class: `ribbon ${kind}` }, iconElement(icon), text);

function levelBadge({ level }: Project): Element {
  const bars = element('span', { class: 'bars', 'aria-hidden': 'true' }, element('i'), element('i'), element('i'));
  return element('span', { class: 'level-badge', 'data-rank': PROJECT_LEVELS.indexOf(level) + 1 }, bars, level);
}

/** The topics of a project, and how many of them are completed. */
function practises({ done, total, topics }: CardState): Element {
  const title = l10n.t('Practices');
  const text = l10n.t('{0} of {1} topics completed', done, total);
  return element(
    'div',
    { class: 'practises' },
    element('p', { class: 'practises-head' }, element('span', {}, title), element('span', { 'data-project-text': true }, text)),
    barOf(total > 0 ? Math.round((done / total) * 100) : 0, 6),
    topicLinks(title, topics),
  );
}

/** What can be done with a project. The style sheet shows the buttons that make sense now; their names say of which project they are. */
function actions({ id, title, stages }: Project, { work }: CardState, canScaffold: boolean): Element {
  const button = (classes: string, go: string, label: string, name: string) =>
    element('button', { type: 'button', class: classes, 'data-go': go, 'data-target': id, 'aria-label': name }, label);
  const next = work?.next === undefined ? '' : l10n.t('Next: {0}', work.next);
  return element(
    'div',
    { class: 'card-foot' },
    element('p', { class: 'stages' }, work && stagesPassedText(work.passed, stages.length)),
    canScaffold && button('secondary', 'scaffold', l10n.t('Scaffold'), l10n.t('Scaffold {0}', title)),
    button('secondary small begun', 'open-project', l10n.t('Open'), l10n.t('Open {0}', title)),
    button('primary small next-stage', 'next-stage', next, `${next} (${title})`),
    button('primary small certificate', 'export-certificate', l10n.t('Export Certificate'), l10n.t('Export Certificate of {0}', title)),
  );
}
