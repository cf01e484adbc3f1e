import * as vscode from 'vscode';
import { outside } from './text';

/** The address in a text such as `file:///home/me/rest-api`; undefined when it is none. */
export function uriOf(text: string): vscode.Uri | undefined {
  try {
    return vscode.Uri.parse(text, true);
  } catch {
    return undefined;
  }
}

/** How a folder is known: its address, in which VS Code writes the letter of a drive small, without a slash at the end. */
export const addressOf = (folder: vscode.Uri): string => folder.with({ path: folder.path.replace(/([^/:])\/+$/, '$1') }).toString();

/** A path that is longer than this is cut. */
const MAX_PATH = 260;

/** What a file or a folder is called, to be shown. */
export const nameOf = (file: vscode.Uri): string => outside(file.path.slice(file.path.lastIndexOf('/') + 1));

/** Where a file or a folder is, as the learner's system writes it, to be shown. */
export const pathOf = (file: vscode.Uri): string => outside(file.scheme === 'file' ? file.fsPath : file.toString(true), MAX_PATH);

/** The folder around a folder, to be shown. */
export const placeOf = (folder: vscode.Uri): string => pathOf(vscode.Uri.joinPath(folder, '..'));

/** Whether a file lies in a folder, however deep. */
export const isWithin = (file: vscode.Uri, folder: vscode.Uri): boolean =>
  file.scheme === folder.scheme && file.path.startsWith(`${folder.path}/`);

/** The home folder of who runs this host; where no Node runs there is none. */
export function homeFolder(): vscode.Uri | undefined {
  if (typeof process === 'undefined') return undefined;
  const { HOME, USERPROFILE } = process.env;
  const home = process.platform === 'win32' ? USERPROFILE : HOME;
  return home === undefined || home === '' ? undefined : vscode.Uri.file(home);
}
