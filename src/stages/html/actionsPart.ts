import { env, l10n } from 'vscode';
import { element, type Attributes, type Element } from '../../base/elements';
import {
  checkingText,
  checksDone,
  checkStateOf,
  type CheckProblem,
  completeTopicsText,
  FAILURES_UNTIL_SOLUTION,
  maySeeSolution,
  runDoneText,
  stageStateOf,
  type CheckState,
  type RunProgress,
  type StageResult,
} from '../../checks';
import type { StageAction } from '../model/protocol';
import type { WorkView } from '../stageView';
import { folded } from './checksPart';
import { checkLabel, SETUP_NOTE, setupNote } from './setupNote';

const SOLUTION_NOTE = 'page-solution';
const TOPICS_NOTE = 'page-topics';

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
          l10n.t(
            'You have not created this project yet. Scaffold {0} creates its starter, a small program that runs, in a folder you choose. Build this stage in it, and check it here.',
            view.project.title,
          ),
        )
      : [view.repos.length > 1 && folderChoice(view), ...(view.run ? [runPart(view, view.run)] : notes(view))],
  );

function buttons(view: WorkView): Element[] {
  const { folder, project, position, result, upNext, isFinished, run, setup, toComplete, isRunning } = view;
  const isElsewhere = setup === 'elsewhere';
  const isBusy = run !== undefined || setup === 'installing';
  if (folder === undefined) return [actButton('scaffoldProject', l10n.t('Scaffold {0}', project.title), { class: 'primary' })];
  const next = result.passed && !run && upNext;
  const isLocked = !maySeeSolution(result);
  const isRestricted = setup === 'restricted';
  const isMissing = setup === 'missing' && !run;
  return [
    ...(isMissing
      ? [actButton('installDependencies', l10n.t('Install Dependencies'), { class: 'primary', 'aria-describedby': SETUP_NOTE })]
      : []),
    ...(isRestricted
      ? [actButton('manageTrust', l10n.t('Manage Workspace Trust'), { class: 'primary', 'aria-describedby': SETUP_NOTE })]
      : []),
    ...(next
      ? [
          element(
            'button',
            { type: 'button', class: isRestricted || isMissing ? 'secondary' : 'primary', 'data-open-stage': next.id },
            l10n.t('Next: {0}', next.title),
          ),
        ]
      : []),
    ...(isMissing
      ? []
      : [
          actButton('check', checkLabel(view), {
            class: next || isFinished || isRestricted || isElsewhere ? 'secondary' : 'primary',
            'aria-disabled': (isBusy || isElsewhere) && 'true',
            'aria-busy': isBusy && 'true',
            'aria-describedby': (setup === 'installing' || isElsewhere) && SETUP_NOTE,
          }),
        ]),
    ...(run ? [actButton('cancelCheck', l10n.t('Cancel Check'), { class: 'secondary', 'aria-disabled': run.isEnding && 'true' })] : []),
    ...(!run && completesTopics(view)
      ? [actButton('completeTopics', completeTopicsText(toComplete.length), { class: 'secondary', 'aria-describedby': TOPICS_NOTE })]
      : []),
    actButton('compareWithSolution', l10n.t('Compare with Solution of Stage {0}', position), {
      class: 'secondary',
      'aria-disabled': isLocked && 'true',
      'aria-describedby': isLocked && !run && SOLUTION_NOTE,
    }),
    isRunning
      ? actButton('stopProject', l10n.t('Stop {0}', project.title), { class: 'secondary' })
      : actButton('startProject', l10n.t('Start {0}', project.title), {
          class: 'secondary',
          'aria-disabled': isElsewhere && 'true',
          'aria-describedby': isElsewhere && SETUP_NOTE,
        }),
  ];
}

/** Whether there are topics to complete: those of the stages up to this one, which the page may not name elsewhere. */
const completesTopics = ({ result, toComplete }: WorkView): boolean => result.passed && toComplete.length > 0;

const actButton = (action: StageAction, label: string, attributes: Attributes): Element =>
  element('button', { type: 'button', ...attributes, 'data-act': action }, label);

