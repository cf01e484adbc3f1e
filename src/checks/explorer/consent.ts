import * as vscode from 'vscode';
import type { CheckResults } from '../checkResults';
import { pathOf } from '../../base/uris';
import type { ProjectFolder } from './projectFolders';

/**
 * Nothing of a repo runs that the learner did not ask for: its commands are shown before they are run for the first time in this folder,
 * and again when they have changed. False when the learner would rather not.
 */
export async function mayRun(folder: ProjectFolder, results: CheckResults): Promise<boolean> {
  await results.loaded;
  const commands = folder.commands.join('\n');
  if (results.resultsOf(folder.uri)?.allowed.includes(commands) === true) return true;
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
