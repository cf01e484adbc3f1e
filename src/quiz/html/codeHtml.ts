import { l10n } from 'vscode';
import { element, type Element } from '../../base/elements';
import type { QuizCode } from '../../content/quiz';
import { TOKEN_CLASSES } from '../../pages/codeColours';
import { textOfEntities } from './inlineHtml';

const WORD = new RegExp(`<span class="t-(${TOKEN_CLASSES.join('|')})">([^<]*)</span>`, 'g');

/** The program of a question, with its words marked for the colours of the theme, as those of lessons are. */
export const codeBox = (code: QuizCode): Element =>
  element(
    'pre',
    { class: 'code', tabindex: 0, role: 'group', 'aria-label': l10n.t('Code of the question'), 'data-scrolls': true },
    element('code', {}, words(code)),
  );

/** What the build has marked, as elements: words and the text between them, and no other tag. */
function words({ text, html }: QuizCode): readonly (Element | string)[] {
  if (html === undefined) return [text];
  const parts: (Element | string)[] = [];
  let from = 0;
  for (const { 0: all, 1: kind = '', 2: word = '', index } of html.matchAll(WORD)) {
    parts.push(textOfEntities(html.slice(from, index)), element('span', { class: `t-${kind}` }, textOfEntities(word)));
    from = index + all.length;
  }
  return [...parts, textOfEntities(html.slice(from))];
}
