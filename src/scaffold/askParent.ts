import * as vscode from 'vscode';
import { pathText } from './places';
import type { Questions } from './questions';
import { pickOne, type Choice, type Outcome, type Place } from './steps';

const BROWSE = 'browse';

/** In which folder the new one is made. */
export async function askParent(place: Place, questions: Questions): Promise<Outcome> {
  const { draft } = questions;
  for (;;) {
    const result = await pickOne<string>(place, {
      placeholder: vscode.l10n.t('Choose the folder in which the project is made'),
      items: choices(questions),
      active: draft.parent?.toString(),
    });
    if (typeof result === 'string') return result;
    const chosen = result.picked === BROWSE ? await browse(draft.parent) : vscode.Uri.parse(result.picked);
    // Without a choice in the dialog the list comes back: the other answers are not lost.
    if (!chosen) continue;
    draft.parent = chosen;
    return 'next';
  }
}

function choices({ draft, parents }: Questions): Choice<string>[] {
  const known = parents.map(({ uri, why }) => choiceOf(uri, why));
  const chosen = draft.parent;
  const isKnown = !chosen || parents.some(({ uri }) => uri.toString() === chosen.toString());
  const browseChoice = { value: BROWSE, label: `$(folder-opened) ${vscode.l10n.t('Choose Another Folder…')}` };
  return [...(isKnown ? [] : [choiceOf(chosen, vscode.l10n.t('chosen a moment ago'))]), ...known, browseChoice];
}

const choiceOf = (uri: vscode.Uri, why: string): Choice<string> => ({
  value: uri.toString(),
  label: `$(folder) ${pathText(uri)}`,
  description: why,
});

async function browse(defaultUri: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('The Folder in Which the Project Is Made'),
    openLabel: vscode.l10n.t('Make It Here'),
    canSelectFiles: false,
    canSelectFolders: true,
    ...(defaultUri && { defaultUri }),
  });
  return chosen?.[0];
}
