import * as vscode from 'vscode';
import { startsPrograms } from '#platform';
import { reportError, type Log } from '../../base/log';
import type { Afterwards } from '../../base/settings';
import { pathOf } from '../../base/uris';
import type { Library } from '../../content/library';
import { CommandId } from '../../ids';
import { installDependencies } from '../start/dependencies';
import { kindAt } from './files';
import { mayHaveWorkspacesAround } from './workspacesAround';
import type { NewProject, ScaffoldMemory } from './scaffoldMemory';
import { showInformation } from '../../base/messages';

/** What showing a new project works with. */
export interface ArrivalContext {
  readonly library: Library;
  readonly memory: ScaffoldMemory;
  readonly log: Log;
  /** Points a newcomer at the first stage of a project. */
  readonly pointAt: (projectId: string) => Promise<void>;
}

/**
 * Shows where to begin in a new project that is open now: its README as a page, beside it the page of its first stage, which says what to
 * do next; the stage in the sidebar. Its dependencies are installed meanwhile. Nothing of this needs a word on top.
 */
export async function showArrival(context: ArrivalContext, { project, folder, isAllOurs }: NewProject): Promise<void> {
  // Of a project around it, other scripts would run, by other settings: there, nothing is installed before the learner asks for it.
  if (isAllOurs && !(await mayHaveWorkspacesAround(folder))) installWhenTrusted(context, folder);
  await showReadme(context, vscode.Uri.joinPath(folder, 'README.md'));
  await context.pointAt(project);
  if (!context.library.stages.has(project)) return;
  // The focus stays on the left: that is where files open then, and the stage stays in sight.
  const options = { beside: true, preserveFocus: true };
  await vscode.commands.executeCommand(CommandId.openStage, { folder: folder.toString(), project }, options);
}

async function showReadme(context: ArrivalContext, readme: vscode.Uri): Promise<void> {
  if ((await kindAt(readme)) === undefined) return;
  try {
    // Locked: it stays the README, whichever Markdown is opened beside it.
    await vscode.commands.executeCommand('markdown.showPreview', readme, undefined, { locked: true });
  } catch (error) {
    // The Markdown extension can be turned off.
    context.log.error('showing the README as a page', error);
    await vscode.window.showTextDocument(readme);
  }
}

/** Installs the dependencies of a new project: now, or once the learner trusts its folder. Does not wait for it. */
function installWhenTrusted(context: ArrivalContext, folder: vscode.Uri): void {
  if (!startsPrograms || folder.scheme !== 'file') return;
  if (vscode.workspace.isTrusted) {
    install(context, folder);
    return;
  }
  const listener = vscode.workspace.onDidGrantWorkspaceTrust(() => {
    listener.dispose();
    install(context, folder);
  });
}

function install(context: ArrivalContext, folder: vscode.Uri): void {
  installDependencies(folder).catch((error: unknown) => reportError(context.log, vscode.l10n.t('installing dependencies'), error));
}

/** Says that a project is there, where nothing else shows it. Does not wait for the answer: the command is done. */
function offerToOpen(context: ArrivalContext, folder: vscode.Uri): void {
  const open = vscode.l10n.t('Open in New Window');
  const work = async (): Promise<void> => {
    const answer = await showInformation(vscode.l10n.t('{0} is ready.', pathOf(folder)), open);
    if (answer === open) await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
  };
  work().catch((error: unknown) => reportError(context.log, vscode.l10n.t('opening the new project'), error));
}

/** Opens a new project as the learner wants it. The window in which it opens takes over from there. */
export async function openAfterwards(context: ArrivalContext, made: NewProject, afterwards: Afterwards): Promise<void> {
  const { folder } = made;
  if (afterwards === 'nothing') {
    offerToOpen(context, folder);
    return;
  }
  const isOpen = vscode.workspace.workspaceFolders?.some(({ uri }) => uri.toString() === folder.toString()) ?? false;
  if (isOpen && afterwards !== 'newWindow') return showArrival(context, made);
  await context.memory.announce(made);
  switch (afterwards) {
    case 'newWindow':
      return vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
    case 'here':
      return vscode.commands.executeCommand('vscode.openFolder', folder, { forceReuseWindow: true });
    case 'addToWorkspace':
      vscode.workspace.updateWorkspaceFolders(vscode.workspace.workspaceFolders?.length ?? 0, 0, { uri: folder });
  }
}
