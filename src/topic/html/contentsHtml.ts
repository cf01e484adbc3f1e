import { l10n } from 'vscode';
import { html, type Html } from '../../base/html';
import { PART_IDS } from './view';
import type { TopicView } from './view';

interface Entry {
  readonly id: string;
  readonly text: string;
  readonly level: number;
}

/** The table of contents: beside the lesson where there is room, else folded above it. A page without a lesson needs none. */
export function contentsPart({ lesson, note, projects }: TopicView): Html | false {
  if (!lesson) return false;
  const entries: Entry[] = [
    { id: PART_IDS.objectives, text: l10n.t('What you will be able to do'), level: 2 },
    ...lesson.headings,
    ...(note === undefined ? [] : [{ id: PART_IDS.note, text: l10n.t('Your note'), level: 2 }]),
    { id: PART_IDS.links, text: l10n.t('Where to learn it'), level: 2 },
    ...(projects.length > 0 ? [{ id: PART_IDS.projects, text: l10n.t('Projects that practise it'), level: 2 }] : []),
  ];
  return html`<nav class="contents" aria-label="${l10n.t('On this page')}">
    <details open>
      <summary>${l10n.t('On this page')}</summary>
      <ol>
        ${entries.map(({ id, text, level }) => html`<li data-level="${level}"><a href="#${id}" title="${text}">${text}</a></li>`)}
      </ol>
    </details>
  </nav>`;
}
