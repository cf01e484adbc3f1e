import { l10n } from 'vscode';
import { html, type Html } from '../../base/html';
import type { Roadmap } from '../../content/schema';
import { icon, type IconName } from '../../pages/icons';
import { htmlOfPart, type LazyPart } from '../../pages/liveParts';
import { statusWord } from '../../progress/words';
import type { DashboardView } from '../model/dashboardView';
import { tickWords } from './stops';
import { topicMenu } from './topicMenu';

/** From this many topics on, stops out of sight are not drawn until they come near. */
const LONG = 200;

/** The map: one path through sections, topics and milestones, all of them stops of one list. */
export function mapHtml(view: DashboardView, progress: LazyPart, stops: readonly LazyPart[]): Html {
  const { roadmap, index } = view;
  return html`<section class="map" aria-labelledby="map">
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
        data-tick="${tickWords('todo')}"
        data-untick="${tickWords('done')}"
      >
        ${stops.map(htmlOfPart)}
      </ol>
    </div>
    <p class="hint keys" id="keys">
      ${l10n.t(
        'On a topic, the arrow keys move along the path. D marks it Completed, L In Progress, S Skipped, and R resets it. O opens its lesson, Q its quiz, N its note, and M its menu.',
      )}
    </p>
    ${topicMenu(view)}
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

const legend = ({ map }: Roadmap): Html =>
  html`<ul class="legend" aria-label="${l10n.t('Legend')}">
    ${map.legend.map(({ id, label }) => html`<li class="is-${id}">${icon(LEGEND_ICONS[id] ?? 'todo')}${label}</li>`)}
  </ul>`;
