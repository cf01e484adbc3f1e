import * as vscode from 'vscode';
import type { Found } from '../core/scaffold/collisions';

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
