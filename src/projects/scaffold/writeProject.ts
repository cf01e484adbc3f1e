import * as vscode from 'vscode';
import { isUserError, UserError } from '../../base/userError';
import { codeOf, pathText, below, kindAt } from './places';
import { moveFolder } from '#platform';
import { depthOf, foldersOf, type StarterFile } from '../../content/starter';
import { Placing } from './placing';
import type { Target } from './target';

/** Why a repo could not be written, in one sentence that also says what became of it. */
export function writeFailure(error: unknown, folder: vscode.Uri): Error {
  if (isUserError(error)) return error;
  const where = pathText(folder);
  const reason = error instanceof Error ? error.message : String(error);
  if (codeOf(error) === 'NoPermissions' || /\b(?:EACCES|EPERM|EROFS)\b/.test(reason)) {
    return new UserError(vscode.l10n.t('{0} could not be made: you may not write there. Nothing was left behind.', where));
  }
  if (/\b(?:ENOSPC|EDQUOT)\b|no space left/i.test(reason)) {
    return new UserError(vscode.l10n.t('{0} could not be made: the disk is full. Nothing was left behind.', where));
  }
  if (/\bENAMETOOLONG\b/.test(reason)) {
    return new UserError(vscode.l10n.t('{0} could not be made: the path is too long. Nothing was left behind.', where));
  }
  return new UserError(vscode.l10n.t('{0} could not be made ({1}). Nothing was left behind.', where, reason));
}

/** Something was made in our place between the question and the writing. */
export const appeared = (place: vscode.Uri): UserError =>
  new UserError(vscode.l10n.t('{0} appeared meanwhile and was left as it is. Nothing was made; try again.', pathText(place)));

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

/** What takes no longer shows nothing: a balloon that flashes is worse than none. */
const SHOW_AFTER = 1_000;

/** Does work that can be cancelled, and shows it once it takes long. Resolves as the work does. */
export async function withSlowProgress<T>(title: string, work: (token: vscode.CancellationToken) => Promise<T>): Promise<T> {
  const source = new vscode.CancellationTokenSource();
  const running = work(source.token);
  const ended = running.then(
    () => undefined,
    () => undefined,
  );
  const timer = setTimeout(() => {
    void vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (_, token) => {
      token.onCancellationRequested(() => source.cancel());
      return ended;
    });
  }, SHOW_AFTER);
  try {
    return await running;
  } finally {
    clearTimeout(timer);
    source.dispose();
  }
}

/**
 * Writes a repo: first whole into a staging folder beside the target, so that a full disk or a missing permission shows before
 * anything of the learner's is touched, and from there to its place. Returns false when it was cancelled.
 * @throws UserError when it fails. Either way, what this run has made is removed, and nothing else.
 */
export async function writeProject(target: Target, files: readonly StarterFile[], token: vscode.CancellationToken): Promise<boolean> {
  const staging = vscode.Uri.joinPath(target.parent, `.scaffold-${Math.random().toString(36).slice(2, 10)}`);
  const placing = new Placing(target, staging, token);
  try {
    await writeStaging(staging, files, token);
    if (target.kind === 'free' && (await moveWhole(staging, target.folder))) return true;
    await placing.place(files);
  } catch (error) {
    if (!placing.keepsOriginals) await removeStaging(staging);
    if (error instanceof vscode.CancellationError) return false;
    throw writeFailure(error, target.folder);
  }
  await removeStaging(staging);
  return true;
}

async function writeStaging(staging: vscode.Uri, files: readonly StarterFile[], token: vscode.CancellationToken): Promise<void> {
  const { fs } = vscode.workspace;
  // Writing makes the folders that are missing. On a disk that is safe and saves a round trip for each level; elsewhere two writes
  // at once may both make a folder, and the second wipe out what is in the first.
  if (staging.scheme !== 'file') {
    await fs.createDirectory(staging);
    const folders = foldersOf(files);
    for (let depth = 0; folders.some((path) => depthOf(path) >= depth); depth++) {
      await Promise.all(folders.filter((path) => depthOf(path) === depth).map((path) => fs.createDirectory(below(staging, path))));
    }
  }
  const encoder = new TextEncoder();
  await forAll(files, token, async ({ path, text }) => fs.writeFile(below(staging, path), encoder.encode(text)));
}

/** Moves the staging folder to its place. Returns false when this file system cannot. @throws UserError when the place is taken. */
async function moveWhole(staging: vscode.Uri, folder: vscode.Uri): Promise<boolean> {
  if (await moveFolder(staging, folder)) return true;
  try {
    await vscode.workspace.fs.rename(staging, folder, { overwrite: false });
    return true;
  } catch (error) {
    if (codeOf(error) === 'FileExists' || (await kindAt(folder)) !== undefined) throw appeared(folder);
    return false;
  }
}

/** The folder has a name that nobody else uses: all of it is ours. Where it is gone or was never made, nothing is done. */
async function removeStaging(staging: vscode.Uri): Promise<void> {
  try {
    if ((await kindAt(staging)) !== undefined) await vscode.workspace.fs.delete(staging, { recursive: true, useTrash: false });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const text = vscode.l10n.t('{0} is left over and can be deleted; that did not work here ({1}).', pathText(staging), reason);
    void vscode.window.showWarningMessage(text);
  }
}
