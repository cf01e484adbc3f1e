import * as vscode from 'vscode';

/** The address in a text such as `file:///home/me/rest-api`; undefined when it is none. */
export function uriOf(text: string): vscode.Uri | undefined {
  try {
    return vscode.Uri.parse(text, true);
  } catch {
    return undefined;
  }
}

/** What a folder is called. */
export const nameOf = (folder: vscode.Uri): string => folder.path.slice(folder.path.lastIndexOf('/') + 1);

/** Where a folder is, as the learner's system writes it. */
export const pathOf = (folder: vscode.Uri): string => (folder.scheme === 'file' ? folder.fsPath : folder.toString(true));

/** The folder around a folder. */
export const placeOf = (folder: vscode.Uri): string => pathOf(vscode.Uri.joinPath(folder, '..'));

/** The home folder of who runs this host; where no Node runs there is none. */
export function homeFolder(): vscode.Uri | undefined {
  if (typeof process === 'undefined') return undefined;
  const { HOME, USERPROFILE } = process.env;
  const home = process.platform === 'win32' ? USERPROFILE : HOME;
  return home === undefined || home === '' ? undefined : vscode.Uri.file(home);
}
