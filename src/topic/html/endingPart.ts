import { l10n } from 'vscode';
import { element, type Element } from '../../base/elements';
import { iconElement } from '../../pages/icons';
import { doneMark } from '../../pages/readingHtml';
import { PART_IDS, type TopicView } from './topicView';

type Step = 'quiz' | 'complete' | 'next';

/**
 * What to do when the lesson was read: take its quiz, mark the topic, go on. One of them is what comes next for this learner, and
 * looks so. A step that was done keeps its place, so that a second click of a quick hand does not land on another one.
 */
export function endingPart({ topic, progress, hasQuiz, next, milestone }: TopicView): Element {
  const isDone = progress.status === 'done';
  const wanted = isDone ? 'next' : hasQuiz && progress.proofs.length === 0 ? 'quiz' : 'complete';
  const button = (step: Step, attributes: Record<string, string>, label: string) =>
    element('button', { type: 'button', class: step === wanted ? 'primary' : 'secondary', ...attributes }, label);
  return element(
    'section',
    { class: 'ending', 'data-live': 'ending', 'aria-labelledby': PART_IDS.ending },
    element('h2', { id: PART_IDS.ending, tabindex: -1 }, l10n.t('What to do next')),
    isDone && milestone !== undefined && element('p', { class: 'milestone' }, iconElement('reached'), element('strong', {}, milestone)),
    element('p', {}, sentenceOf(wanted, hasQuiz && progress.proofs.length === 0)),
    element(
      'div',
      { class: 'steps' },
      hasQuiz && button('quiz', { 'data-take-quiz': topic.id }, l10n.t('Take the Quiz')),
      isDone ? doneMark() : button('complete', { 'data-set-status': 'done' }, l10n.t('Mark as Completed')),
      next && button('next', { 'data-open-topic': next.id }, l10n.t('Next Topic: {0}', next.title)),
    ),
  );
}

function sentenceOf(wanted: Step, canProve: boolean): string {
  if (wanted === 'quiz') return l10n.t('Take the quiz to prove what you have learned. You set the status of the topic yourself.');
  if (wanted === 'complete') return l10n.t('Mark the topic as completed when you have learned it.');
  return canProve ? l10n.t('You have completed this topic. Its quiz can prove it.') : l10n.t('You have completed this topic.');
}
