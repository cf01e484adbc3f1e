import type { Answer } from '../model/grading';
import type { Mark, Outcome, QuestionView } from '../model/protocol';
import { button, inline, make } from './quizDom';
import { orderList } from './quizOrder';

export interface QuestionActions {
  /** Called whenever something is chosen or moved. */
  readonly changed: (answer: Answer) => void;
  readonly check: (answer: Answer) => void;
  readonly next: () => void;
}

/** A question to answer, or one that was checked. `draft` is what was chosen before the page was shown anew. */
export function questionElement(view: QuestionView, draft: Answer | undefined, actions: QuestionActions): HTMLElement {
  const section = make('section', { 'aria-labelledby': 'progress', class: 'question' }, progress(view));
  if (view.outcome) section.append(...checked(view, view.outcome, actions.next));
  else section.append(form(view, draft, actions));
  return section;
}

function progress({ progress, index, total, outcome }: QuestionView): HTMLElement {
  const done = index + (outcome ? 1 : 0);
  return make(
    'header',
    {},
    make('h2', { id: 'progress', tabindex: '-1' }, progress),
    make('progress', { max: String(total), value: String(done), 'aria-labelledby': 'progress' }),
  );
}

const prompt = ({ topic, prompt, code, words }: QuestionView, name: 'legend' | 'div'): Node[] => [
  make(name, { class: 'prompt' }, topic !== null && make('span', { class: 'topic' }, topic), make('span', {}, inline(prompt))),
  ...(code === null
    ? []
    : [make('pre', { class: 'code', tabindex: '0', role: 'group', 'aria-label': words.code }, make('code', {}, code))]),
];

function form(view: QuestionView, draft: Answer | undefined, { changed, check }: QuestionActions): HTMLElement {
  const { words } = view;
  const answers = view.asks === 'order' ? orderList(view, draft, changed) : choiceList(view, draft, changed);
  const complaint = make('p', { class: 'complaint', id: 'complaint', role: 'alert' });
  const element = make(
    'form',
    { novalidate: true },
    make('fieldset', {}, ...prompt(view, 'legend'), make('p', { class: 'hint' }, words.hint), answers.element),
    complaint,
    make('div', { class: 'actions' }, make('button', { type: 'submit', class: 'primary' }, words.check)),
  );
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    const answer = answers.read();
    if (answer.length > 0) {
      check(answer);
      return;
    }
    complaint.textContent = words.nothingChosen;
    element.querySelector('input')?.focus();
  });
  element.addEventListener('change', () => (complaint.textContent = ''));
  return element;
}

/** Real radio buttons or checkboxes, in the order in which the host shows them. */
function choiceList(view: QuestionView, draft: Answer | undefined, changed: (answer: Answer) => void) {
  const type = view.asks === 'multiple' ? 'checkbox' : 'radio';
  const inputs = view.choices.map((_, choice) => {
    const input = make('input', { type, name: 'answer', id: `choice-${choice}` });
    input.checked = draft?.includes(choice) ?? false;
    return input;
  });
  const read = () => inputs.flatMap(({ checked }, choice) => (checked ? [choice] : []));
  const element = make(
    'ul',
    { class: 'choices', role: 'list' },
    ...inputs.map((input, choice) =>
      make('li', {}, make('label', { class: 'choice', for: input.id }, input, content(view, choice, 'span'))),
    ),
  );
  element.addEventListener('change', () => changed(read()));
  return { element, read };
}

/** What is chosen: an output is shown as it is printed. */
export function content({ asks, choices }: QuestionView, choice: number, name: 'span' | 'div'): HTMLElement {
  const text = choices[choice]?.content ?? '';
  return asks === 'output'
    ? make(name, { class: 'content output' }, make('samp', {}, text))
    : make(name, { class: 'content' }, inline(text));
}

const SIGNS: Readonly<Record<Mark, string>> = { right: '✓', missed: '✓', wrong: '✗', left: '' };

function checked(view: QuestionView, outcome: Outcome, next: () => void): Node[] {
  const rows = outcome.verdicts.map(({ choice, mark, label, why }, place) =>
    make(
      'li',
      { class: 'verdict', 'data-mark': mark },
      make('span', { class: 'sign', 'aria-hidden': 'true' }, view.asks === 'order' ? String(place + 1) : SIGNS[mark]),
      make(
        'div',
        {},
        content(view, choice, 'div'),
        make('p', { class: 'why' }, make('strong', { class: 'mark' }, `${label}.`), ' ', inline(why)),
      ),
    ),
  );
  return [
    ...prompt(view, 'div'),
    make('p', { class: 'outcome', 'data-right': String(outcome.right), tabindex: '-1', 'data-focus': true }, outcome.heading),
    make(view.asks === 'order' ? 'ol' : 'ul', { class: 'verdicts', role: 'list' }, ...rows),
    make('div', { class: 'actions' }, button(view.words.next, next, { class: 'primary' })),
  ];
}
