import { l10n } from 'vscode';
import { element, type Child, type Element } from '../../base/elements';
import type { PlacedTopic } from '../../content/outline';
import { doneMark, provenMark } from '../../pages/readingHtml';
import type { TopicProgress } from '../../progress/model/progress';
import { neededToPass } from '../model/grading';
import { daysOf } from '../model/review';
import type { ResultAction } from '../model/protocol';
import type { Session } from '../model/session';
import { inline } from './inlineHtml';

/** What is around a session: what its topics are called, where they stand, and where the learner can go on. */
export interface Surroundings {
  readonly titleOf: (topic: string) => string;
  readonly progressOf: (topic: string) => TopicProgress;
  /** The topic after this one along the roadmap. */
  readonly nextTo: (topic: string) => PlacedTopic | undefined;
  /** More topics are due for review. */
  readonly isMoreDue: () => boolean;
  /** There is a topic to go on with. */
  readonly canContinue: () => boolean;
}

/** How a session went: what is said about it, and what can be done next. */
interface Result {
  readonly passed: boolean;
  readonly heading: string;
  /** One a paragraph. */
  readonly paragraphs: readonly Child[];
  readonly actions: readonly Child[];
}

/** The end: how it went, what to read again, and what can be done next. */
export function resultSection(session: Session, around: Surroundings): Element {
  const { subject } = session;
  const result = subject.kind === 'quiz' ? quizResult(session, subject.topic, around) : reviewResult(session, around);
  const { passed, heading, paragraphs, actions } = result;
  return element(
    'section',
    { class: 'result', 'aria-labelledby': 'result', 'data-passed': String(passed) },
    element('h2', { id: 'result', tabindex: -1, 'data-focus': true }, heading),
    paragraphs.map((paragraph) => element('p', {}, paragraph)),
    element('div', { class: 'actions' }, actions, actButton('close', 'secondary', l10n.t('Close'))),
    missedPart(session, around),
  );
}

const actButton = (act: ResultAction, kind: 'primary' | 'secondary', label: string): Element =>
  element('button', { type: 'button', class: kind, 'data-act': act }, label);

const quizResult = (session: Session, topic: string, around: Surroundings): Result =>
  session.score >= neededToPass(session.asked.length) ? passed(session, topic, around) : failed(session);

function failed(session: Session): Result {
  const total = session.asked.length;
  const needed = l10n.t('You pass with {0} right answers or more. Your progress has not changed.', neededToPass(total));
  return {
    passed: false,
    heading: l10n.t('Not passed yet'),
    paragraphs: [scoreOf(session), `${needed} ${l10n.t('Read the parts of the lesson that are named below, then try again.')}`],
    // The lesson is to be read first: it says what was not known.
    actions: [actButton('backToLesson', 'primary', l10n.t('Back to the Lesson')), actButton('retry', 'secondary', l10n.t('Try Again'))],
  };
}

/** What was done keeps its place among the buttons, so that a second click of a quick hand does not land on another one. */
function passed(session: Session, topic: string, around: Surroundings): Result {
  const title = around.titleOf(topic);
  const isDone = around.progressOf(topic).status === 'done';
  const next = around.nextTo(topic);
  return {
    passed: true,
    heading: l10n.t('Passed'),
    paragraphs: [
      scoreOf(session),
      provenMark(l10n.t('You have proven {0}.', title)),
      ...(isDone ? [l10n.t('{0} is marked as completed.', title)] : []),
      comesBack(topic, around),
    ],
    actions: [
      isDone ? doneMark() : actButton('markDone', 'primary', l10n.t('Mark as Completed')),
      next && actButton('nextTopic', isDone ? 'primary' : 'secondary', l10n.t('Next Topic: {0}', next.title)),
      actButton('backToLesson', 'secondary', l10n.t('Back to the Lesson')),
      session.missed.length > 0 && actButton('retry', 'secondary', l10n.t('Try Again')),
    ],
  };
}

function reviewResult(session: Session, around: Surroundings): Result {
  const topics = [...new Set(session.asked.map(({ topic }) => topic))];
  const isMoreDue = around.isMoreDue();
  return {
    passed: session.missed.length === 0,
    heading: l10n.t('Review finished'),
    paragraphs: [scoreOf(session), ...topics.map((topic) => comesBack(topic, around))],
    actions: [
      isMoreDue && actButton('reviewMore', 'primary', l10n.t('Review More Topics')),
      around.canContinue() && actButton('continue', isMoreDue ? 'secondary' : 'primary', l10n.t('Continue Learning')),
    ],
  };
}

const scoreOf = (session: Session): string => l10n.t('{0} of {1} answers were right.', session.score, session.asked.length);

function comesBack(topic: string, { titleOf, progressOf }: Surroundings): string {
  const days = daysOf(progressOf(topic).review ?? { step: 0, at: 0 });
  return days === 1
    ? l10n.t('{0} comes back for review tomorrow.', titleOf(topic))
    : l10n.t('{0} comes back for review in {1} days.', titleOf(topic), days);
}

/** A place in a lesson, with the questions that were answered wrong and lead to it. */
interface PlaceToRead {
  /** What it is called. The topic is named too: a review is about several. */
  readonly name: string;
  /** The first of the questions. */
  readonly question: number;
  readonly prompts: string[];
}

/** What is to be read again, each place once, in the order of the questions. */
function placesToRead(session: Session, titleOf: Surroundings['titleOf']): PlaceToRead[] {
  const places = new Map<string, PlaceToRead>();
  for (const [index, { topic, question }] of session.asked.entries()) {
    if (session.isRight(index) !== false) continue;
    const { prompt, read } = question;
    const key = `${topic}#${read.anchor}`;
    const known = places.get(key);
    if (known) known.prompts.push(prompt);
    else {
      const name = read.title === undefined ? titleOf(topic) : `${titleOf(topic)} › ${read.title}`;
      places.set(key, { name, question: index, prompts: [prompt] });
    }
  }
  return [...places.values()];
}

/** The questions that were answered wrong, below each other where they lead to the same place in a lesson. */
function missedPart(session: Session, { titleOf }: Surroundings): Element[] {
  const items = placesToRead(session, titleOf).map(({ name, question, prompts }) => {
    const attributes = { type: 'button', class: 'link', 'data-act': 'openLesson', 'data-question': question };
    const asked = prompts.map((prompt) => element('p', {}, inline(prompt)));
    return element('li', {}, asked, element('button', attributes, l10n.t('Read: {0}', name)));
  });
  if (items.length === 0) return [];
  return [element('h3', {}, l10n.t('What to read again')), element('ul', { class: 'missed', role: 'list' }, items)];
}
