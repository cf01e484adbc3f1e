import * as vscode from 'vscode';
import { reasonOf } from '../../base/errors';
import { pathOf } from '../../base/uris';
import { UserError } from '../../base/userError';
import type { Found } from '../model/plan';

/** A file or folder below another one; `path` has `/` between its parts. */
export const below = (folder: vscode.Uri, path: string): vscode.Uri => vscode.Uri.joinPath(folder, ...path.split('/'));

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

/** Whether nothing is in a folder. Rejects when that cannot be found out. */
export const isEmptyFolder = async (folder: vscode.Uri): Promise<boolean> => (await vscode.workspace.fs.readDirectory(folder)).length === 0;

/** The code of a file system's failure, such as `FileExists`; empty for anything else. */
export const codeOf = (error: unknown): string => (error instanceof vscode.FileSystemError ? error.code : '');

/** Something was made in our place between the question and the writing. */
export const appeared = (place: vscode.Uri): UserError =>
  new UserError(
    vscode.l10n.t(
      '{0} was created by something else in the meantime and was left as it is. Nothing was changed. Try again.',
      pathOf(place),
    ),
  );

/** Why a project could not be written, in one sentence that also says what became of it. */
export function writeFailure(error: unknown, folder: vscode.Uri): Error {
  if (error instanceof UserError) return error;
  const where = pathOf(folder);
  const reason = reasonOf(error);
  if (codeOf(error) === 'NoPermissions' || /\b(?:EACCES|EPERM|EROFS)\b/.test(reason)) {
    return new UserError(vscode.l10n.t('{0} could not be created: you have no permission to write there. Nothing was left behind.', where));
  }
  if (/\b(?:ENOSPC|EDQUOT)\b|no space left/i.test(reason)) {
    return new UserError(vscode.l10n.t('{0} could not be created: the disk is full. Nothing was left behind.', where));
  }
  if (/\bENAMETOOLONG\b/.test(reason)) {
    return new UserError(vscode.l10n.t('{0} could not be created: the path is too long. Nothing was left behind.', where));
  }
  return new UserError(vscode.l10n.t('{0} could not be created ({1}). Nothing was left behind.', where, reason));
}

/** How many files are written at once: every starter in one go. One after the other takes six times as long. */
const AT_ONCE = 64;

/**
 * Does something with every item, many at once. After a failure or a cancellation no further one is begun, and what was begun is
 * waited for: when this rejects, nothing is still being written. @throws vscode.CancellationError
 */
export async function forAll<T>(items: readonly T[], token: vscode.CancellationToken, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const item of waiting) {
      if (token.isCancellationRequested) failures.push(new vscode.CancellationError());
      if (failures.length > 0) return;
      await work(item).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  if (failures.length > 0) throw failures[0];
  if (token.isCancellationRequested) throw new vscode.CancellationError();
}
