import { l10n } from 'vscode';
import { stageProofId } from '../../core/checks/suite';
import { htmlOf } from '../../core/elements';
import { Html, html } from '../../core/html';
import { codeButtons } from '../html/lessonHtml';
import { actionsPart } from './actionsPart';
import { celebrationPart } from './celebrationPart';
import { checksPart } from './checksPart';
import { hintsPart } from './hintsHtml';
import { progressPart } from './progressPart';
import type { StageName, StageView } from './stageView';

/** The parts whose shape follows the learner's work: written into the page, and sent again when something changed. */
export const liveParts = ({ work, position }: Pick<StageView, 'work' | 'position'>) => ({
  progress: progressPart(work, position),
  celebration: celebrationPart(work),
  actions: actionsPart(work),
  checks: checksPart(work),
});

/** The body of a stage's page, whole: it can be read before any script has run. */
export function stageBody(view: StageView): Html {
  const { project, text } = view;
  const parts = liveParts(view);
  return html`<body data-project="${project.id}" data-stage="${text.id}" data-page="${stageProofId(project.id, text.id)}">
    <main>
      ${headerPart(view)} ${htmlOf(parts.progress)} ${htmlOf(parts.celebration)} ${htmlOf(parts.actions)}
      <section aria-labelledby="page-task">
        <h2 id="page-task" tabindex="-1">${l10n.t('What to build')}</h2>
        <article class="lesson">${new Html(text.html)}</article>
      </section>
      <section aria-labelledby="page-checks">
        <h2 id="page-checks" tabindex="-1">${l10n.t('What is checked')}</h2>
        ${htmlOf(parts.checks)}
      </section>
      ${hintsPart(view)} ${neighboursPart(view)}
    </main>
    <p
      class="unseen"
      role="status"
      aria-live="polite"
      data-announcer
      data-copied="${l10n.t('The code is on the clipboard.')}"
      data-checking="${l10n.t('Checking…')}"
    ></p>
    ${codeButtons()}
  </body>`;
}

/** Where the stage stands, and the topics that it practises. */
const headerPart = ({ project, text, position, total, topics }: StageView): Html =>
  html`<header>
    <p class="eyebrow">${project.title} · ${l10n.t('Stage {0} of {1}', position, total)}</p>
    <h1>${text.title}</h1>
    <p class="practises">
      ${l10n.t('Practises:')}
      ${topics.map(({ id, title }, at) => html`${at > 0 && ', '}<a href="#topic:${id}" data-open-topic="${id}" title="${title}">${title}</a>`)}
    </p>
  </header>`;

/** The way to the stages before and after. */
const neighboursPart = ({ previous, next }: StageView): Html =>
  html`<nav class="neighbours" aria-label="${l10n.t('Stages of this project')}">
    ${neighbour(previous, 'previous')} ${neighbour(next, 'next')}
  </nav>`;

function neighbour(stage: StageName | undefined, direction: 'previous' | 'next'): Html | false {
  if (!stage) return false;
  const label = direction === 'next' ? l10n.t('Next') : l10n.t('Previous');
  return html`<button type="button" class="${direction}" data-open-stage="${stage.id}">
    <span class="direction">${label}</span><span class="title">${stage.title}</span>
  </button>`;
}
