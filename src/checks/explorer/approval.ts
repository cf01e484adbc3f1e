import type * as vscode from 'vscode';
import { startTools, type Consents } from '../../projects';
import type { StartedRun } from './checkProcess';
import type { ProjectFolder, ProjectFolders } from './projectFolders';

/** A folder as it may be checked. */
export interface Approved {
  readonly folder: ProjectFolder;
  readonly how: StartedRun;
}

/**
 * Asks whether a folder may be checked: about what is on the disk when everything in it is saved. Undefined when the learner would rather
 * not. @throws UserError when it is no project any more.
 */
export async function approvalOf(uri: vscode.Uri, folders: ProjectFolders, consents: Consents): Promise<Approved | undefined> {
  const { machineVariables, mayRun, saveFilesIn, withEnvFile } = await startTools();
  await saveFilesIn(uri);
  const folder = await folders.read(uri);
  const { file, envFile } = await withEnvFile(uri, folder.file);
  const approved = await mayRun({ folder: uri, file, envFile, purpose: 'check' }, consents);
  return approved === undefined
    ? undefined
    : { folder, how: { approved, envFile: envFile?.path, variables: await machineVariables(file) } };
}
