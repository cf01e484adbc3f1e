import { l10n } from 'vscode';
import { element, type Element } from '../../base/elements';
import { checkStateOf, type CheckState, type Failure } from '../../checks';
import { differingLines, type ComparedLine } from '../model/differingLines';
import type { WorkView } from '../stageView';

/** The circle of what was not run is drawn: fonts disagree about it. */
const SIGNS: Readonly<Record<CheckState, string>> = { passed: '✓', failed: '✗', open: '' };

/** What is checked, each with how it went in the last run and, when it failed, with what was found. */
export const checksPart = ({ text, result }: WorkView): Element =>
  element(
    'ol',
    { class: 'checks', 'data-live': 'checks' },
    ...text.checks.map(({ id, title }) => {
      const state = checkStateOf(result, id);
      const failure = result.checks.find((check) => check.id === id)?.failure;
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
        failure && found(failure),
      );
    }),
  );

/** What a state is called beside its sign. */
function stateWord(state: CheckState): string {
  switch (state) {
    case 'passed':
      return l10n.t('Passed');
    case 'failed':
      return l10n.t('Failed');
    case 'open':
      return l10n.t('Not run');
  }
}

function found({ message, expected, actual, exchange, output }: Failure): Element {
  return element(
    'div',
    { class: 'found' },
    element('p', { class: 'message' }, message),
    expected !== undefined && actual !== undefined && comparison(expected, actual),
    exchange !== undefined && folded(l10n.t('The last request and its answer'), exchange),
    output !== undefined && folded(l10n.t('What your program printed last'), output),
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
    element('pre', {}, ...lines.map(({ text, differs }) => element(differs ? 'mark' : 'span', { class: 'line' }, text))),
  );

const folded = (label: string, text: string): Element =>
  element('details', {}, element('summary', {}, label), element('pre', { class: 'output' }, text));
