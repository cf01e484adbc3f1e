import { paceSentence } from '../model/pace';
import { html, type Html } from '../../base/html';
import { PACE } from '../../content/pace';
import { fillIn } from '../../base/fillIn';
import { icon } from '../../pages/icons';
import { nextButton, type DashboardView } from './view';

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
              ${answer.map((paragraph) => html`<p>${paragraph}</p>`)} ${nextButton(next, 'secondary', html`${next.label}${icon('arrow')}`)}
            </div>
          </details>`,
      )}
    </div>
  </section>`;

/** The way on: the learner's own pace, the next topic, the first project. */
export function callToActionHtml({ roadmap: { callToAction }, snapshot, words, today }: DashboardView): Html {
  const { title, text, actions } = callToAction;
  return html`<section class="call" aria-labelledby="call">
    <div class="call-words">
      <h2 id="call" tabindex="-1">${title}</h2>
      <p>${text}</p>
      <div class="call-actions">${actions.map((next, place) => nextButton(next, place === 0 ? 'primary' : 'secondary', next.label))}</div>
    </div>
    <div class="pace" id="pace">
      <label class="pace-head" for="pace-hours"
        ><span>${words.pace}</span><output for="pace-hours" data-pace-hours>${fillIn(words.client.hoursAWeek, PACE.start)}</output></label
      >
      <input
        type="range"
        id="pace-hours"
        min="${PACE.least}"
        max="${PACE.most}"
        step="1"
        value="${PACE.start}"
        data-pace
        aria-describedby="pace-sentence"
      />
      <p class="pace-ends" aria-hidden="true"><span>${PACE.least}</span><span>${PACE.most}</span></p>
      <p class="pace-sentence" id="pace-sentence" data-pace-sentence>${paceSentence(snapshot.hours, PACE.start, today, words.client)}</p>
      <p class="hint">${words.paceHint}</p>
    </div>
  </section>`;
}
