import { l10n } from 'vscode';
import { element, type Element } from '../../base/elements';
import { stagesPassedText } from '../../checks';
import { iconElement } from '../../pages/icons';
import type { WorkView } from '../stageView';

/** How far the project is: a segment for each stage, and the same in words. Empty without one. */
export function progressPart({ folder, states, position }: WorkView): Element {
  const attributes = { class: 'progress', 'data-live': 'progress' };
  if (folder === undefined) return element('div', attributes);
  const passed = states.filter((state) => state === 'passed').length;
  const segments = states.map((state, at) => element('i', { 'data-state': state, 'data-here': at + 1 === position }));
  return element(
    'div',
    attributes,
    element('span', { class: 'track', 'aria-hidden': 'true' }, segments),
    element('span', {}, stagesPassedText(passed, states.length)),
  );
}

/** What is said when all stages of the project have passed; empty until then. */
export function celebrationPart({ project, states, isFinished, nextProject }: WorkView): Element {
  const attributes = { class: 'celebration', 'data-live': 'celebration' };
  if (!isFinished) return element('div', attributes);
  return element(
    'div',
    attributes,
    element('span', { class: 'medal', 'aria-hidden': 'true' }, iconElement('proven')),
    element(
      'div',
      { class: 'words' },
      element('p', { class: 'headline' }, l10n.t('{0} is finished.', project.title)),
      element(
        'p',
        {},
        l10n.t(
          'You have built it, and all {0} stages pass. The certificate says what was checked: put it beside your code.',
          states.length,
        ),
      ),
    ),
    element(
      'div',
      { class: 'buttons' },
      element('button', { type: 'button', class: 'primary', 'data-act': 'exportCertificate' }, l10n.t('Export Certificate')),
      nextProject &&
        element(
          'button',
          { type: 'button', class: 'secondary', 'data-act': 'openNextProject' },
          l10n.t('Next Project: {0}', nextProject.title),
        ),
    ),
  );
}
