import { l10n } from 'vscode';
import { element, htmlOf, type Element } from '../../base/elements';
import { Html, html } from '../../base/html';
import { stageProofId } from '../../content/stage';
import { stageNumber } from '../../checks';
import { iconSheet } from '../../pages/icons';
import { codeButtons, neighbours } from '../../pages/readingHtml';
import type { StageView } from '../stageView';
import { checksPart } from './checksPart';
import { actionsPart } from './actionsPart';
import { celebrationPart, progressPart } from './workParts';

/** The parts whose shape follows the learner's work: written into the page, and sent again when something changed. */
export const liveParts = ({ work }: Pick<StageView, 'work'>) => ({
  progress: progressPart(work),
  celebration: celebrationPart(work),
  actions: actionsPart(work),
  checks: checksPart(work),
});

/** The body of a stage's page, whole: it can be read before any script has run. Whoever `arrives` begins to read at the heading. */
export function stageBody(view: StageView, parts: ReturnType<typeof liveParts>, arrives: boolean): Html {
  const { project, text } = view;
  return html`<body
    data-project="${project.id}"
    data-stage="${text.id}"
    data-page="${stageProofId(project.id, text.id)}"
    ${arrives && 'data-arrives'}
  >
    ${iconSheet()}
    <main>
      ${[headerPart(view), parts.progress, parts.celebration, parts.actions].map(htmlOf)}
      <section aria-labelledby="page-task">
        <h2 id="page-task" tabindex="-1">${l10n.t('What to build')}</h2>
        <article class="lesson">${new Html(text.html)}</article>
      </section>
      <section aria-labelledby="page-checks">
        <h2 id="page-checks" tabindex="-1">${l10n.t('What is checked')}</h2>
        ${htmlOf(parts.checks)}
      </section>
      ${hintsPart(view)} ${htmlOf(neighbours('stage', l10n.t('Stages of this project'), view))}
    </main>
    <p
      class="unseen"
      role="status"
      aria-live="polite"
      data-announcer
      data-copied="${l10n.t('The code is on the clipboard.')}"
      data-ended="${l10n.t('The check has ended without a result.')}"
    ></p>
    ${codeButtons()}
  </body>`;
}

/** Where the stage stands, and the topics that it practises. */
const headerPart = ({ project, text, position, topics }: StageView): Element =>
  element(
    'header',
    {},
    element('p', { class: 'eyebrow' }, `${project.title} · ${stageNumber(position)}`),
    element('h1', { tabindex: -1 }, text.title),
    element(
      'p',
      { class: 'practises' },
      `${l10n.t('Practices:')} `,
      topics.map(({ id, title }, at) => [at > 0 && ', ', element('a', { href: `#topic:${id}`, 'data-open-topic': id, title }, title)]),
    ),
  );

/** The hints, from a nudge to nearly the solution: one can be unfolded when the one before it was. */
function hintsPart({ text, work }: StageView): Html | false {
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
                <span class="locked">· ${l10n.t('opens after hint {0}', at)}</span>
              </summary>
              <div class="lesson" ${at > hints && 'hidden'}>${new Html(hint.html)}</div>
            </details>`,
        )}
      </div>
    </section>`
  );
}
