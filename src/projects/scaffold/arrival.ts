import * as vscode from 'vscode';
import { startsPrograms } from '#platform';
import { reportError, type Log } from '../../base/log';
import type { Afterwards } from '../../base/settings';
import { pathOf } from '../../base/uris';
import { installDependencies } from '../start/dependencies';
import { kindAt } from './files';
import type { ScaffoldMemory } from './scaffoldMemory';

/** What showing a new repo works with. */
export interface ArrivalContext {
  readonly memory: ScaffoldMemory;
  readonly log: Log;
  /** Points a newcomer at the first stage of a project. */
  readonly pointAt: (projectId: string) => Promise<void>;
}

/** Shows where to begin in a new repo that is open now: its README as a page, its first stage in the sidebar. */
export async function showArrival(context: ArrivalContext, { project, folder }: { project: string; folder: vscode.Uri }): Promise<void> {
  await showReadme(context, vscode.Uri.joinPath(folder, 'README.md'));
  await context.pointAt(project);
  offerNextSteps(context, folder, false);
}

async function showReadme(context: ArrivalContext, readme: vscode.Uri): Promise<void> {
  if ((await kindAt(readme)) === undefined) return;
  try {
    await vscode.commands.executeCommand('markdown.showPreview', readme);
  } catch (error) {
    // The Markdown extension can be turned off.
    context.log.error('showing the README as a page', error);
    await vscode.window.showTextDocument(readme);
  }
}

/** Says that a repo is there and offers what comes next. Does not wait for the answer: the command is done. */
export function offerNextSteps(context: ArrivalContext, folder: vscode.Uri, canOpen: boolean): void {
  const open = vscode.l10n.t('Open in New Window');
  const install = vscode.l10n.t('Install Dependencies');
  const buttons = [...(canOpen ? [open] : []), ...(canInstall(folder) ? [install] : [])];
  const text = canOpen
    ? vscode.l10n.t('{0} is ready.', pathOf(folder))
    : vscode.l10n.t('Your project is ready. Its README says how to begin.');
  const work = async (): Promise<void> => {
    const answer = await vscode.window.showInformationMessage(text, ...buttons);
    if (answer === install) await installDependencies(folder);
    if (answer === open) await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
  };
  work().catch((error: unknown) => reportError(context.log, vscode.l10n.t('going on with the new project'), error));
}

/** Packages are programs: they are installed where programs can run, in a window whose folders are trusted. */
const canInstall = (folder: vscode.Uri): boolean => startsPrograms && folder.scheme === 'file' && vscode.workspace.isTrusted;

/** Opens a new repo as the learner wants it. The window in which it opens takes over from there. */
export async function openAfterwards(context: ArrivalContext, project: string, folder: vscode.Uri, afterwards: Afterwards): Promise<void> {
  if (afterwards === 'nothing') {
    offerNextSteps(context, folder, true);
    return;
  }
  const isOpen = vscode.workspace.workspaceFolders?.some(({ uri }) => uri.toString() === folder.toString()) ?? false;
  if (isOpen && afterwards !== 'newWindow') return showArrival(context, { project, folder });
  await context.memory.announce(project, folder);
  switch (afterwards) {
    case 'newWindow':
      return vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
    case 'here':
      return vscode.commands.executeCommand('vscode.openFolder', folder, { forceReuseWindow: true });
    case 'addToWorkspace':
      vscode.workspace.updateWorkspaceFolders(vscode.workspace.workspaceFolders?.length ?? 0, 0, { uri: folder });
  }
}