/** Where the check is that is under way. */
const runPart = ({ project }: WorkView, run: RunProgress): Element =>
  element(
    'div',
    { class: 'run' },
    element(
      'p',
      { class: 'outcome', 'data-state': 'running' },
      element('strong', { id: 'page-run' }, checkingText(project.title, run)),
      run.total > 0 && element('span', { class: 'first' }, runDoneText(run)),
    ),
    // Without a value it only says that something goes on.
    element('progress', { 'aria-labelledby': 'page-run', ...(run.total > 0 && { value: checksDone(run), max: run.total }) }),
  );

/** How the stage stands in the learner's project. */
function notes(view: WorkView): Element[] {
  const { result, isStale, problem, setup } = view;
  const outcome = outcomeOf(view);
  if (problem && setup !== 'missing')
    return [...setupNote(view), ...topicsNote(view), ...problemPart(problem), ...(outcome ? [earlierPart(outcome, result)] : [])];
  return [
    ...setupNote(view),
    ...topicsNote(view),
    outcome === undefined
      ? element('p', { class: 'outcome', 'data-state': 'open' }, l10n.t('Not checked yet.'))
      : element(
          'p',
          { class: 'outcome', 'data-state': stageStateOf(result) },
          element('strong', {}, outcome.count),
          outcome.first !== undefined && element('span', { class: 'first', dir: 'auto' }, outcome.first),
        ),
    element(
      'p',
      { class: 'hint-line' },
      outcome !== undefined && element('span', {}, checkedAt(result)),
      outcome !== undefined && isStale && element('span', { class: 'stale' }, l10n.t('Files changed since')),
      !maySeeSolution(result) && element('span', { id: SOLUTION_NOTE }, solutionCondition(result)),
    ),
  ];
}

/** Which topics the button completes. */
function topicsNote(view: WorkView): Element[] {
  if (!completesTopics(view)) return [];
  const titles = view.toComplete.map(({ title }) => title).join(', ');
  return [element('p', { class: 'hint-line', id: TOPICS_NOTE }, l10n.t('Proven and not yet completed: {0}', titles))];
}

/** Why there is nothing new to tell: what was found before says nothing of the program as it is. */
const problemPart = ({ message, output }: CheckProblem): Element[] => [
  element(
    'p',
    { class: 'outcome', 'data-state': 'failed' },
    element('strong', {}, l10n.t('The check could not run.')),
    element('span', { class: 'first', dir: 'auto' }, message),
  ),
  ...(output === undefined || output === ''
    ? []
    : [element('div', { class: 'found' }, folded(l10n.t('What your program printed last'), output, true))]),
];

const earlierPart = ({ count }: StageOutcome, result: StageResult): Element =>
  element('p', { class: 'hint-line' }, element('span', {}, l10n.t('Before that: {0}', count)), element('span', {}, checkedAt(result)));

/** What the last run of a stage came to. */
interface StageOutcome {
  /** "Passed: 5 of 5 checks", "Not passed yet: 1 of 3 checks so far" */
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
  if (first === undefined) return plainly(l10n.t('Not passed yet: {0} of {1} checks were run', total - numberOf('open'), total));
  const count = l10n.t('Not passed yet: {0} of {1} checks so far', numberOf('passed'), total);
  return { count, first, text: l10n.t('{0}. {1}', count, first) };
}

const plainly = (count: string): StageOutcome => ({ count, first: undefined, text: count });

/** "Checked on 12 Jan 2026, 14:05", and where, when it was a server that the learner had started themselves. */
function checkedAt({ at, address }: StageResult): string {
  const time = new Date(at).toLocaleString(env.language, { dateStyle: 'medium', timeStyle: 'short' });
  return address === undefined ? l10n.t('Checked on {0}', time) : l10n.t('Checked on {0} at {1}', time, address);
}

/** How the solution comes to be shown. */
function solutionCondition({ failures }: StageResult): string {
  const left = FAILURES_UNTIL_SOLUTION - failures;
  return left === 1
    ? l10n.t('The solution opens when this stage passes, or after 1 more check that fails.')
    : l10n.t('The solution opens when this stage passes, or after {0} more checks that fail.', left);
}

/** Which of several folders of the project the page is for. */
function folderChoice({ repos, folder }: WorkView): Element {
  const options = repos.map((repo) => element('option', { value: repo.folder, selected: repo.folder === folder, dir: 'auto' }, repo.label));
  return element(
    'label',
    { class: 'repo' },
    element('span', {}, l10n.t('Folder of your project')),
    element('select', { 'data-repo': 'true' }, options),
  );
}
