import { l10n } from 'vscode';
import { element, type Element } from '../../base/elements';
import { checkStateOf, liveStateOf, type CheckState, type Failure, type StageResult, type Untried } from '../../checks';
import type { StageCheck } from '../../content/stage';
import { differingLines, type ComparedLine } from '../model/differingLines';
import type { WorkView } from '../stageView';

/** A check as it is shown: how it went in the last run, or how it stands in the one that is under way. */
type ShownState = CheckState | 'running' | 'waiting' | 'left-out';

/** The circles of what was not run, or is running, are drawn: fonts disagree about them. */
const SIGNS: Readonly<Record<ShownState, string>> = {
  passed: '✓',
  failed: '✗',
  untried: '–',
  'left-out': '–',
  open: '',
  waiting: '',
  running: '',
};

/** What is checked, each with how it went and, when it failed, with what was found. */
export const checksPart = (view: WorkView): Element =>
  element(
    'ol',
    { class: 'checks', 'data-live': 'checks' },
    ...view.text.checks.map((check) => {
      const { id, title } = check;
      const state = shownState(view, id);
      const { failure, untried } = lastFound(view).checks.find((one) => one.id === id) ?? {};
      const reason = view.part?.leftOut[id];
      return element(
        'li',
        { 'data-check': id, 'data-state': state },
        element(
          'p',
          { class: 'check' },
          element('span', { class: 'sign', 'aria-hidden': 'true' }, SIGNS[state]),
          element('span', { class: 'title' }, title),
          element('span', { class: 'state' }, stateWord(state)),
        ),
        // While a run is under way, what the one before it found stays until it no longer holds.
        failure && state !== 'passed' && found(failure, check),
        untried && state !== 'passed' && state !== 'failed' && whyUntried(view, untried),
        state === 'left-out' && reason !== undefined && element('p', { class: 'why' }, reason),
      );
    }),
  );

/** What was found last: at a server, that may be a part. */
const lastFound = ({ part, result }: WorkView): Pick<StageResult, 'checks'> => part ?? result;

function shownState(view: WorkView, check: string): ShownState {
  const { text, run, part } = view;
  if (run?.stages.some(({ id }) => id === text.id) === true) return liveStateOf(run, text.id, check) ?? 'waiting';
  return part && Object.hasOwn(part.leftOut, check) ? 'left-out' : checkStateOf(lastFound(view), check);
}

/** What a state is called beside its sign. */
function stateWord(state: ShownState): string {
  switch (state) {
    case 'passed':
      return l10n.t('Passed');
    case 'failed':
      return l10n.t('Failed');
    case 'running':
      return l10n.t('Checking…');
    case 'waiting':
      return l10n.t('Waiting');
    case 'untried':
      return l10n.t('Not tried');
    case 'left-out':
      return l10n.t('Left out');
    case 'open':
      return l10n.t('Not run');
  }
}

/** Why a check was not tried, with a way to the one that has told what is wrong. */
function whyUntried({ text, checkTitles }: WorkView, { reason, stage, check }: Untried): Element {
  const title = checkTitles.get(`${stage}/${check}`) ?? check;
  return element(
    'p',
    { class: 'why' },
    `${reason} `,
    element(
      'button',
      { type: 'button', ...(stage === text.id ? { 'data-go-to': check } : { 'data-open-stage': stage }) },
      l10n.t('See: {0}', title),
    ),
  );
}

function found({ message, expected, actual, exchange, output }: Failure, { id, title, passage }: StageCheck): Element {
  return element(
    'div',
    { class: 'found' },
    element('p', { class: 'message', dir: 'auto' }, message),
    passage &&
      element(
        'p',
        { class: 'says' },
        `${l10n.t('The text says:')} `,
        element('button', { type: 'button', 'data-passage': id, title: l10n.t('Go to This Sentence') }, `“${passage.quote}”`),
      ),
    expected !== undefined && actual !== undefined && comparison(expected, actual),
    exchange !== undefined && folded(l10n.t('The last request and its answer'), exchange),
    output !== undefined && folded(l10n.t('What your program printed last'), output),
    // Several checks have one: each says of which it is.
    element(
      'button',
      { type: 'button', class: 'report', 'data-report': id, 'aria-label': l10n.t('This Check Is Wrong? {0}', title) },
      l10n.t('This Check Is Wrong?'),
    ),
  );
}

function comparison(expected: string, actual: string): Element {
  const lines = differingLines(expected, actual);
  return element(
    'div',
    { class: 'comparison' },
    side('expected', l10n.t('Expected'), lines.expected),
    side('actual', l10n.t('Actual'), lines.actual),
  );
}

const side = (kind: string, label: string, lines: readonly ComparedLine[]): Element =>
  element(
    'div',
    { class: 'side', 'data-side': kind },
    element('p', { class: 'label' }, label),
    element('pre', { dir: 'auto' }, ...lines.map(({ text, differs }) => element(differs ? 'mark' : 'span', { class: 'line' }, text))),
  );

/** Text of several lines, to be unfolded, or unfolded already. */
export const folded = (label: string, text: string, isOpen = false): Element =>
  element('details', { open: isOpen }, element('summary', {}, label), element('pre', { class: 'output', dir: 'auto' }, text));
