import * as vscode from 'vscode';
import { AFTERWARDS, type Afterwards } from '../services/scaffoldMemory';
import { settings } from '../services/settings';
import type { Questions } from './questions';
import { pickOne, type Choice, type Outcome, type Place } from './steps';

/** What is opened once the repo is there. The pin of a row makes it the answer for good, by the setting. */
export async function askAfterwards(place: Place, { draft, context }: Questions): Promise<Outcome> {
  const result = await pickOne<Afterwards>(place, {
    placeholder: vscode.l10n.t('What happens when the project is there?'),
    items: AFTERWARDS.map(choiceOf),
    active: draft.afterwards,
    onItemButton: (value) => {
      settings.setScaffoldAfterwards(value).catch((error: unknown) => context.log.error('remembering what to open', error));
    },
  });
  if (typeof result === 'string') return result;
  draft.afterwards = result.picked;
  return 'next';
}

function choiceOf(value: Afterwards): Choice<Afterwards> {
  const pin = { iconPath: new vscode.ThemeIcon('pin'), tooltip: vscode.l10n.t('Always Do This (Setting)') };
  return { value, ...wordsOf(value), buttons: [pin] };
}

function wordsOf(value: Afterwards): { label: string; description?: string } {
  switch (value) {
    case 'newWindow':
      return { label: `$(empty-window) ${vscode.l10n.t('Open in New Window')}` };
    case 'here':
      return { label: `$(window) ${vscode.l10n.t('Open Here')}`, description: vscode.l10n.t('in place of what is open in this window') };
    case 'addToWorkspace':
      return {
        label: `$(root-folder) ${vscode.l10n.t('Add to Workspace')}`,
        description: vscode.l10n.t('beside what is open in this window'),
      };
    case 'nothing':
      return { label: `$(dash) ${vscode.l10n.t('Open Nothing')}` };
  }
}
