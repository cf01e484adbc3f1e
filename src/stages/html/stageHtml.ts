import { l10n } from 'vscode';
import { stageProofId } from '../../content/stage';
import { htmlOf } from '../../base/elements';
import { Html, html } from '../../base/html';
import { codeButtons } from '../../pages/lessonHtml';
import { actionsPart } from './actionsPart';
import { celebrationPart, progressPart } from './progressPart';
import { checksPart } from './checksPart';
import type { StageName, StageView } from '../stageView';

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

/** The hints, from a nudge to nearly the solution: one can be unfolded when the one before it was. */
export function hintsPart({ text, work }: StageView): Html | false {
  const { hints } = work.result;
  return (
    text.hints.length > 0 &&
    html`<section aria-labelledby="page-hints">
      <h2 id="page-hints" tabindex="-1">${l10n.t('Hints')}</h2>
      <div class="hints" data-unfolded="${hints}">
        ${text.hints.map(
          (hint, at) =>
            html`<details data-hint="${at}" ${at < hints && 'open'} ${at > hints && 'data-locked'}>
              <summary ${at > hints && 'aria-disabled=true'}>
                <span class="number">${l10n.t('Hint {0}', at + 1)}</span>
                <span class="title">${hint.title}</span>
                <span class="locked">${l10n.t('after hint {0}', at)}</span>
              </summary>
              <div class="lesson" ${at > hints && 'hidden'}>${new Html(hint.html)}</div>
            </details>`,
        )}
      </div>
    </section>`
  );
}
