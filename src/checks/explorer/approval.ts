import type * as vscode from 'vscode';
import { mayRun, saveFilesIn, type Consents } from '../../projects';
import type { ProjectFolder, ProjectFolders } from './projectFolders';

/** A folder as it may be checked. */
export interface Approved {
  readonly folder: ProjectFolder;
  /** What stands for that to which the learner has agreed: the runner runs nothing else. */
  readonly approved: string;
}

/**
 * Asks whether a folder may be checked: about what is on the disk when everything in it is saved. Undefined when the learner would rather
 * not. @throws UserError when it is no project any more.
 */
export async function approvalOf(uri: vscode.Uri, folders: ProjectFolders, consents: Consents): Promise<Approved | undefined> {
  await saveFilesIn(uri);
  const folder = await folders.read(uri);
  const approved = await mayRun({ folder: uri, file: folder.file, purpose: 'check' }, consents);
  return approved === undefined ? undefined : { folder, approved };
}
