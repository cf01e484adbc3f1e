import { l10n } from 'vscode';
import { element, type Element } from '../../core/elements';
import type { WorkView } from './stageView';

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
