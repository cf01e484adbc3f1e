import * as vscode from 'vscode';
import { startsPrograms } from '#platform';
import { pathOf } from '../../base/uris';
import type { CheckResults } from '../checkResults';
import type { ProjectFolder } from './projectFolders';

/** Why nothing can be checked in this window. A check starts programs. Undefined where that is possible and allowed. */
export function hindranceHere(): string | undefined {
  if (!startsPrograms) {
    return vscode.l10n.t(
      'A check starts your program, and this host cannot start programs: open the folder in VS Code on the desktop, or over a remote connection.',
    );
  }
  if (!vscode.workspace.isTrusted) {
    return vscode.l10n.t('Trust this workspace to check your project: a check runs its start command.');
  }
  return undefined;
}

/** Says why nothing can be checked in this window, with the way out where there is one; false when there is no reason. */
export function tellHindrance(): boolean {
  const text = hindranceHere();
  if (text === undefined) return false;
  const manage = vscode.l10n.t('Manage Workspace Trust');
  void vscode.window.showErrorMessage(text, ...(startsPrograms ? [manage] : [])).then((choice) => {
    if (choice === manage) void vscode.commands.executeCommand('workbench.trust.manage');
  });
  return true;
}

/**
 * Nothing of a repo runs that the learner did not ask for: its commands are shown before they are run for the first time in this folder,
 * and again when they, or the project, have changed. False when the learner would rather not.
 */
export async function mayRun(folder: ProjectFolder, results: CheckResults): Promise<boolean> {
  await results.loaded;
  const commands = folder.commands.join('\n');
  if (results.resultsOf(folder.uri, folder.project)?.allowed.includes(commands) === true) return true;
  const run = vscode.l10n.t('Run and Check');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('A check runs this command of {0}: {1}', folder.name, folder.commands.join(' && ')),
    {
      modal: true,
      detail: vscode.l10n.t(
        'In {0}. It comes from the file .backend-roadmap.json in this folder; you are asked again when it changes.',
        pathOf(folder.uri),
      ),
    },
    run,
  );
  if (answer !== run) return false;
  await results.update(folder.uri, folder.project, (known) => ({ ...known, allowed: [...new Set([...known.allowed, commands])].sort() }));
  return true;
}
