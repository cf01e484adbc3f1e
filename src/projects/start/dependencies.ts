import * as vscode from 'vscode';
import { missingPackages } from '#platform';
import { nameOf } from '../../base/uris';
import { UserError } from '../../base/userError';
import { wasInterrupted } from '../model/exitCode';
import { installCommand } from '../model/installCommand';
import { runShellTask, type ShellTask } from './shellTask';

/** Whether a repo names packages that are not there: it was never installed, or not to the end. */
export const lacksDependencies = async (folder: vscode.Uri): Promise<boolean> => (await missingPackages(folder.fsPath)).length > 0;

/**
 * Installs the dependencies of a repo in a terminal of its own, which `onTask` is handed. False when the learner ended it.
 * @throws UserError when it fails, with what to do.
 */
export async function installDependencies(folder: vscode.Uri, onTask?: (task: ShellTask) => void): Promise<boolean> {
  const files = await vscode.workspace.fs.readDirectory(folder);
  const command = installCommand(files.map(([file]) => file));
  const name = vscode.l10n.t('Install dependencies of {0}', nameOf(folder));
  const task = await runShellTask({ folder, name, command });
  onTask?.(task);
  const exitCode = await task.ended;
  if (exitCode === 0) return true;
  if (wasInterrupted(exitCode)) return false;
  throw new UserError(
    vscode.l10n.t(
      'The dependencies of {0} could not be installed: "{1}" ended with exit code {2}. Its terminal says why: mend that, and try again.',
      nameOf(folder),
      command,
      String(exitCode),
    ),
  );
}
