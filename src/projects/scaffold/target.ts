import * as vscode from 'vscode';
import { homeFolder, pathOf } from '../../base/uris';
import { UserError } from '../../base/userError';
import { foldersOf, type StarterFile } from '../../content/starter';
import { collisionsOf, type Collisions, type Found } from '../model/plan';
import { kindAt, below, writeFailure } from './files';
import { showWarning } from '../../base/messages';

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
    last === undefined ? undefined : { uri: vscode.Uri.parse(last), why: vscode.l10n.t('where your last project is') },
    open && { uri: parentOf(open.uri) ?? open.uri, why: vscode.l10n.t('next to the open folder') },
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

async function canHoldFolders(uri: vscode.Uri): Promise<boolean> {
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) return false;
  return kindAt(uri, true).then(
    (kind) => kind === 'folder',
    () => false,
  );
}

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
    if (parentKind === undefined) throw new UserError(vscode.l10n.t('The folder {0} does not exist. Nothing was created.', pathOf(parent)));
    if (parentKind !== 'folder') throw new UserError(vscode.l10n.t('{0} is not a folder. Nothing was created.', pathOf(parent)));
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

/** Whether what is to be written into is what the learner has agreed to: the same folder, and nothing in it that they were not told of. */
export function isAgreed(agreed: Target | undefined, now: Target): boolean {
  if (agreed?.folder.toString() !== now.folder.toString() || now.kind !== 'occupied' || now.collisions.blocking.length > 0) return false;
  return now.collisions.files.every((path) => agreed.collisions.files.includes(path));
}

/** More names than that make a dialog that nobody reads. */
const NAMED = 12;

/** Asks what to do when something is in the place of the new folder. Dismissing the question cancels. */
export async function askAboutTarget(target: Target): Promise<'write' | 'name' | 'parent' | 'cancel'> {
  if (target.kind === 'free' || target.kind === 'empty') return 'write';
  const { files, blocking } = target.collisions;
  const overwrite = files.length > 0 ? vscode.l10n.t('Overwrite These Files') : vscode.l10n.t('Add the Files');
  const otherFolder = vscode.l10n.t('Choose Another Folder');
  const otherName = vscode.l10n.t('Choose Another Name');
  const canWrite = target.kind === 'occupied' && blocking.length === 0;
  const answer = await showWarning(
    questionOf(target),
    { modal: true, detail: detailOf(target) },
    otherFolder,
    otherName,
    ...(canWrite ? [overwrite] : []),
  );
  switch (answer) {
    case otherFolder:
      return 'parent';
    case otherName:
      return 'name';
    case overwrite:
      return 'write';
    default:
      return 'cancel';
  }
}

function questionOf({ kind, folder, collisions }: Target): string {
  const where = pathOf(folder);
  if (kind === 'file') return vscode.l10n.t('{0} is a file. Choose another name or another folder for your project.', where);
  return collisions.blocking.length > 0
    ? vscode.l10n.t('{0} is not empty. Choose another name or another folder for your project.', where)
    : vscode.l10n.t('{0} is not empty. Create the project there anyway?', where);
}

function detailOf({ kind, collisions: { files, blocking } }: Target): string {
  if (kind === 'file') return '';
  if (blocking.length > 0) return [vscode.l10n.t('These cannot be overwritten:'), ...named(blocking)].join('\n');
  if (files.length > 0) return [vscode.l10n.t('These files would be overwritten:'), ...named(files)].join('\n');
  return vscode.l10n.t('None of its files would be overwritten.');
}

function named(paths: readonly string[]): string[] {
  const more = paths.length - NAMED;
  return more > 1 ? [...paths.slice(0, NAMED), vscode.l10n.t('… and {0} more', more)] : [...paths];
}
