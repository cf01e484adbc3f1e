import { html, type Html } from '../../base/html';
import { PROJECT_LEVELS } from '../../content/kinds';
import type { Project } from '../../content/schema';
import { fillIn } from '../../base/fillIn';
import { icon } from '../../pages/icons';
import { topicLink, type DashboardView, type States } from './view';

/** The projects as cards, with filters. */
export function projectsHtml(view: DashboardView, states: States): Html {
  const { title, subtitle, items } = view.roadmap.projects;
  const { words } = view;
  const tags = [...new Set(items.flatMap((project) => project.tags))];
  const levels = PROJECT_LEVELS.filter((level) => items.some((project) => project.level === level));
  return html`<section class="projects" aria-labelledby="projects">
    <h2 id="projects" tabindex="-1">${title}</h2>
    <p class="hint">${subtitle}</p>
    <div class="filters" data-filters>
      ${filterGroup(words.filterByLevel, 'level', levels)} ${filterGroup(words.filterByTag, 'tag', tags)}
      <p class="filter-result">
        <span role="status" data-project-count>${fillIn(words.client.allProjectsShown, items.length, items.length)}</span>
        <button type="button" class="link" data-clear-filters hidden>${words.clearFilters}</button>
      </p>
    </div>
    <ul class="cards">
      ${items.map((project) => projectCard(view, states, project))}
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

function projectCard(view: DashboardView, states: States, project: Project): Html {
  const { words, canScaffold } = view;
  const { done = 0, total = 0, text = '', suggested = false, finished = false, stages = null } = states.project(project.id) ?? {};
  const rank = PROJECT_LEVELS.indexOf(project.level) + 1;
  return html`<li
    class="card project"
    id="project-${project.id}"
    data-project="${project.id}"
    data-level="${project.level}"
    data-suggested="${String(suggested)}"
    data-finished="${String(finished)}"
    data-begun="${String(stages !== null)}"
    data-has-next="${String(typeof stages?.next === 'string')}"
  >
    <p class="ribbon suggested">${icon('reached')}${words.suggested}</p>
    <p class="ribbon finished">${icon('trophy')}${words.finished}</p>
    <p class="card-top">
      <span class="level-badge" data-rank="${rank}"
        ><span class="bars" aria-hidden="true"><i></i><i></i><i></i></span>${project.level}</span
      >
      <span class="length">${icon('clock')}${words.hours(project.hours)}</span>
    </p>
    <h3 tabindex="-1">${project.title}</h3>
    <p class="summary">${project.summary}</p>
    <ul class="tags">
      ${project.tags.map((tag) => html`<li data-tag="${tag}">${tag}</li>`)}
    </ul>
    <div class="practises">
      <p class="practises-head"><span>${words.practises}</span><span data-project-text>${text}</span></p>
      <svg class="bar" width="100%" height="6" aria-hidden="true">
        <rect class="track" width="100%" height="6" rx="3"></rect>
        <rect class="value" width="${total > 0 ? Math.round((done / total) * 100) : 0}%" height="6" rx="3" data-project-bar></rect>
      </svg>
      <ul class="topic-links" aria-label="${words.practises}">
        ${project.topics.map((id) => html`<li>${topicLink(view, states, id)}</li>`)}
      </ul>
    </div>
    <div class="card-foot">
      <p class="stages" data-stages-text>${stages?.text ?? ''}</p>
      ${canScaffold && html`<button type="button" class="secondary" data-go="scaffold" data-target="${project.id}">${words.scaffold}</button>`}
      <button type="button" class="secondary small begun" data-go="open-project" data-target="${project.id}">${words.openProject}</button>
      <button type="button" class="primary small next-stage" data-go="next-stage" data-target="${project.id}" data-next-text>
        ${stages?.next ?? ''}
      </button>
      <button type="button" class="primary small certificate" data-go="export-certificate" data-target="${project.id}">
        ${words.exportCertificate}
      </button>
    </div>
  </li>`;
}
