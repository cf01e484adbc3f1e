import { env, l10n } from 'vscode';
import { element, type Attributes, type Element } from '../../base/elements';
import {
  checkingText,
  checksDone,
  checkStateOf,
  type CheckProblem,
  completeTopicsText,
  maySeeSolution,
  runDoneText,
  solutionCondition,
  stageStateOf,
  type CheckState,
  type RunProgress,
  type StagePart,
  type StageResult,
  type StageState,
} from '../../checks';
import type { StageAction } from '../model/protocol';
import type { WorkView } from '../stageView';
import { folded } from './checksPart';
import { checkLabel, SETUP_NOTE, setupNote } from './setupNote';

const SOLUTION_NOTE = 'page-solution';
const TOPICS_NOTE = 'page-topics';

/**
 * How the stage stands, and what can be done with it: the verdict, the button to press next, what belongs to the verdict, and below it what
 * else can be done.
 */
export const actionsPart = (view: WorkView): Element =>
  element(
    'div',
    { class: 'do', 'data-live': 'actions' },
    view.folder === undefined
      ? [
          buttonGroup(l10n.t('Actions of this stage'), [
            actButton('scaffoldProject', l10n.t('Scaffold {0}', view.project.title), { class: 'primary' }),
          ]),
          element(
            'p',
            { class: 'hint-line' },
            l10n.t(
              'You have not created this project yet. Scaffold {0} creates its starter, a small program that runs, in a folder you choose. Build this stage in it, and check it here.',
              view.project.title,
            ),
          ),
        ]
      : [
          element('div', {}, setupNote(view), view.run ? runPart(view, view.run) : verdict(view)),
          buttonGroup(l10n.t('Actions of this stage'), nextButtons(view)),
          element('div', {}, view.run ? [] : notes(view), view.repos.length > 1 && folderChoice(view)),
          buttonGroup(l10n.t('Other actions of this stage'), otherButtons(view)),
          element('div', {}, !view.run && !maySeeSolution(view.result) && solutionNote(view.result)),
        ],
  );

const buttonGroup = (label: string, buttons: readonly Element[]): Element =>
  element('div', { class: 'buttons', role: 'group', 'aria-label': label }, buttons);

/** What comes next, the button to press first; and what belongs to it. */
function nextButtons(view: WorkView): Element[] {
  const { run, setup, toComplete } = view;
  const next = nextAfterPass(view);
  const isMissing = isLacking(view);
  return [
    ...(isMissing
      ? [actButton('installDependencies', l10n.t('Install Dependencies'), { class: 'primary', 'aria-describedby': SETUP_NOTE })]
      : []),
    ...(setup === 'restricted'
      ? [actButton('manageTrust', l10n.t('Manage Workspace Trust'), { class: 'primary', 'aria-describedby': SETUP_NOTE })]
      : []),
    ...(next
      ? [
          element(
            'button',
            { type: 'button', class: setup === 'restricted' || isMissing ? 'secondary' : 'primary', 'data-open-stage': next.id },
            l10n.t('Next: {0}', next.title),
          ),
        ]
      : []),
    ...(isCheckNext(view) ? [checkButton(view)] : []),
    ...(run ? [actButton('cancelCheck', l10n.t('Cancel Check'), { class: 'secondary', 'aria-disabled': run.isEnding && 'true' })] : []),
    ...(!run && completesTopics(view)
      ? [actButton('completeTopics', completeTopicsText(toComplete.length), { class: 'secondary', 'aria-describedby': TOPICS_NOTE })]
      : []),
  ];
}

