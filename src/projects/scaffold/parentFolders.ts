import * as vscode from 'vscode';
import { kindAt } from './files';

/** A folder in which a repo could be made, and why it is offered. */
export interface ParentFolder {
  readonly uri: vscode.Uri;
  readonly why: string;
}

/** Folders in which a repo could be made, the likeliest first: the last one, beside what is open, the home folder. */
export async function parentFolders(last: string | undefined): Promise<ParentFolder[]> {
  const [open] = vscode.workspace.workspaceFolders ?? [];
  const home = homeFolder();
  const all: (ParentFolder | undefined)[] = [
    last === undefined ? undefined : { uri: vscode.Uri.parse(last), why: vscode.l10n.t('where the last project was made') },
    open && { uri: parentOf(open.uri) ?? open.uri, why: vscode.l10n.t('beside the folder that is open') },
    home && { uri: home, why: vscode.l10n.t('your home folder') },
  ];
  const usable = await Promise.all(all.map(async (folder) => (folder && (await canHoldFolders(folder.uri)) ? [folder] : [])));
  const seen = new Set<string>();
  return usable.flat().filter(({ uri }) => !seen.has(uri.toString()) && seen.add(uri.toString()));
}

/** The folder around one, or undefined at the top of a file system. */
function parentOf(folder: vscode.Uri): vscode.Uri | undefined {
  const parent = vscode.Uri.joinPath(folder, '..');
  return parent.path === folder.path ? undefined : parent;
}

/** Where no Node runs there is no home folder. */
function homeFolder(): vscode.Uri | undefined {
  if (typeof process === 'undefined') return undefined;
  const { HOME, USERPROFILE } = process.env;
  const home = process.platform === 'win32' ? USERPROFILE : HOME;
  return home === undefined || home === '' ? undefined : vscode.Uri.file(home);
}

async function canHoldFolders(uri: vscode.Uri): Promise<boolean> {
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) return false;
  return kindAt(uri, true).then(
    (kind) => kind === 'folder',
    () => false,
  );
}
