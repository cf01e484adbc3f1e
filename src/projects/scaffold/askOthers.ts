import * as vscode from 'vscode';
import type { ProjectOutline } from '../../content/outline';
import { hourCount } from '../../base/words';
import type { Questions } from './questions';
import { pickOne, type Choice, type Outcome, type Place } from './steps';
import { pathText } from './places';
import { AFTERWARDS, type Afterwards } from '../../base/settings';
import { settings } from '../../base/settings';

/** Which project is to be made. */
export async function askProject(place: Place, questions: Questions): Promise<Outcome> {
  const { context, draft } = questions;
  const result = await pickOne<ProjectOutline>(place, {
    placeholder: vscode.l10n.t('Choose a project to build'),
    items: context.library.index.outline.projects.map((project) => projectChoice(project, questions)),
    active: draft.project,
  });
  if (typeof result === 'string') return result;
  if (result.picked !== draft.project && draft.isSuggested) draft.name = undefined;
  draft.project = result.picked;
  return 'next';
}

function projectChoice(project: ProjectOutline, { context: { store } }: Questions): Choice<ProjectOutline> {
  const done = project.topics.filter((id) => store.topic(id).status === 'done').length;
  return {
    value: project,
    label: project.title,
    description: vscode.l10n.t('{0} · {1}', project.level, hourCount(project.hours)),
    detail: vscode.l10n.t('{0} of {1} topics done', done, project.topics.length),
  };
}

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
  const known = parents.map(({ uri, why }) => folderChoice(uri, why));
  const chosen = draft.parent;
  const isKnown = !chosen || parents.some(({ uri }) => uri.toString() === chosen.toString());
  const browseChoice = { value: BROWSE, label: `$(folder-opened) ${vscode.l10n.t('Choose Another Folder…')}` };
  return [...(isKnown ? [] : [folderChoice(chosen, vscode.l10n.t('chosen a moment ago'))]), ...known, browseChoice];
}

const folderChoice = (uri: vscode.Uri, why: string): Choice<string> => ({
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

/** What is opened once the repo is there. The pin of a row makes it the answer for good, by the setting. */
export async function askAfterwards(place: Place, { draft, context }: Questions): Promise<Outcome> {
  const result = await pickOne<Afterwards>(place, {
    placeholder: vscode.l10n.t('What happens when the project is there?'),
    items: AFTERWARDS.map(afterwardsChoice),
    active: draft.afterwards,
    onItemButton: (value) => {
      settings.setScaffoldAfterwards(value).catch((error: unknown) => context.log.error('remembering what to open', error));
    },
  });
  if (typeof result === 'string') return result;
  draft.afterwards = result.picked;
  return 'next';
}

function afterwardsChoice(value: Afterwards): Choice<Afterwards> {
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
