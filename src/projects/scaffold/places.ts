import * as vscode from 'vscode';
import type { Found } from '../model/names';

/** A file or folder below another one; `path` has `/` between its parts. */
export const below = (folder: vscode.Uri, path: string): vscode.Uri => vscode.Uri.joinPath(folder, ...path.split('/'));

/** The folder around one, or undefined at the top of a file system. */
export function parentOf(folder: vscode.Uri): vscode.Uri | undefined {
  const parent = vscode.Uri.joinPath(folder, '..');
  return parent.path === folder.path ? undefined : parent;
}

/** What is there, or undefined when nothing is. Links are followed only when asked. Rejects when that cannot be found out. */
export async function kindAt(uri: vscode.Uri, followLinks = false): Promise<Found | undefined> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.SymbolicLink) !== 0 && !followLinks) return 'other';
    if ((type & vscode.FileType.Directory) !== 0) return 'folder';
    return (type & vscode.FileType.File) !== 0 ? 'file' : 'other';
  } catch (error) {
    if (codeOf(error) === 'FileNotFound') return undefined;
    throw error;
  }
}

/** The code of a file system's failure, such as `FileExists`; empty for anything else. */
export const codeOf = (error: unknown): string => (error instanceof vscode.FileSystemError ? error.code : '');

/** A place as the learner knows it: a path on a disk, an address elsewhere. */
export const pathText = (uri: vscode.Uri): string => (uri.scheme === 'file' ? uri.fsPath : uri.toString(true));

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
