import * as vscode from 'vscode';
import { moveFolder } from '#platform';
import { reasonOf } from '../../base/errors';
import { pathOf } from '../../base/uris';
import { depthOf, foldersOf, type StarterFile } from '../../content/starter';
import { appeared, below, codeOf, forAll, kindAt, writeFailure } from './files';
import { Placing } from './placing';
import type { Target } from './target';
import { showWarning } from '../../base/messages';

/**
 * Writes a project: first whole into a staging folder beside the target, so that a full disk or a missing permission shows before
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
    const reason = reasonOf(error);
    const text = vscode.l10n.t('{0} could not be deleted ({1}). It is not needed any more: you can delete it.', pathOf(staging), reason);
    void showWarning(text);
  }
}
