import * as vscode from 'vscode';
import { outside } from '../../base/text';
import { nameOf } from '../../base/uris';
import { UserError } from '../../base/userError';
import { wasInterrupted } from '../model/exitCode';
import { runShellTask, type ShellTask, type ShellTaskOptions } from './shellTask';

/**
 * Builds a project with its own command, to the end, in a terminal of its own, which `onTask` is handed. False when the learner ended it.
 * @throws UserError when it fails, with what to do.
 */
export async function buildProject(build: Omit<ShellTaskOptions, 'name'>, onTask: (task: ShellTask) => void): Promise<boolean> {
  const name = nameOf(build.folder);
  const task = await runShellTask({ ...build, name: vscode.l10n.t('Build {0}', name) });
  onTask(task);
  const exitCode = await task.ended;
  if (exitCode === 0) return true;
  if (wasInterrupted(exitCode)) return false;
  throw new UserError(
    vscode.l10n.t(
      '{0} could not be built: "{1}" ended with exit code {2}. Its terminal shows why. Fix that, then try again.',
      name,
      outside(build.command),
      String(exitCode),
    ),
  );
}
