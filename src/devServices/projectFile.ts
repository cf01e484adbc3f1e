import * as vscode from 'vscode';
import { parseProjectFile, PROJECT_FILE, ProjectFileError, startOf } from '../core/project/projectFile';
import { UserError } from '../services/userError';

/** Reads what a repo says about how it is started. @throws UserError when it says nothing, or it cannot be used. */
export async function readStart(folder: vscode.Uri): Promise<{ readonly project: string; readonly start: string }> {
  const refuse = (reason: string) => new UserError(vscode.l10n.t('{0} cannot be started: {1}', folder.fsPath, reason));
  let text: string;
  try {
    text = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, PROJECT_FILE)));
  } catch {
    throw refuse(vscode.l10n.t('it has no {0}, so it is not one of the projects.', PROJECT_FILE));
  }
  try {
    return startOf(parseProjectFile(text));
  } catch (error) {
    if (error instanceof ProjectFileError) throw refuse(error.message);
    throw error;
  }
}
