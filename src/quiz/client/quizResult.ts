import type { ResultView } from '../model/protocol';
import { button, fill, inline, make } from './quizDom';

export interface ResultActions {
  readonly openLesson: (question: number) => void;
  readonly retry: () => void;
  readonly markDone: () => void;
  readonly close: () => void;
}

/** The end: how it went, what to read again, and what can be done next. */
export function resultElement(view: ResultView, actions: ResultActions): HTMLElement {
  const { heading, sentences, passed, retry, markDone, close, words } = view;
  return make(
    'section',
    { class: 'result', 'aria-labelledby': 'result', 'data-passed': String(passed) },
    make('h2', { id: 'result', tabindex: '-1', 'data-focus': true }, heading),
    ...sentences.map((sentence) => make('p', {}, sentence)),
    make(
      'div',
      { class: 'actions' },
      markDone !== null && button(markDone, actions.markDone, { class: 'primary' }),
      retry !== null && button(retry, actions.retry, { class: passed ? 'secondary' : 'primary' }),
      button(close, actions.close, { class: 'secondary' }),
    ),
    view.missed.length > 0 && make('h3', {}, words.missed),
    view.missed.length > 0 &&
      make(
        'ul',
        { class: 'missed', role: 'list' },
        ...view.missed.map(({ question, prompt, link }) =>
          make(
            'li',
            {},
            make('p', {}, inline(prompt)),
            button(fill(words.read, link), () => actions.openLesson(question), { class: 'link' }),
          ),
        ),
      ),
  );
}
