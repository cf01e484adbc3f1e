import { l10n } from 'vscode';
import { element, type Element, htmlOf } from '../../base/elements';
import type { ProgressStore } from '../../progress/progressStore';
import { neededToPass } from '../model/grading';
import { daysOf } from '../model/review';
import type { Session } from '../model/session';
import { html, type Html } from '../../base/text';
import { inline, questionSection } from './questionHtml';

type TitleOf = (topic: string) => string;

/** How a session went: what is said about it, and what can be done next. */
interface Result {
  readonly passed: boolean;
  readonly heading: string;
  /** Sentences, one a paragraph. */
  readonly sentences: readonly string[];
  readonly mayRetry: boolean;
  readonly mayMarkDone: boolean;
}

/** The end: how it went, what to read again, and what can be done next. */
function resultSection(session: Session, titleOf: TitleOf, store: ProgressStore): Element {
  const { subject } = session;
  const result = subject.kind === 'quiz' ? quizResult(session, subject.topic, titleOf, store) : reviewResult(session, titleOf, store);
  const { passed, heading, sentences, mayRetry, mayMarkDone } = result;
  return element(
    'section',
    { class: 'result', 'aria-labelledby': 'result', 'data-passed': String(passed) },
    element('h2', { id: 'result', tabindex: -1, 'data-focus': true }, heading),
    sentences.map((sentence) => element('p', {}, sentence)),
    element(
      'div',
      { class: 'actions' },
      mayMarkDone && actButton('markDone', 'primary', l10n.t('Mark as Completed')),
      mayRetry && actButton('retry', passed ? 'secondary' : 'primary', l10n.t('Try Again')),
      actButton('close', 'secondary', l10n.t('Close')),
    ),
    missedPart(session, titleOf),
  );
}

const actButton = (act: string, kind: string, label: string): Element =>
  element('button', { type: 'button', class: kind, 'data-act': act }, label);

function quizResult(session: Session, topic: string, titleOf: TitleOf, store: ProgressStore): Result {
  const total = session.asked.length;
  const needed = neededToPass(total);
  const title = titleOf(topic);
  if (session.score < needed) {
    const failed = l10n.t('{0} of {1} pass. Your progress stays as it was: read again and try once more.', needed, total);
    const sentences = [scoreOf(session), failed];
    return { passed: false, heading: l10n.t('Not passed yet'), sentences, mayRetry: true, mayMarkDone: false };
  }
  const isDone = store.topic(topic).status === 'done';
  const sentences = [
    scoreOf(session),
    l10n.t('{0} is proven.', title),
    comesBack(titleOf, topic, store),
    ...(isDone ? [l10n.t('{0} is marked as completed.', title)] : []),
  ];
  return { passed: true, heading: l10n.t('Passed'), sentences, mayRetry: true, mayMarkDone: !isDone };
}

function reviewResult(session: Session, titleOf: TitleOf, store: ProgressStore): Result {
  const passed = session.missed.length === 0;
  const topics = [...new Set(session.asked.map(({ topic }) => topic))];
  return {
    passed,
    heading: passed ? l10n.t('All of it is still there') : l10n.t('Review done'),
    sentences: [scoreOf(session), ...topics.map((topic) => comesBack(titleOf, topic, store))],
    mayRetry: false,
    mayMarkDone: false,
  };
}

const scoreOf = (session: Session): string => l10n.t('{0} of {1} answers were right.', session.score, session.asked.length);

function comesBack(titleOf: TitleOf, topic: string, store: ProgressStore): string {
  const days = daysOf(store.topic(topic).review ?? { step: 0, at: 0 });
  return days === 1
    ? l10n.t('{0} comes back for review tomorrow.', titleOf(topic))
    : l10n.t('{0} comes back for review in {1} days.', titleOf(topic), days);
}

/** The questions that were answered wrong, each with the place in its lesson. The topic is named too: a review is about several. */
function missedPart(session: Session, titleOf: TitleOf): Element[] {
  const items = session.asked.flatMap(({ topic, question: { prompt, read } }, index) => {
    if (session.isRight(index) !== false) return [];
    const place = read.title === undefined ? titleOf(topic) : `${titleOf(topic)} › ${read.title}`;
    const attributes = { type: 'button', class: 'link', 'data-act': 'openLesson', 'data-question': index };
    return [element('li', {}, element('p', {}, inline(prompt)), element('button', attributes, l10n.t('Read: {0}', place)))];
  });
  return items.length === 0 ? [] : [element('h3', {}, l10n.t('Read again')), element('ul', { class: 'missed', role: 'list' }, items)];
}

/** The part of the page that changes: the question that a session is at, or what it came to. */
export function viewPart(session: Session, titleOf: (topic: string) => string, store: ProgressStore): Element {
  const { current } = session;
  const section = current ? questionSection(session, current, titleOf) : resultSection(session, titleOf, store);
  return element('div', { 'data-live': 'view' }, section);
}

/** The body of the page around it. Without a topic it is a review. */
export const quizBody = (topic: string | undefined, view: Element): Html =>
  html`<body>
    <main>
      <p class="eyebrow">${topic === undefined ? l10n.t('A few questions on what you have proven') : l10n.t('Quiz')}</p>
      <h1>${topic ?? l10n.t('Review')}</h1>
      ${htmlOf(view)}
    </main>
    <p class="visually-hidden" role="status" aria-live="polite" data-announcer></p>
  </body>`;
