import * as vscode from 'vscode';
import type { Afterwards } from '../services/scaffoldMemory';
import { showArrival } from './arrival';
import { offerNextSteps } from './nextSteps';
import type { ScaffoldContext } from './scaffolder';

/** Opens a new repo as the learner wants it. The window in which it opens takes over from there. */
export async function openAfterwards(context: ScaffoldContext, project: string, folder: vscode.Uri, afterwards: Afterwards): Promise<void> {
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
