import * as vscode from 'vscode';

/**
 * The row of a view that has the focus, which VS Code does not tell extensions; it tells the selection. Toggling the selection of the
 * focused row changes it by exactly that row; toggling it once more leaves everything as it was.
 */
export async function focusedRow<T>(view: vscode.TreeView<T>): Promise<T | undefined> {
  const before = view.selection;
  await vscode.commands.executeCommand('list.toggleSelection');
  const after = view.selection;
  const focused = after.find((node) => !before.includes(node)) ?? before.find((node) => !after.includes(node));
  if (focused) await vscode.commands.executeCommand('list.toggleSelection');
  return focused;
}
