import { env, l10n } from 'vscode';
import { element, type Attributes, type Element } from '../../base/elements';
import {
  checkStateOf,
  FAILURES_UNTIL_SOLUTION,
  maySeeSolution,
  stagesPassedText,
  stageStateOf,
  type CheckState,
  type StageResult,
} from '../../checks';
import type { StageAction } from '../model/protocol';
import type { WorkView } from '../stageView';

const SOLUTION_NOTE = 'page-solution';

/** How far the repo is: a segment for each stage, and the same in words. Empty without a repo. */
export function progressPart({ folder, states, text }: WorkView, position: number): Element {
  const attributes = { class: 'progress', 'data-live': 'progress' };
  if (folder === undefined) return element('div', attributes);
  const passed = states.filter((state) => state === 'passed').length;
  const segments = states.map((state, at) => element('i', { 'data-state': state, 'data-here': at + 1 === position && text.id }));
  return element(
    'div',
    attributes,
    element('span', { class: 'track', 'aria-hidden': 'true' }, segments),
    element('span', {}, stagesPassedText(passed, states.length)),
  );
}

/** What is said when all stages of the project have passed in this repo; empty until then. */
export function celebrationPart({ project, states, isFinished }: WorkView): Element {
  const attributes = { class: 'celebration', 'data-live': 'celebration' };
  if (!isFinished) return element('div', attributes);
  return element(
    'div',
    attributes,
    element('span', { class: 'medal', 'aria-hidden': 'true' }, '★'),
    element(
      'div',
      { class: 'words' },
      element('p', { class: 'headline' }, l10n.t('You have built {0}.', project.title)),
      element('p', {}, l10n.t('All {0} stages pass in this repo. Put the certificate of what was checked into its README.', states.length)),
    ),
    element('button', { type: 'button', class: 'primary', 'data-act': 'exportCertificate' }, l10n.t('Export Certificate')),
  );
}

/** What can be done with the stage, and how it stands: the first button is always the one to press next. */
export const actionsPart = (view: WorkView): Element =>
  element(
    'div',
    { class: 'do', 'data-live': 'actions' },
    element('div', { class: 'buttons', role: 'group', 'aria-label': l10n.t('Actions of this stage') }, buttons(view)),
    view.folder === undefined
      ? element(
          'p',
          { class: 'hint-line' },
          l10n.t('You have no repo of this project yet. Scaffold it, build this stage in it, and check it here.'),
        )
      : notes(view),
  );

function buttons(view: WorkView): Element[] {
  const { folder, result, upNext, isFinished, isChecking } = view;
  if (folder === undefined) return [actButton('scaffoldProject', l10n.t('Scaffold Project'), { class: 'primary' })];
  const next = result.passed && upNext;
  const isLocked = !maySeeSolution(result);
  return [
    ...(next ? [element('button', { type: 'button', class: 'primary', 'data-open-stage': next.id }, l10n.t('Next: {0}', next.title))] : []),
    actButton('check', isChecking ? l10n.t('Checking…') : l10n.t('Check'), {
      class: next || isFinished ? 'secondary' : 'primary',
      'aria-disabled': isChecking && 'true',
      'aria-busy': isChecking && 'true',
    }),
    actButton('compareWithSolution', l10n.t('Compare with Solution'), {
      class: 'secondary',
      'aria-disabled': isLocked && 'true',
      'aria-describedby': isLocked && SOLUTION_NOTE,
    }),
    actButton('startProject', l10n.t('Start Project'), { class: 'secondary' }),
  ];
}

const actButton = (action: StageAction, label: string, attributes: Attributes): Element =>
  element('button', { type: 'button', ...attributes, 'data-act': action }, label);

/** How the stage stands in the repo. */
function notes(view: WorkView): Element[] {
  const { repos, result, isStale } = view;
  const outcome = outcomeOf(view);
  return [
    ...(repos.length > 1 ? [repoChoice(view)] : []),
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
      outcome !== undefined && element('span', {}, checkedAt(result.at)),
      outcome !== undefined && isStale && element('span', { class: 'stale' }, l10n.t('Files changed since')),
      !maySeeSolution(result) && element('span', { id: SOLUTION_NOTE }, solutionCondition(result)),
    ),
  ];
}

/** What the last run of a stage came to. */
interface StageOutcome {
  /** "Passed: 5 of 5 checks" */
  readonly count: string;
  /** The sentence of the first check that failed. */
  readonly first: string | undefined;
  /** Both, to be read out. */
  readonly text: string;
}

/** What the last run came to; undefined when there was none. */
export function outcomeOf({ text, result }: WorkView): StageOutcome | undefined {
  const state = stageStateOf(result);
  if (state === 'open') return undefined;
  const states = text.checks.map(({ id }) => checkStateOf(result, id));
  const numberOf = (wanted: CheckState) => states.filter((one) => one === wanted).length;
  const total = text.checks.length;
  if (state === 'passed') return plainly(l10n.t('Passed: {0} of {1} checks', numberOf('passed'), total));
  const first = result.checks.find(({ failure }) => failure)?.failure?.message;
  if (first === undefined) return plainly(l10n.t('Not passed: {0} of {1} checks were run', total - numberOf('open'), total));
  const count = l10n.t('{0} of {1} checks failed', numberOf('failed'), total);
  return { count, first, text: l10n.t('{0}: {1}', count, first) };
}

const plainly = (count: string): StageOutcome => ({ count, first: undefined, text: count });

/** "Checked on 12 Jan 2026, 14:05" */
const checkedAt = (at: number): string =>
  l10n.t('Checked on {0}', new Date(at).toLocaleString(env.language, { dateStyle: 'medium', timeStyle: 'short' }));

/** How the solution comes to be shown. */
function solutionCondition({ failures }: StageResult): string {
  const left = FAILURES_UNTIL_SOLUTION - failures;
  return left === 1
    ? l10n.t('The solution opens after a pass, or 1 more try.')
    : l10n.t('The solution opens after a pass, or {0} more tries.', left);
}

/** Which of several repos of the project the page is for. */
function repoChoice({ repos, folder }: WorkView): Element {
  const options = repos.map((repo) => element('option', { value: repo.folder, selected: repo.folder === folder }, repo.label));
  return element('label', { class: 'repo' }, element('span', {}, l10n.t('Repo')), element('select', { 'data-repo': 'true' }, options));
}
