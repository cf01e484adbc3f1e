import { l10n } from 'vscode';
import { element, type Element, type Attributes, type Tag } from '../../base/elements';
import type { QuestionKind, QuizQuestion } from '../../content/quiz';
import { neededToPass, verdictsOf, type Mark, type Verdict } from '../model/grading';
import type { AskedQuestion, Session } from '../model/session';
import { codeBox } from './codeHtml';
import { inline, plainText } from './inlineHtml';

type TitleOf = (topic: string) => string;

/** The question that a session is at: to be answered, or with what became of the answer. What is right is told only then. */
export function questionSection(session: Session, asked: AskedQuestion, titleOf: TitleOf): Element {
  const index = session.position;
  const answer = session.answerTo(index);
  const total = session.asked.length;
  const topic = session.subject.kind === 'review' ? titleOf(asked.topic) : undefined;
  return element(
    'section',
    { class: 'question', 'aria-labelledby': 'progress', 'data-question': index },
    element(
      'header',
      {},
      element('h2', { id: 'progress', tabindex: -1 }, l10n.t('Question {0} of {1}', index + 1, total)),
      element('progress', { max: total, value: index + (answer ? 1 : 0), 'aria-labelledby': 'progress' }),
      element('p', { class: 'standing' }, standing(session)),
    ),
    answer
      ? checked(session, asked.question, verdictsOf(asked.question, session.shown(index), answer), topic)
      : form(asked.question, session.shown(index), topic),
  );
}

/** How many answers were right so far, and what it takes: a review has nothing to pass. */
function standing(session: Session): string {
  const answered = session.position + (session.answerTo(session.position) ? 1 : 0);
  const score = l10n.t('{0} of {1} right so far.', session.score, answered);
  if (session.subject.kind === 'review') return answered > 0 ? score : '';
  const needed = l10n.t('You pass with {0} right answers.', neededToPass(session.asked.length));
  return answered > 0 ? `${score} ${needed}` : needed;
}

function form(question: QuizQuestion, shown: readonly number[], topic: string | undefined): Element {
  return element(
    'form',
    { novalidate: true },
    element(
      'fieldset',
      {},
      prompt('legend', question, topic),
      element('p', { class: 'hint' }, hintOf(question.kind)),
      question.kind === 'order' ? stepList(question, shown) : choiceList(question, shown),
    ),
    element('p', { class: 'complaint', id: 'complaint', role: 'alert', 'data-nothing-chosen': l10n.t('Choose an answer first.') }),
    element('div', { class: 'actions' }, element('button', { type: 'submit', class: 'primary' }, l10n.t('Check'))),
  );
}

const prompt = (tag: Tag, { prompt, code }: QuizQuestion, topic: string | undefined): Element[] => [
  element(tag, { class: 'prompt' }, topic !== undefined && element('span', { class: 'topic' }, topic), element('span', {}, inline(prompt))),
  ...(code ? [codeBox(code)] : []),
];

function hintOf(kind: QuestionKind): string {
  switch (kind) {
    case 'single':
    case 'output':
      return l10n.t('Choose one answer.');
    case 'multiple':
      return l10n.t('Choose every answer that is right.');
    case 'order':
      return l10n.t('Drag the steps into their order, or use the buttons.');
  }
}

/** Real radio buttons or checkboxes, in the order in which they are shown. */
function choiceList(question: QuizQuestion, shown: readonly number[]): Element {
  const type = question.kind === 'multiple' ? 'checkbox' : 'radio';
  const items = shown.map((at, place) =>
    element(
      'li',
      {},
      element(
        'label',
        { class: 'choice', for: `choice-${place}` },
        element('input', { type, name: 'answer', id: `choice-${place}` }),
        content('span', question, at),
      ),
    ),
  );
  return element('ul', { class: 'choices', role: 'list' }, items);
}

