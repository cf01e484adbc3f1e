import * as vscode from 'vscode';
import type { Log } from '../../base/log';
import { AFTERWARDS, settings, type Afterwards } from '../../base/settings';
import type { Draft } from './questions';
import { pickOne, type Choice, type Outcome, type Place } from '../../base/questions';

/** What is opened once the project is there. The pin of a row makes it the answer for good, by the setting. */
export async function askAfterwards(place: Place, draft: Draft, log: Log): Promise<Outcome> {
  const isEmpty = isEmptyWindow();
  const result = await pickOne<Afterwards>(place, {
    placeholder: vscode.l10n.t('Choose where to open the project'),
    items: AFTERWARDS.filter((value) => !isEmpty || value !== 'addToWorkspace').map((value) => afterwardsChoice(value, isEmpty)),
    active: possibleAfterwards(draft.afterwards),
    onItemButton: (value) => {
      settings.setScaffoldAfterwards(value).catch((error: unknown) => log.error('remembering what to open', error));
    },
  });
  if (typeof result === 'string') return result;
  draft.afterwards = result.picked;
  return 'next';
}

/** Whether nothing is open in this window: then there is nothing that a project could be opened beside, or in place of. */
const isEmptyWindow = (): boolean => (vscode.workspace.workspaceFolders ?? []).length === 0 && vscode.workspace.workspaceFile === undefined;

/** What an answer comes to in this window: what would be added to nothing is opened. */
export const possibleAfterwards = (value: Afterwards): Afterwards => (value === 'addToWorkspace' && isEmptyWindow() ? 'here' : value);

/** What is ready at first: an empty window is there to be used. */
export const usualAfterwards = (): Afterwards => (isEmptyWindow() ? 'here' : 'newWindow');

function afterwardsChoice(value: Afterwards, isEmpty: boolean): Choice<Afterwards> {
  const pin = { iconPath: new vscode.ThemeIcon('pin'), tooltip: vscode.l10n.t('Always Do This (Setting)') };
  return { value, ...wordsOf(value, isEmpty), buttons: [pin] };
}

function wordsOf(value: Afterwards, isEmpty: boolean): { label: string; description?: string } {
  switch (value) {
    case 'newWindow':
      return { label: `$(empty-window) ${vscode.l10n.t('Open in New Window')}` };
    case 'here':
      return {
        label: `$(window) ${vscode.l10n.t('Open in This Window')}`,
        ...(!isEmpty && { description: vscode.l10n.t('closes what is open in this window') }),
      };
    case 'addToWorkspace':
      return {
        label: `$(root-folder) ${vscode.l10n.t('Add to Workspace')}`,
        description: vscode.l10n.t('keeps what is open in this window'),
      };
    case 'nothing':
      return { label: `$(dash) ${vscode.l10n.t('Do Not Open')}` };
  }
}
