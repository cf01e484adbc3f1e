import { l10n } from 'vscode';
import { html, type Html } from '../../base/text';
import type { Roadmap } from '../../content/schema';
import { icon, type IconName } from '../../pages/icons';
import { htmlOfPart, type LazyPart } from '../../pages/liveParts';
import { statusWord } from '../../progress/words';
import type { DashboardView } from '../model/dashboardView';

/** From this many topics on, stops out of sight are not drawn until they come near. */
const LONG = 200;

/** The map: one path through sections, topics and milestones, all of them stops of one list. */
export const mapHtml = ({ roadmap, index }: DashboardView, progress: LazyPart, stops: readonly LazyPart[]): Html =>
  html`<section class="map" aria-labelledby="map">
    <div class="map-head">
      <div>
        <h2 id="map" tabindex="-1">${roadmap.map.title}</h2>
        <p class="hint">${roadmap.map.hint}</p>
      </div>
      ${htmlOfPart(progress)}
    </div>
    ${legend(roadmap)}
    <div class="path-box">
      <ol
        class="path ${index.topics.length > LONG && 'long'}"
        aria-label="${l10n.t('Topics, in the order they are learned')}"
        data-path
        data-todo="${statusWord('todo')}"
        data-doing="${statusWord('doing')}"
        data-done="${statusWord('done')}"
        data-skipped="${statusWord('skipped')}"
        data-proven="${l10n.t('proven')}"
      >
        ${stops.map(htmlOfPart)}
      </ol>
    </div>
    <p class="hint keys" id="keys">
      ${l10n.t('On a topic: arrow keys move along the path, D completes, L learns, S skips, R resets, M opens the menu.')}
    </p>
    ${topicMenu()}
  </section>`;

const LEGEND_ICONS: Readonly<Record<string, IconName>> = {
  todo: 'todo',
  doing: 'doing',
  done: 'done',
  skipped: 'skipped',
  proven: 'proven',
  milestone: 'reached',
};

const legend = ({ map }: Roadmap): Html =>
  html`<ul class="legend" aria-label="${l10n.t('Legend')}">
    ${map.legend.map(({ id, label }) => html`<li class="is-${id}">${icon(LEGEND_ICONS[id] ?? 'todo')}${label}</li>`)}
  </ul>`;

/** The one menu that all topics share. */
function topicMenu(): Html {
  const choice = (status: 'done' | 'doing' | 'skipped', label: string, key: string) =>
    html`<button type="button" role="menuitemradio" aria-checked="false" tabindex="-1" data-choice="${status}">
      ${icon(status)}<span>${label}</span><kbd aria-hidden="true">${key}</kbd>
    </button>`;
  return html`<div class="menu" role="menu" hidden data-menu>
    ${choice('done', l10n.t('Completed'), 'D')} ${choice('doing', l10n.t('Learning'), 'L')} ${choice('skipped', l10n.t('Skipped'), 'S')}
    <button type="button" role="menuitem" tabindex="-1" data-choice="reset">
      ${icon('todo')}<span>${l10n.t('Reset')}</span><kbd aria-hidden="true">R</kbd>
    </button>
    <div role="separator"></div>
    <button type="button" role="menuitem" tabindex="-1" data-choice="open">${icon('lesson')}<span>${l10n.t('Open lesson')}</span></button>
  </div>`;
}