/** What can be done besides. */
function otherButtons(view: WorkView): Element[] {
  const { project, position, result, run, setup, isRunning } = view;
  const isLocked = !maySeeSolution(result);
  const isElsewhere = setup === 'elsewhere';
  return [
    ...(isLacking(view) || isCheckNext(view) ? [] : [checkButton(view)]),
    ...(run || setup !== undefined ? [] : [actButton('debug', l10n.t('Debug This Stage'), { class: 'secondary' })]),
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

/** The stage to go on with when this one has passed. */
const nextAfterPass = ({ result, run, upNext }: WorkView) => (result.passed && !run ? upNext : undefined);

/** Dependencies have to be installed before anything can be checked. */
const isLacking = ({ setup, run }: WorkView): boolean => setup === 'missing' && !run;

const isUnderWay = ({ run, setup }: WorkView): boolean => run !== undefined || setup === 'installing';

/** Whether to check is what comes next, or what goes on; else it is one of the other things that can be done. */
const isCheckNext = (view: WorkView): boolean =>
  isUnderWay(view) || (view.setup === undefined && !view.isFinished && nextAfterPass(view) === undefined);

function checkButton(view: WorkView): Element {
  const { isFinished, setup } = view;
  const isElsewhere = setup === 'elsewhere';
  const isBusy = isUnderWay(view);
  return actButton('check', checkLabel(view), {
    class: isCheckNext(view) && !nextAfterPass(view) && !isFinished && setup !== 'restricted' ? 'primary' : 'secondary',
    'aria-disabled': (isBusy || isElsewhere) && 'true',
    'aria-busy': isBusy && 'true',
    'aria-describedby': (setup === 'installing' || isElsewhere) && SETUP_NOTE,
  });
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

/** How the stage stands in the learner's project, in a sentence or two. */
function verdict(view: WorkView): Element {
  if (isHindered(view)) {
    return element(
      'p',
      { class: 'outcome', 'data-state': 'failed' },
      element('strong', {}, l10n.t('The check could not run.')),
      element('span', { class: 'first', dir: 'auto' }, view.problem?.message ?? ''),
    );
  }
  const outcome = outcomeOf(view);
  return outcome === undefined
    ? element('p', { class: 'outcome', 'data-state': 'open' }, l10n.t('Not checked yet.'))
    : element(
        'p',
        { class: 'outcome', 'data-state': outcome.state },
        element('strong', {}, outcome.count),
        outcome.first !== undefined && element('span', { class: 'first', dir: 'auto' }, outcome.first),
      );
}

/** The last check came to nothing: what was found before says nothing of the program as it is. */
const isHindered = ({ problem, setup }: WorkView): boolean => problem !== undefined && setup !== 'missing';

/** What belongs to the verdict: when it was, and what was printed. */
function notes(view: WorkView): Element[] {
  const { result, isStale, problem, part } = view;
  const outcome = outcomeOf(view);
  if (problem && isHindered(view)) return [...topicsNote(view), ...printed(problem), ...(outcome ? [earlierPart(outcome, result)] : [])];
  if (part) {
    const before = storedOutcome(view);
    const line = element('p', { class: 'hint-line' }, element('span', {}, checkedAt(part)));
    return [...topicsNote(view), line, ...(before ? [earlierPart(before, result)] : [])];
  }
  return [
    ...topicsNote(view),
    ...(outcome === undefined
      ? []
      : [
          element(
            'p',
            { class: 'hint-line' },
            element('span', {}, checkedAt(result)),
            isStale && element('span', { class: 'stale' }, l10n.t('Files changed since')),
          ),
        ]),
  ];
}

/** Which topics the button completes. */
function topicsNote(view: WorkView): Element[] {
  if (!completesTopics(view)) return [];
  const titles = view.toComplete.map(({ title }) => title).join(', ');
  return [element('p', { class: 'hint-line', id: TOPICS_NOTE }, l10n.t('Proven and not yet completed: {0}', titles))];
}

const printed = ({ output }: CheckProblem): Element[] =>
  output === undefined || output === ''
    ? []
    : [element('div', { class: 'found' }, folded(l10n.t('What your program printed last'), output, true))];

const earlierPart = ({ count }: StageOutcome, result: StageResult): Element =>
  element('p', { class: 'hint-line' }, element('span', {}, l10n.t('Before that: {0}', count)), element('span', {}, checkedAt(result)));

/** What the last run of a stage came to. */
interface StageOutcome {
  readonly state: StageState;
  /** "Passed: 5 of 5 checks", "Not passed yet: 1 of 3 checks so far" */
  readonly count: string;
  /** The sentence of the first check that failed. */
  readonly first: string | undefined;
  /** Both, to be read out. */
  readonly text: string;
}

/** What the last run came to; undefined when there was none. */
export const outcomeOf = (view: WorkView): StageOutcome | undefined => (view.part ? partOutcome(view.part) : storedOutcome(view));

/** What a run came to that could not try all: as long as nothing failed, all that is known is that more has to be tried. */
function partOutcome({ checks, leftOut }: StagePart): StageOutcome {
  const failed = checks.find(({ failure, untried }) => failure ?? untried);
  const passed = checks.filter(({ failure, untried }) => !failure && !untried).length;
  const [tried, others] = [checks.length, Object.keys(leftOut).length];
  const count = l10n.t('{0} of {1} checks passed that could be tried at this server, {2} were left out', passed, tried, others);
  const first =
    failed?.failure?.message ??
    failed?.untried?.reason ??
    l10n.t('The stage passes when all of them do: press Check, which starts the program itself.');
  return { state: failed ? 'failed' : 'open', count, first, text: l10n.t('{0}. {1}', count, first) };
}

/** What is stored of the last run; undefined when there was none. */
function storedOutcome({ text, result }: WorkView): StageOutcome | undefined {
  const state = stageStateOf(result);
  if (state === 'open') return undefined;
  const states = text.checks.map(({ id }) => checkStateOf(result, id));
  const numberOf = (wanted: CheckState) => states.filter((one) => one === wanted).length;
  const total = text.checks.length;
  if (state === 'passed') {
    const passed = numberOf('passed');
    // The stage may have got checks since it was checked.
    if (passed < total)
      return plainly(state, l10n.t('Passed with {0} of the {1} checks that there are by now: check it again', passed, total));
    return plainly(state, l10n.t('Passed: {0} of {1} checks', passed, total));
  }
  const first = result.checks.find(({ failure, untried }) => failure ?? untried);
  if (!first) return plainly(state, l10n.t('Not passed yet: {0} of {1} checks were run', total - numberOf('open'), total));
  const untried = numberOf('untried');
  const passed = l10n.t('Not passed yet: {0} of {1} checks so far', numberOf('passed'), total);
  const count = untried === 0 ? passed : l10n.t('{0}, {1} failed, {2} not tried', passed, numberOf('failed'), untried);
  const sentence = first.failure?.message ?? first.untried?.reason ?? '';
  return { state, count, first: sentence, text: l10n.t('{0}. {1}', count, sentence) };
}

const plainly = (state: StageState, count: string): StageOutcome => ({ state, count, first: undefined, text: count });

/** "Checked on 12 Jan 2026, 14:05", and where, when it was a server that the learner had started themselves. */
function checkedAt({ at, address }: Pick<StageResult, 'at' | 'address'>): string {
  const time = new Date(at).toLocaleString(env.language, { dateStyle: 'medium', timeStyle: 'short' });
  return address === undefined ? l10n.t('Checked on {0}', time) : l10n.t('Checked on {0} at {1}', time, address);
}

const solutionNote = (result: StageResult): Element =>
  element('p', { class: 'hint-line' }, element('span', { id: SOLUTION_NOTE }, solutionCondition(result)));

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
