import * as vscode from 'vscode';
import { showError } from './messages';

/** Says why something is not done in a restricted workspace, with the way to where trust is given. Does not wait for the answer. */
export function offerTrust(reason: string): void {
  const manage = vscode.l10n.t('Manage Workspace Trust');
  void showError(reason, manage).then((choice) => {
    if (choice === manage) void vscode.commands.executeCommand('workbench.trust.manage');
  });
}
