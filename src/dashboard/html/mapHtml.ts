import { STATUS_PLACE } from '../model/statusPlace';
import { html, type Html } from '../../base/html';
import type { PlacedTopic, SectionOutline } from '../../content/outline';
import type { Milestone, Roadmap } from '../../content/schema';
import { icon, type IconName } from '../../pages/icons';
import type { DashboardView, States } from './view';

/** From this many topics on, stops out of sight are not drawn until they come near. */
const LONG = 200;

/** The map: one path through sections, topics and milestones, all of them stops of one list. */
export function mapHtml(view: DashboardView, states: States): Html {
  const { roadmap, index, snapshot, words } = view;
  let first = 0;
  const stops = index.outline.sections.flatMap((section, number) => {
    const topics = index.topics.slice(first, (first += section.topics.length));
    return [
      stationStop(view, states, section, number + 1),
      ...topics.map((topic) => topicStop(view, states, topic)),
      ...(section.milestone ? [milestoneStop(view, states, section, section.milestone)] : []),
    ];
  });
  return html`<section class="map" aria-labelledby="map">
    <div class="map-head">
      <div>
        <h2 id="map" tabindex="-1">${roadmap.map.title}</h2>
        <p class="hint">${roadmap.map.hint}</p>
      </div>
      <p class="map-progress">
        <span>${roadmap.map.progress}</span>
        <strong data-text="completed">${snapshot.texts.completed}</strong>
        <svg class="bar" aria-hidden="true" width="100%" height="8">
          <rect class="track" width="100%" height="8" rx="4"></rect>
          <rect class="value" width="${snapshot.percent}%" height="8" rx="4" data-bar></rect>
        </svg>
      </p>
    </div>
    ${legend(roadmap, words.legend)}
    <div class="path-box">
      <ol class="path ${index.topics.length > LONG && 'long'}" aria-label="${words.path}" data-path>
        ${stops}
      </ol>
    </div>
    <p class="hint keys" id="keys">${words.keys}</p>
    ${nodeMenu(view)}
  </section>`;
}

const LEGEND_ICONS: Readonly<Record<string, IconName>> = {
  todo: 'todo',
  doing: 'doing',
  done: 'done',
  skipped: 'skipped',
  proven: 'proven',
  milestone: 'reached',
};

const legend = ({ map }: Roadmap, label: string): Html =>
  html`<ul class="legend" aria-label="${label}">
    ${map.legend.map(({ id, label }) => html`<li class="is-${id}">${icon(LEGEND_ICONS[id] ?? 'todo')}${label}</li>`)}
  </ul>`;

function stationStop({ words }: DashboardView, states: States, section: SectionOutline, number: number): Html {
  const { done = 0, total = 0, text = '', entered = false } = states.section(section.id) ?? {};
  const hours = section.topics.reduce((sum, topic) => sum + topic.hours, 0);
  return html`<li class="stop station" data-section="${section.id}" data-lit="${String(entered)}">
    <div class="disc" aria-hidden="true">
      <svg viewBox="0 0 64 64">
        <circle class="track" cx="32" cy="32" r="27" pathLength="100"></circle>
        <circle
          class="value"
          cx="32"
          cy="32"
          r="27"
          pathLength="100"
          stroke-dasharray="${share(done, total)} 100"
          data-section-ring
        ></circle>
      </svg>
      <span>${number}</span>
    </div>
    <div class="label">
      <h3>${section.title}</h3>
      <p class="count">
        <span aria-hidden="true" data-section-count>${done}/${total}</span><span class="hidden" data-section-text>${text}</span> ·
        ${words.hoursShort(hours)}
      </p>
    </div>
  </li>`;
}

/** Percent of a circle. */
export const share = (done: number, total: number): number => (total > 0 ? Math.round((done / total) * 1_000) / 10 : 0);

function topicStop({ index, snapshot, words }: DashboardView, states: States, topic: PlacedTopic): Html {
  const status = states.status(topic.id);
  const proven = states.proven(topic.id);
  const isNext = snapshot.next === topic.id;
  const label = words.topicLabel(topic.title, STATUS_PLACE, topic.position, index.topics.length);
  const statusText = proven ? `${words.client[status]}, ${words.client.proven}` : words.client[status];
  // One topic takes part in the tab order, the arrow keys move it: see client/path.ts.
  const tab = isNext || (snapshot.next === null && topic.position === 1) ? '0' : '-1';
  return html`<li
    class="stop topic"
    id="topic-${topic.id}"
    data-topic="${topic.id}"
    data-status="${status}"
    data-proven="${String(proven)}"
    data-lit="${String(status === 'done' || status === 'skipped')}"
    data-next="${String(isNext)}"
  >
    <button
      type="button"
      class="node"
      tabindex="${tab}"
      aria-pressed="${String(status === 'done')}"
      aria-label="${label.replace(STATUS_PLACE, () => statusText)}"
      data-label="${label}"
    >
      <span class="disc" data-flag="${words.nextTopic}">${icon(status, 'status')}${proven && icon('proven', 'proof')}</span>
      <span class="label title" data-flag="${words.nextTopic}">${topic.title}</span>
    </button>
    <p class="count">${words.hoursShort(topic.hours)}</p>
    <button
      type="button"
      class="more"
      tabindex="${tab}"
      aria-haspopup="menu"
      aria-expanded="false"
      aria-label="${words.topicMenu(topic.title)}"
    ></button>
  </li>`;
}

function milestoneStop({ words }: DashboardView, states: States, section: SectionOutline, milestone: Milestone): Html {
  const reached = states.section(section.id)?.complete ?? false;
  const { reached: yes, ahead } = words.milestoneState;
  return html`<li class="stop milestone" data-milestone="${section.id}" data-lit="${String(reached)}">
    <div class="disc" aria-hidden="true">${icon('milestone', 'of-ahead')}${icon('reached', 'of-reached')}</div>
    <p class="label">
      <span class="hidden">${words.milestone}: </span><span data-title>${milestone.title}</span>
      <span class="hidden" data-milestone-state data-reached="${yes}" data-ahead="${ahead}">, ${reached ? yes : ahead}</span>
    </p>
  </li>`;
}

/** The one menu that all topics share. */
function nodeMenu({ words: { menu } }: DashboardView): Html {
  const choice = (status: 'done' | 'doing' | 'skipped', key: string) =>
    html`<button type="button" role="menuitemradio" aria-checked="false" tabindex="-1" data-choice="${status}">
      ${icon(status)}<span>${menu[status]}</span><kbd aria-hidden="true">${key}</kbd>
    </button>`;
  return html`<div class="menu" role="menu" hidden data-menu>
    ${choice('done', 'D')} ${choice('doing', 'L')} ${choice('skipped', 'S')}
    <button type="button" role="menuitem" tabindex="-1" data-choice="reset">
      ${icon('todo')}<span>${menu.todo}</span><kbd aria-hidden="true">R</kbd>
    </button>
    <div role="separator"></div>
    <button type="button" role="menuitem" tabindex="-1" data-choice="open">${icon('lesson')}<span>${menu.open}</span></button>
  </div>`;
}
