import { l10n } from 'vscode';
import type { Mark, Outcome, QuestionView, Verdict } from './model/protocol';
import type { QuestionKind, QuizQuestion } from '../content/quiz';
import type { Session } from './model/session';

/** The question that a session is at, as the page shows it: what is right is told only when the answer was checked. */
export function questionView(session: Session, titleOf: (topic: string) => string): QuestionView {
  const index = session.position;
  const { topic, question } = session.current ?? raise(index);
  const shown = session.shown(index);
  const total = session.asked.length;
  return {
    kind: 'question',
    index,
    total,
    progress: l10n.t('Question {0} of {1}', index + 1, total),
    topic: session.subject.kind === 'review' ? titleOf(topic) : null,
    asks: question.kind,
    prompt: question.prompt,
    code: question.code?.text ?? null,
    choices: shown.map((at) => ({ content: contentOf(question, at) })),
    outcome: session.answerTo(index) ? outcomeOf(session, question, shown) : null,
    words: {
      hint: hintOf(question.kind),
      code: l10n.t('Code'),
      check: l10n.t('Check'),
      next: index + 1 < total ? l10n.t('Next Question') : l10n.t('See the Result'),
      nothingChosen: l10n.t('Choose an answer first.'),
      moveUp: l10n.t('Move up: {0}'),
      moveDown: l10n.t('Move down: {0}'),
      moved: l10n.t('{0}: place {1} of {2}'),
    },
  };
}

function raise(index: number): never {
  throw new Error(`there is no question ${index}`);
}

function contentOf(question: QuizQuestion, at: number): string {
  if (question.kind === 'order') return question.steps[at]?.html ?? '';
  if (question.kind === 'output') return question.options[at]?.text ?? '';
  return question.options[at]?.html ?? '';
}

function hintOf(kind: QuestionKind): string {
  switch (kind) {
    case 'single':
    case 'output':
      return l10n.t('Choose one answer.');
    case 'multiple':
      return l10n.t('Choose every answer that is right.');
    case 'order':
      return l10n.t('Bring these into the right order: drag them, or use the buttons.');
  }
}

function outcomeOf(session: Session, question: QuizQuestion, shown: readonly number[]): Outcome {
  const index = session.position;
  const right = session.isRight(index) ?? false;
  const answer = session.answerTo(index) ?? [];
  const verdicts = question.kind === 'order' ? orderVerdicts(question, shown, answer) : choiceVerdicts(question, shown, answer);
  const score = l10n.t('{0} of {1} right so far.', session.score, index + 1);
  return {
    right,
    heading: right ? l10n.t('Right!') : l10n.t('Not quite.'),
    announcement: `${score} ${l10n.t('Below, each answer has its reason.')}`,
    verdicts,
  };
}

/** Every option where it was shown, whether it was chosen or not. */
function choiceVerdicts(
  question: Exclude<QuizQuestion, { kind: 'order' }>,
  shown: readonly number[],
  answer: readonly number[],
): Verdict[] {
  return shown.flatMap((at, choice) => {
    const option = question.options[at];
    if (!option) return [];
    const mark = markOf(option.correct, answer.includes(choice));
    return [{ choice, mark, label: labelOf(mark), why: option.why }];
  });
}

function markOf(correct: boolean, chosen: boolean): Mark {
  if (correct) return chosen ? 'right' : 'missed';
  return chosen ? 'wrong' : 'left';
}

function labelOf(mark: Mark): string {
  switch (mark) {
    case 'right':
      return l10n.t('Right, and you chose it');
    case 'missed':
      return l10n.t('Right, but you did not choose it');
    case 'wrong':
      return l10n.t('Wrong, but you chose it');
    case 'left':
      return l10n.t('Wrong');
  }
}

/** The steps in the right order, each with the place that the learner gave it. */
function orderVerdicts(question: Extract<QuizQuestion, { kind: 'order' }>, shown: readonly number[], answer: readonly number[]): Verdict[] {
  const given = answer.map((place) => shown[place]);
  return question.steps.map(({ why }, at) => {
    const place = given.indexOf(at);
    const isThere = place === at;
    const label = isThere ? l10n.t('In its place') : l10n.t('You had it in place {0}', place + 1);
    return { choice: shown.indexOf(at), mark: isThere ? 'right' : 'wrong', label, why };
  });
}
