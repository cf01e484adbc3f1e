import * as vscode from 'vscode';
import { reasonOf } from './errors';
import { UserError } from './userError';
import { showInformation } from './messages';

export interface SaveAs {
  readonly title: string;
  readonly name: string;
  readonly filters: Record<string, string[]>;
  readonly content: string;
  /** Where the dialog begins; the first folder of the workspace unless given. */
  readonly folder?: vscode.Uri;
}

/** Asks where to, writes, and offers to open what was written. Overwriting is asked by VS Code's own dialog. */
export async function saveAs({
  title,
  name,
  filters,
  content,
  folder = vscode.workspace.workspaceFolders?.[0]?.uri,
}: SaveAs): Promise<void> {
  const target = await vscode.window.showSaveDialog({
    title,
    filters,
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (!target) return;
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(content));
  } catch (error) {
    const reason = reasonOf(error);
    throw new UserError(vscode.l10n.t('{0} could not be written: {1}', target.fsPath, reason));
  }
  const open = vscode.l10n.t('Open');
  const message = vscode.l10n.t('Saved to {0}.', vscode.workspace.asRelativePath(target));
  void showInformation(message, open).then((answer) => {
    if (answer === open) return vscode.window.showTextDocument(target);
  });
}
