import { l10n } from 'vscode';
import { element, type Element } from '../../base/elements';
import { checkStateOf, liveStateOf, type CheckState, type Failure } from '../../checks';
import { differingLines, type ComparedLine } from '../model/differingLines';
import type { WorkView } from '../stageView';

/** A check as it is shown: how it went in the last run, or how it stands in the one that is under way. */
type ShownState = CheckState | 'running' | 'waiting';

/** The circles of what was not run, or is running, are drawn: fonts disagree about them. */
const SIGNS: Readonly<Record<ShownState, string>> = { passed: '✓', failed: '✗', open: '', waiting: '', running: '' };

/** What is checked, each with how it went and, when it failed, with what was found. */
export const checksPart = (view: WorkView): Element =>
  element(
    'ol',
    { class: 'checks', 'data-live': 'checks' },
    ...view.text.checks.map(({ id, title }) => {
      const state = shownState(view, id);
      const failure = view.result.checks.find((check) => check.id === id)?.failure;
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
        failure && state !== 'passed' && found(failure, id, title),
      );
    }),
  );

function shownState({ text, result, run }: WorkView, check: string): ShownState {
  if (run?.stages.some(({ id }) => id === text.id) !== true) return checkStateOf(result, check);
  const state = liveStateOf(run, text.id, check) ?? 'waiting';
  return state === 'left-out' ? 'open' : state;
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
    case 'open':
      return l10n.t('Not run');
  }
}

function found({ message, expected, actual, exchange, output }: Failure, check: string, title: string): Element {
  return element(
    'div',
    { class: 'found' },
    element('p', { class: 'message', dir: 'auto' }, message),
    expected !== undefined && actual !== undefined && comparison(expected, actual),
    exchange !== undefined && folded(l10n.t('The last request and its answer'), exchange),
    output !== undefined && folded(l10n.t('What your program printed last'), output),
    // Several checks have one: each says of which it is.
    element(
      'button',
      { type: 'button', class: 'report', 'data-report': check, 'aria-label': l10n.t('This Check Is Wrong? {0}', title) },
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
