import { l10n } from 'vscode';
import type { Status } from './model/progress';

/** What a status is called in a sentence or a label. */
export function statusWord(status: Status): string {
  switch (status) {
    case 'todo':
      return l10n.t('not started');
    case 'doing':
      return l10n.t('learning');
    case 'done':
      return l10n.t('completed');
    case 'skipped':
      return l10n.t('skipped');
  }
}
