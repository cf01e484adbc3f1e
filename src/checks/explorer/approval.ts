import type * as vscode from 'vscode';
import { startTools, type Consents } from '../../projects';
import type { DebugPlan } from '../debugging/debugPlan';
import type { StartedRun } from './checkProcess';
import type { ProjectFolder, ProjectFolders } from './projectFolders';

/** A folder as it may be checked. */
export interface Approved {
  readonly folder: ProjectFolder;
  readonly how: StartedRun;
  /** How its program comes into a debugger; undefined where none is asked for. */
  readonly plan?: DebugPlan | undefined;
}

/**
 * Asks whether a folder may be checked: about what is on the disk when everything in it is saved. Undefined when the learner would rather
 * not. With `planOf`, which says how, it is about to be debugged. @throws UserError when it is no project any more.
 */
export async function approvalOf(
  uri: vscode.Uri,
  folders: ProjectFolders,
  consents: Consents,
  planOf?: (folder: ProjectFolder) => Promise<DebugPlan | undefined>,
): Promise<Approved | undefined> {
  const { machineVariables, mayRun, saveFilesIn, withEnvFile } = await startTools();
  await saveFilesIn(uri);
  const folder = await folders.read(uri);
  const plan = await planOf?.(folder);
  if (planOf && !plan) return undefined;
  const { file, envFile } = await withEnvFile(uri, folder.file);
  const purpose = plan ? 'debugStage' : 'check';
  const approved = await mayRun({ folder: uri, file, envFile, configuration: plan?.configuration, purpose }, consents);
  return approved === undefined
    ? undefined
    : { folder, plan, how: { approved, envFile: envFile?.path, variables: await machineVariables(file) } };
}
