import { l10n } from 'vscode';
import { Html, html } from '../../core/html';
import type { StageView } from './stageView';

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
