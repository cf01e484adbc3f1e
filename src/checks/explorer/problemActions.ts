import * as vscode from 'vscode';
import type { EventOf, ProblemCode } from '../model/events';
import { PROJECT_FILE } from '../../content/projectFile';
import { CommandId } from '../../ids';
import type { ProjectFolder } from './projectFolders';

interface Action {
  readonly label: string;
  readonly run: () => unknown;
}

/** Says what keeps a repo from being checked, with the one thing to do as a button. */
export async function reportProblem(folder: ProjectFolder, { code, message }: EventOf<'problem'>): Promise<void> {
  const action = actionFor(code, folder);
  const answer = await vscode.window.showWarningMessage(message, ...(action ? [action.label] : []));
  if (action && answer === action.label) await action.run();
}

function actionFor(code: ProblemCode, { uri, name }: ProjectFolder): Action | undefined {
  const openFile = (file: string, label: string): Action => ({
    label,
    run: () => vscode.window.showTextDocument(vscode.Uri.joinPath(uri, file)),
  });
  switch (code) {
    case 'not-installed':
      return { label: vscode.l10n.t('Run npm install'), run: () => inTerminal(uri, name, 'npm install') };
    case 'no-node':
      return { label: vscode.l10n.t('Open nodejs.org'), run: () => vscode.env.openExternal(vscode.Uri.parse('https://nodejs.org/')) };
    case 'no-project-file':
    case 'bad-project-file':
    case 'unknown-project':
    case 'start-not-found':
      return openFile(PROJECT_FILE, vscode.l10n.t('Open {0}', PROJECT_FILE));
    case 'service':
      return openFile('.env', vscode.l10n.t('Open {0}', '.env'));
    case 'start-ended':
      return { label: vscode.l10n.t('Start in Terminal'), run: () => vscode.commands.executeCommand(CommandId.startProject, uri) };
    case 'busy':
      return undefined;
    case 'unknown-stage':
    case 'internal':
      return { label: vscode.l10n.t('Show Log'), run: () => vscode.commands.executeCommand(CommandId.showLog) };
    case 'build-failed':
    case 'port-closed':
    case 'other-port':
      return { label: vscode.l10n.t('Show Output'), run: () => vscode.commands.executeCommand(CommandId.showCheckOutput) };
  }
}

function inTerminal(folder: vscode.Uri, name: string, command: string): void {
  const terminal = vscode.window.createTerminal({ name: `${name}: ${command}`, cwd: folder });
  terminal.show();
  terminal.sendText(command);
}
