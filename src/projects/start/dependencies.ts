import * as vscode from 'vscode';
import { programTools } from '#platform';
import { nameOf } from '../../base/uris';
import { UserError } from '../../base/userError';
import type { ProjectFile } from '../../content/projectFile';
import { readProjectFile } from '../../content/readProjectFile';
import { wasInterrupted } from '../model/exitCode';
import { installations } from './installations';
import { machineVariables } from './surroundings';
import { runShellTask, type ShellTask } from './shellTask';

/** Loaded together: one file less that a window's start would have to be cut for. */
export { mayRun, saveFilesIn } from './consent';
export { repositoryFacts } from '../repositoryFacts';
export { machineVariables, withEnvFile } from './surroundings';

/** Whether packages are missing that the commands of a project need, by the rule of the checks: it was never installed, or not to the end. */
export async function lacksDependencies(folder: vscode.Uri, file: Commanded): Promise<boolean> {
  const missing = await (await programTools()).missingTools(folder.fsPath, [file.build, file.start]);
  return missing !== 'node' && missing.length > 0;
}

/** What of a project says how it runs. */
type Commanded = Pick<ProjectFile, 'build' | 'start'>;

/**
 * Installs the dependencies of a project in a terminal of its own, which `onTask` is handed; waits for the end when they are being
 * installed already. `command` is the one to which the learner has agreed, where they were asked. False when they ended it, true where there is nothing to install.
 * @throws UserError when it fails, with what to do.
 */
export const installDependencies = (folder: vscode.Uri, onTask?: (task: ShellTask) => void, command?: string): Promise<boolean> =>
  installations.once(folder, () => install(folder, onTask, command));

/** What would install the dependencies of a project, by the rule of the checks (`packageManagers.ts`). */
export const installCommandOf = async (folder: vscode.Uri, file: Commanded): Promise<string | undefined> =>
  (await programTools()).installCommand(folder.fsPath, [file.build, file.start]);

async function install(folder: vscode.Uri, onTask?: (task: ShellTask) => void, agreed?: string): Promise<boolean> {
  const file = await readProjectFile(folder).catch(() => ({}));
  const command = agreed ?? (await installCommandOf(folder, file));
  if (command === undefined) return true;
  const name = vscode.l10n.t('Install dependencies of {0}', nameOf(folder));
  const task = await runShellTask({ folder, name, command, variables: await machineVariables({ ...file, build: command }) });
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
