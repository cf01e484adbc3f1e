import { l10n } from 'vscode';
import { stageStateOf } from '../../checks';
import { element, type Element } from '../../base/elements';
import type { StageAction } from '../model/protocol';
import { checkedAt, outcomeOf, solutionCondition } from '../stageWords';
import type { WorkView } from '../stageView';

const SOLUTION_NOTE = 'page-solution';

/** What can be done with the stage, and how it stands: the first button is always the one to press next. */
export function actionsPart(view: WorkView): Element {
  return element(
    'div',
    { class: 'do', 'data-live': 'actions' },
    element('div', { class: 'buttons', role: 'group', 'aria-label': l10n.t('Actions of this stage') }, ...buttons(view)),
    ...notes(view),
  );
}

function buttons(view: WorkView): Element[] {
  const { folder, result, upNext, isFinished } = view;
  if (folder === undefined) return [actButton('scaffoldProject', l10n.t('Scaffold Project'), { class: 'primary' })];
  const next =
    result.passed && upNext !== undefined
      ? [element('button', { type: 'button', class: 'primary', 'data-open-stage': upNext.id }, l10n.t('Next: {0}', upNext.title))]
      : [];
  const isLocked = solutionCondition(result) !== undefined;
  return [
    ...next,
    checkButton(view, next.length > 0 || isFinished ? 'secondary' : 'primary'),
    actButton('compareWithSolution', l10n.t('Compare with Solution'), {
      class: 'secondary',
      'aria-disabled': isLocked && 'true',
      'aria-describedby': isLocked && SOLUTION_NOTE,
    }),
    actButton('startProject', l10n.t('Start Project'), { class: 'secondary' }),
  ];
}

const checkButton = ({ isChecking }: WorkView, kind: string): Element =>
  actButton('check', isChecking ? l10n.t('Checking…') : l10n.t('Check'), {
    class: kind,
    'aria-disabled': isChecking && 'true',
    'aria-busy': isChecking && 'true',
  });

const actButton = (action: StageAction, label: string, attributes: Parameters<typeof element>[1]): Element =>
  element('button', { type: 'button', ...attributes, 'data-act': action }, label);

function notes(view: WorkView): Element[] {
  const { folder, result, text, isStale } = view;
  if (folder === undefined) {
    return [
      element(
        'p',
        { class: 'hint-line' },
        l10n.t('You have no repo of this project yet. Scaffold it, build this stage in it, and check it here.'),
      ),
    ];
  }
  const outcome = outcomeOf(text, result);
  const condition = solutionCondition(result);
  return [
    ...(view.repos.length > 1 ? [repoChoice(view)] : []),
    outcome === undefined
      ? element('p', { class: 'outcome', 'data-state': 'open' }, l10n.t('Not checked yet.'))
      : element(
          'p',
          { class: 'outcome', 'data-state': stageStateOf(result) },
          element('strong', {}, outcome.count),
          outcome.first !== undefined && element('span', { class: 'first' }, outcome.first),
        ),
    element(
      'p',
      { class: 'hint-line' },
      ...(outcome === undefined ? [] : [element('span', {}, checkedAt(result.at))]),
      ...(outcome !== undefined && isStale ? [element('span', { class: 'stale' }, l10n.t('Files changed since'))] : []),
      ...(condition === undefined ? [] : [element('span', { id: SOLUTION_NOTE }, condition)]),
    ),
  ];
}

/** Which of several repos of the project the page is for. */
function repoChoice({ repos, folder }: WorkView): Element {
  const options = repos.map((repo) =>
    element('option', { value: repo.folder, selected: repo.folder === folder && 'selected' }, repo.label),
  );
  return element('label', { class: 'repo' }, element('span', {}, l10n.t('Repo')), element('select', { 'data-repo': 'true' }, ...options));
}
