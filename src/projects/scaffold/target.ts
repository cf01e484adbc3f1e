import * as vscode from 'vscode';
import { collisionsOf, type Collisions, type Found } from '../model/names';
import { foldersOf, type StarterFile } from '../../content/starter';
import { UserError } from '../../base/userError';
import { writeFailure } from './writeProject';
import { below, kindAt, pathText } from './places';

/** The folder that is to become the repo, and what is there now. */
export interface Target {
  readonly parent: vscode.Uri;
  readonly folder: vscode.Uri;
  /** `file` stands for anything that is no folder. */
  readonly kind: 'free' | 'empty' | 'occupied' | 'file';
  readonly collisions: Collisions;
}

/** Looks, and changes nothing. @throws UserError when the parent is no folder or cannot be looked at. */
export async function lookAtTarget(parent: vscode.Uri, name: string, files: readonly StarterFile[]): Promise<Target> {
  const folder = vscode.Uri.joinPath(parent, name);
  const none: Collisions = { files: [], blocking: [] };
  try {
    // Both at once saves a round trip; what is wrong with the parent is said first.
    const [parentFound, found] = await Promise.allSettled([kindAt(parent, true), kindAt(folder, true)]);
    const parentKind = valueOf(parentFound);
    if (parentKind === undefined) throw new UserError(vscode.l10n.t('There is no folder {0}. Nothing was made.', pathText(parent)));
    if (parentKind !== 'folder') throw new UserError(vscode.l10n.t('{0} is not a folder. Nothing was made.', pathText(parent)));
    const kind = valueOf(found);
    if (kind === undefined) return { parent, folder, kind: 'free', collisions: none };
    if (kind !== 'folder') return { parent, folder, kind: 'file', collisions: none };
    const entries = await vscode.workspace.fs.readDirectory(folder);
    if (entries.length === 0) return { parent, folder, kind: 'empty', collisions: none };
    return { parent, folder, kind: 'occupied', collisions: collisionsOf(files, await findAll(folder, files)) };
  } catch (error) {
    throw writeFailure(error, folder);
  }
}

/** What is at the places that are to be written, by path. The file system says it, with its own rules for upper and lower case. */
async function findAll(folder: vscode.Uri, files: readonly StarterFile[]): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  const inParent = (path: string): boolean => !path.includes('/') || found.get(path.slice(0, path.lastIndexOf('/'))) === 'folder';
  const look = async (path: string): Promise<void> => {
    const kind = await kindAt(below(folder, path));
    if (kind) found.set(path, kind);
  };
  // Folders first, parents before children: below what is not there, or is no folder, nothing need be looked for.
  for (const path of foldersOf(files)) if (inParent(path)) await look(path);
  await Promise.all(files.filter(({ path }) => inParent(path)).map(({ path }) => look(path)));
  return found;
}

function valueOf<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}
