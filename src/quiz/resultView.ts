import { l10n } from 'vscode';
import { neededToPass } from './model/grading';
import type { MissedView, ResultView } from './model/protocol';
import { daysOf } from './model/review';
import type { Session } from './model/session';
import type { ProgressStore } from '../progress/progressStore';

type TitleOf = (topic: string) => string;

/** What a session came to, and what can be done next. */
export function resultView(session: Session, titleOf: TitleOf, store: ProgressStore): ResultView {
  const { subject } = session;
  return subject.kind === 'quiz' ? quizResult(session, subject.topic, titleOf, store) : reviewResult(session, titleOf, store);
}

function quizResult(session: Session, topic: string, titleOf: TitleOf, store: ProgressStore): ResultView {
  const total = session.asked.length;
  const needed = neededToPass(total);
  const passed = session.score >= needed;
  const isDone = store.topic(topic).status === 'done';
  const title = titleOf(topic);
  return {
    kind: 'result',
    passed,
    heading: passed ? l10n.t('Passed') : l10n.t('Not passed yet'),
    sentences: [
      scoreOf(session),
      ...(passed
        ? [
            l10n.t('{0} is proven.', title),
            comesBack(titleOf, topic, store),
            ...(isDone ? [l10n.t('{0} is marked as completed.', title)] : []),
          ]
        : [l10n.t('{0} of {1} pass. Your progress stays as it was: read again and try once more.', needed, total)]),
    ],
    missed: missedOf(session, titleOf),
    retry: l10n.t('Try Again'),
    markDone: passed && !isDone ? l10n.t('Mark as Completed') : null,
    close: l10n.t('Close'),
    words: wordsOf(),
  };
}

function reviewResult(session: Session, titleOf: TitleOf, store: ProgressStore): ResultView {
  const topics = [...new Set(session.asked.map(({ topic }) => topic))];
  return {
    kind: 'result',
    passed: session.missed.length === 0,
    heading: session.missed.length === 0 ? l10n.t('All of it is still there') : l10n.t('Review done'),
    sentences: [scoreOf(session), ...topics.map((topic) => comesBack(titleOf, topic, store))],
    missed: missedOf(session, titleOf),
    retry: null,
    markDone: null,
    close: l10n.t('Close'),
    words: wordsOf(),
  };
}

function comesBack(titleOf: TitleOf, topic: string, store: ProgressStore): string {
  const days = daysOf(store.topic(topic).review ?? { step: 0, at: 0 });
  return days === 1
    ? l10n.t('{0} comes back for review tomorrow.', titleOf(topic))
    : l10n.t('{0} comes back for review in {1} days.', titleOf(topic), days);
}

const scoreOf = (session: Session): string => l10n.t('{0} of {1} answers were right.', session.score, session.asked.length);

const wordsOf = () => ({ missed: l10n.t('Read again'), read: l10n.t('Read: {0}') });

const missedOf = (session: Session, titleOf: TitleOf): MissedView[] =>
  session.asked.flatMap(({ topic, question }, index) =>
    session.isRight(index) === false
      ? [{ question: index, prompt: question.prompt, link: placeOf(titleOf(topic), question.read.title) }]
      : [],
  );

/** The topic is named too: a review is about several. */
const placeOf = (topic: string, heading: string | undefined): string => (heading === undefined ? topic : `${topic} › ${heading}`);
