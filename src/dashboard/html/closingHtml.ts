import { l10n } from 'vscode';
import { element, htmlOf, type Element } from '../../base/elements';
import { html, type Html } from '../../base/html';
import { fillIn } from '../../base/text';
import { htmlOfPart, lazyPart, type LazyPart } from '../../pages/liveParts';
import { planButton, type PlanView } from '../../plan';
import type { Next, Roadmap } from '../../content/schema';
import { noTopicsLeft } from './heroHtml';
import type { DashboardView } from '../model/dashboardView';
import { PACE } from '../../content/kinds';
import { icon, iconElement } from '../../pages/icons';
import { linkedTopics, topicLinks, nextButton } from './links';

/** What the job is. */
export const aboutHtml = ({ roadmap: { about } }: DashboardView): Html =>
  html`<section class="about" aria-labelledby="about">
    <h2 id="about" tabindex="-1">${about.title}</h2>
    <div class="prose">${about.paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}</div>
  </section>`;

/** What the job asks for. */
export const responsibilitiesHtml = ({ roadmap }: DashboardView, cards: readonly LazyPart[]): Html =>
  html`<section aria-labelledby="responsibilities">
    <h2 id="responsibilities" tabindex="-1">${roadmap.responsibilities.title}</h2>
    <ul class="responsibilities">
      ${cards.map(htmlOfPart)}
    </ul>
  </section>`;

/** Each part of it, with the topics that teach it. */
export const responsibilityCards = (view: DashboardView): LazyPart[] =>
  view.roadmap.responsibilities.items.map(({ text, topics }, place) =>
    lazyPart(`responsibility:${place}`, linkedTopics(view, topics), (links) =>
      element('li', { class: 'card' }, element('h3', {}, text), topicLinks(l10n.t('Topics that teach it'), links)),
    ),
  );

/** Questions and answers, each with a next step. */
export const faqHtml = ({ roadmap: { faq } }: DashboardView): Html =>
  html`<section class="faq" aria-labelledby="faq">
    <h2 id="faq" tabindex="-1">${faq.title}</h2>
    <div class="questions">
      ${faq.items.map(
        ({ id, question, answer, next }) =>
          html`<details data-question="${id}">
            <summary>
              ${icon('chevron')}
              <h3>${question}</h3>
            </summary>
            <div class="answer">
              ${answer.map((paragraph) => html`<p>${paragraph}</p>`)}
              ${htmlOf(nextButton(next, 'secondary', next.label, iconElement('arrow')))}
            </div>
          </details>`,
      )}
    </div>
  </section>`;

/** What leads on, in words for those who have a plan, those who have begun and all others, with the ways on. */
export function callWords({ callToAction }: Pick<Roadmap, 'callToAction'>, plan: PlanView): Element {
  const { begun, planned } = callToAction;
  const { title, text } = (plan.journey ? planned : undefined) ?? (plan.progress.isBegun ? begun : undefined) ?? callToAction;
  return element(
    'div',
    { class: 'call-words', 'data-live': 'call' },
    element('h2', { id: 'call', tabindex: '-1' }, title),
    element('p', {}, text),
    callActions(callToAction.actions, plan),
  );
}

/** The ways on. One of them is what comes next for this learner, and stands first: a plan and, when there is one, its next topic. */
function callActions(actions: Roadmap['callToAction']['actions'], plan: PlanView): Element {
  const wanted = plan.journey ? 'next-topic' : 'plan';
  const first = actions.find(({ open }) => open === wanted) ?? actions[0];
  const inOrder = [...actions].sort((one, other) => Number(other === first) - Number(one === first));
  return element(
    'div',
    { class: 'call-actions' },
    inOrder.map((next) => {
      const kind = next === first ? 'primary' : 'secondary';
      return next.open === 'plan' ? planButton(plan, kind) : nextButton(next, kind, labelOf(next, plan));
    }),
  );
}

/** There may be no topic left to open. */
const labelOf = ({ open, label }: Next, { progress }: PlanView): string =>
  open === 'next-topic' && progress.next === undefined ? noTopicsLeft() : label;

/** The way on: the learner's own pace, the next topic, the first project. */
export function callToActionHtml(call: Element, words: LazyPart, pace: number): Html {
  const hours = l10n.t('{0} hours a week');
  const one = l10n.t('1 hour a week');
  return html`<section class="call" aria-labelledby="call">
    ${htmlOf(call)}
    <div class="pace" id="pace">
      <label class="pace-head" for="pace-hours"
        ><span>${l10n.t('Your hours a week')}</span
        ><output for="pace-hours" data-pace-hours="${hours}" data-pace-one="${one}"
          >${pace === 1 ? one : fillIn(hours, pace)}</output
        ></label
      >
      <input
        type="range"
        id="pace-hours"
        min="${PACE.least}"
        max="${PACE.most}"
        step="1"
        value="${pace}"
        data-pace
        aria-describedby="pace-sentence"
      />
      <p class="pace-ends" aria-hidden="true"><span>${PACE.least}</span><span>${PACE.most}</span></p>
      ${htmlOfPart(words)}
    </div>
  </section>`;
}
