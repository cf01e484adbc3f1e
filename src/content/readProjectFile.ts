import * as vscode from 'vscode';
import { readOrdinary } from './ordinaryFile';
import { MAX_PROJECT_FILE, parseProjectFile, PROJECT_FILE, ProjectFileError, type ProjectFile } from './projectFile';

/**
 * Reads what a folder says about itself. The folder may be a stranger's, in a workspace that nobody trusts: a device or a pipe, also behind a
 * link, is not read, since it may have no end. Rejects as the file system does when there is no such file. @throws ProjectFileError
 */
export async function readProjectFile(folder: vscode.Uri): Promise<ProjectFile> {
  const content = await readOrdinary(vscode.Uri.joinPath(folder, PROJECT_FILE), MAX_PROJECT_FILE);
  if (content === undefined) throw new ProjectFileError(`it is not a file of at most ${MAX_PROJECT_FILE / 1_000} kB`);
  return parseProjectFile(new TextDecoder().decode(content));
}
