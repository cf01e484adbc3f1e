import * as vscode from 'vscode';
import { startsPrograms } from '#platform';
import { offerTrust } from '../../base/trust';
import { showError } from '../../base/messages';

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
  if (startsPrograms) offerTrust(text);
  else void showError(text);
  return true;
}