/** Steps to bring into order, by buttons or by dragging. What the page says when one was moved stands with them. */
function stepList(question: Extract<QuizQuestion, { kind: 'order' }>, shown: readonly number[]): Element {
  const items = shown.map((at, place) => {
    const text = inline(question.steps[at]?.html ?? '');
    const button = (kind: string, sign: string, label: string, isAtEnd: boolean) =>
      element('button', { type: 'button', class: kind, 'aria-label': label, 'aria-disabled': String(isAtEnd) }, sign);
    return element(
      'li',
      { class: 'step', 'data-choice': place },
      element('span', { class: 'grip', 'aria-hidden': 'true' }),
      element('span', { class: 'content' }, text),
      button('up', '↑', l10n.t('Move up: {0}', plainText(text)), place === 0),
      button('down', '↓', l10n.t('Move down: {0}', plainText(text)), place === shown.length - 1),
    );
  });
  return element('ol', { class: 'steps', role: 'list', 'data-moved': l10n.t('{0}: now in place {1}') }, items);
}

/** What is chosen: an output is shown as it is printed. */
function content(tag: Tag, question: QuizQuestion, at: number): Element {
  if (question.kind === 'output') return element(tag, { class: 'content output' }, element('samp', {}, question.options[at]?.text ?? ''));
  const html = question.kind === 'order' ? question.steps[at]?.html : question.options[at]?.html;
  return element(tag, { class: 'content' }, inline(html ?? ''));
}

const SIGNS: Readonly<Record<Mark, string>> = { right: '✓', missed: '✓', wrong: '✗', left: '' };

function checked(session: Session, question: QuizQuestion, verdicts: readonly Verdict[], topic: string | undefined): Element[] {
  const right = session.isRight(session.position) ?? false;
  const isLast = session.position + 1 === session.asked.length;
  const rows = verdicts.map((verdict, place) =>
    element(
      'li',
      { class: 'verdict', 'data-mark': verdict.mark },
      element('span', { class: 'sign', 'aria-hidden': 'true' }, question.kind === 'order' ? String(place + 1) : SIGNS[verdict.mark]),
      element(
        'div',
        {},
        content('div', question, verdict.at),
        element('p', { class: 'why' }, element('strong', { class: 'mark' }, `${labelOf(verdict)}.`), ' ', inline(verdict.why)),
      ),
    ),
  );
  const focused: Attributes = { class: 'outcome', 'data-right': String(right), tabindex: -1, 'data-focus': true };
  const next = isLast ? l10n.t('See the Result') : l10n.t('Next Question');
  return [
    ...prompt('div', question, topic),
    element('p', focused, outcomeOf(question, right)),
    element(question.kind === 'order' ? 'ol' : 'ul', { class: 'verdicts', role: 'list' }, rows),
    element('div', { class: 'actions' }, element('button', { type: 'button', class: 'primary', 'data-act': 'next' }, next)),
  ];
}

function outcomeOf({ kind }: QuizQuestion, right: boolean): string {
  if (right) return l10n.t('Right.');
  return kind === 'order' ? l10n.t('Not right. This is the right order:') : l10n.t('Not right.');
}

function labelOf({ mark, place }: Verdict): string {
  if (place !== undefined) return mark === 'right' ? l10n.t('You put this in the right place') : l10n.t('You put this in place {0}', place);
  switch (mark) {
    case 'right':
      return l10n.t('You chose this, and it is right');
    case 'missed':
      return l10n.t('You did not choose this, but it is right');
    case 'wrong':
      return l10n.t('You chose this, but it is wrong');
    case 'left':
      return l10n.t('This is wrong');
  }
}

/** What is read out when an answer was checked; null before that. */
export function announcementOf(session: Session): string | null {
  if (!session.current || !session.answerTo(session.position)) return null;
  const score = l10n.t('{0} of {1} right so far.', session.score, session.position + 1);
  return `${score} ${l10n.t('The reason for each answer is below.')}`;
}
