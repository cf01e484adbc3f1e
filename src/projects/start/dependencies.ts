import * as vscode from 'vscode';
import { missingPackages } from '#platform';
import { nameOf } from '../../base/uris';
import { UserError } from '../../base/userError';
import { wasInterrupted } from '../model/exitCode';
import { installCommand } from '../model/installCommand';
import { installations } from './installations';
import { runShellTask, type ShellTask } from './shellTask';

/** Loaded together: one file less that a window's start would have to be cut for. */
export { mayRun, saveFilesIn } from './consent';

/** Whether a project names packages that are not there: it was never installed, or not to the end. */
export const lacksDependencies = async (folder: vscode.Uri): Promise<boolean> => (await missingPackages(folder.fsPath)).length > 0;

/**
 * Installs the dependencies of a project in a terminal of its own, which `onTask` is handed; waits for the end when they are being
 * installed already. `command` is the one to which the learner has agreed, where they were asked. False when they ended it.
 * @throws UserError when it fails, with what to do.
 */
export const installDependencies = (folder: vscode.Uri, onTask?: (task: ShellTask) => void, command?: string): Promise<boolean> =>
  installations.once(folder, () => install(folder, onTask, command));

/** What would install the dependencies of a project: the package manager whose lock file it has. */
export async function installCommandOf(folder: vscode.Uri): Promise<string> {
  return installCommand((await vscode.workspace.fs.readDirectory(folder)).map(([file]) => file));
}

async function install(folder: vscode.Uri, onTask?: (task: ShellTask) => void, agreed?: string): Promise<boolean> {
  const command = agreed ?? (await installCommandOf(folder));
  const name = vscode.l10n.t('Install dependencies of {0}', nameOf(folder));
  const task = await runShellTask({ folder, name, command });
  onTask?.(task);
  const exitCode = await task.ended;
  if (exitCode === 0) return true;
  if (wasInterrupted(exitCode)) return false;
  throw new UserError(
    vscode.l10n.t(
      'The dependencies of {0} could not be installed: "{1}" ended with exit code {2}. Its terminal shows why. Fix that, then try again.',
      nameOf(folder),
      command,
      String(exitCode),
    ),
  );
}
