import { startsPrograms } from '#host';
import * as vscode from 'vscode';
import { reportUnexpected } from '../services/log';
import { pathText } from './places';
import type { ScaffoldContext } from './scaffolder';

/** Says that a repo is there and offers what comes next. Does not wait for the answer: the command is done. */
export function offerNextSteps(context: ScaffoldContext, folder: vscode.Uri, canOpen: boolean): void {
  const open = vscode.l10n.t('Open in New Window');
  const install = vscode.l10n.t('Run npm install');
  const buttons = [...(canOpen ? [open] : []), ...(canInstall(folder) ? [install] : [])];
  const text = canOpen
    ? vscode.l10n.t('{0} is ready.', pathText(folder))
    : vscode.l10n.t('Your project is ready. Its README says how to begin.');
  const work = async (): Promise<void> => {
    const answer = await vscode.window.showInformationMessage(text, ...buttons);
    if (answer === install) runInstall(folder);
    if (answer === open) await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
  };
  work().catch((error: unknown) => void reportUnexpected(context.log, vscode.l10n.t('going on with the new project'), error));
}

/** Packages are programs: they are installed where programs can run, in a window whose folders are trusted. */
const canInstall = (folder: vscode.Uri): boolean => startsPrograms && folder.scheme === 'file' && vscode.workspace.isTrusted;

function runInstall(folder: vscode.Uri): void {
  const terminal = vscode.window.createTerminal({ name: 'npm install', cwd: folder });
  terminal.show();
  terminal.sendText('npm install');
}
