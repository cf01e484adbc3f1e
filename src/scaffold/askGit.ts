import * as vscode from 'vscode';
import type { Questions } from './questions';
import { pickOne, type Outcome, type Place } from './steps';

/** Whether the new repo begins with git. */
export async function askGit(place: Place, { draft }: Questions): Promise<Outcome> {
  const result = await pickOne<boolean>(place, {
    placeholder: vscode.l10n.t('Keep the history of your work with git?'),
    items: [
      { value: true, label: `$(source-control) ${vscode.l10n.t('Initialise a Git Repository')}` },
      { value: false, label: `$(circle-slash) ${vscode.l10n.t('No Git')}` },
    ],
    active: draft.git,
  });
  if (typeof result === 'string') return result;
  draft.git = result.picked;
  return 'next';
}
