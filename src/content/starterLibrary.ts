import * as vscode from 'vscode';
import type { PackedProject } from './starter';
import { UserError } from '../base/userError';

/** The files of a project, as the build packed them. @throws UserError when the package brings none, or is damaged. */
export async function loadStarter(extensionUri: vscode.Uri, projectId: string): Promise<PackedProject> {
  const file = vscode.Uri.joinPath(extensionUri, 'dist', 'starters', `${projectId}.json`);
  try {
    return JSON.parse(new TextDecoder('utf-8', { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(file))) as PackedProject;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(vscode.l10n.t('The starter of "{0}" could not be read; install the extension again ({1}).', projectId, reason));
  }
}
