import { l10n } from 'vscode';
import { element, type Element } from '../../base/elements';
import type { Setup, WorkView } from '../stageView';

export const SETUP_NOTE = 'page-setup';

/** What the button that checks says: what happens now, else what pressing it does. */
export function checkLabel({ run, setup, position }: WorkView): string {
  if (run) return l10n.t('Checking…');
  return setup === 'installing' ? l10n.t('Installing Dependencies…') : l10n.t('Check Stage {0}', position);
}

/** Why the project cannot be checked at the moment, and what will change that; nothing when it can. */
export const setupNote = ({ setup, position }: WorkView): Element[] =>
  setup === undefined ? [] : [element('p', { class: 'setup', id: SETUP_NOTE }, wordsOf(setup, position))];

function wordsOf(setup: Setup, position: number): string {
  switch (setup) {
    case 'missing':
      return l10n.t('Dependencies are not installed.');
    case 'installing':
      return l10n.t(
        'The dependencies of your project are being installed. Read the stage meanwhile; then press Check Stage {0}.',
        position,
      );
    case 'restricted':
      return l10n.t('This window is in Restricted Mode: trust its folder to install the dependencies of your project and to check it.');
    case 'elsewhere':
      return l10n.t(
        'Your project cannot run here. Open its folder in VS Code on your computer to install its dependencies and to check it.',
      );
  }
}
