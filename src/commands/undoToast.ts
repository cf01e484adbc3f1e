import * as vscode from 'vscode';
import type { App } from './app';
import { undo } from './undo';

/** Tells what was changed, with the way back. Does not wait for the answer: the command is done. */
export function showWithUndo(app: App, message: string): void {
  const label = vscode.l10n.t('Undo');
  void vscode.window.showInformationMessage(message, label).then((answer) => {
    if (answer === label) return undo(app);
  });
}
