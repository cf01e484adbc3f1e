import { element, type Element } from '../../base/elements';
import { stagesPassedText } from '../../checks';
import type { WorkView } from '../stageView';
import { l10n } from 'vscode';

/** How far the repo is: a segment for each stage, and the same in words. Empty without a repo. */
export function progressPart({ folder, states, text }: WorkView, position: number): Element {
  const attributes = { class: 'progress', 'data-live': 'progress' };
  if (folder === undefined) return element('div', attributes);
  const passed = states.filter((state) => state === 'passed').length;
  const segments = states.map((state, at) => element('i', { 'data-state': state, 'data-here': at + 1 === position && text.id }));
  return element(
    'div',
    attributes,
    element('span', { class: 'track', 'aria-hidden': 'true' }, ...segments),
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
