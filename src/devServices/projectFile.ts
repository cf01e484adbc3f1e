import * as vscode from 'vscode';
import { UserError } from '../services/userError';
import { projectFileName } from './projectFileName';

/** What a repo says about itself in `.backend-roadmap.json`. */
export interface ProjectFile {
  /** The id of the project it was made of. */
  readonly project: string;
  /** The command that starts it. */
  readonly start: string;
}

/** Reads a repo's own file. @throws UserError when there is none, or it cannot be used. */
export async function readProjectFile(folder: vscode.Uri): Promise<ProjectFile> {
  const refuse = (reason: string) => new UserError(vscode.l10n.t('{0} cannot be started: {1}', folder.fsPath, reason));
  let text: string;
  try {
    text = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, projectFileName)));
  } catch {
    throw refuse(vscode.l10n.t('it has no {0}, so it is not one of the projects.', projectFileName));
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw refuse(vscode.l10n.t('{0} is not JSON ({1}).', projectFileName, error instanceof Error ? error.message : String(error)));
  }
  const { project, start } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  if (typeof project !== 'string') throw refuse(vscode.l10n.t('"{0}" in {1} must be text.', 'project', projectFileName));
  if (typeof start !== 'string' || start.trim() === '' || /[\r\n]/.test(start)) {
    throw refuse(vscode.l10n.t('"{0}" in {1} must be a command on one line.', 'start', projectFileName));
  }
  return { project, start };
}
