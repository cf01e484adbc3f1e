import * as vscode from 'vscode';
import { CommandId, EXTENSION_ID } from '../../../src/ids';
import type { PackedProject } from '../../../src/content/starter';
import type { ScaffoldOptions } from '../../../src/projects/scaffold/options';

/** Runs the command as another extension would. */
export const scaffold = async (options?: ScaffoldOptions): Promise<vscode.Uri | undefined> =>
  vscode.commands.executeCommand(CommandId.scaffoldProject, options);

/** What a new project has beside its starter, on a disk: the id by which it is known wherever it is moved. */
export const ID_FILES = ['.data/.gitignore', '.data/project-id'];

/** What the installed extension brings of a project. */
export async function packed(project: string): Promise<PackedProject> {
  const extension = vscode.extensions.getExtension(EXTENSION_ID)!;
  const file = vscode.Uri.joinPath(extension.extensionUri, 'dist', 'content', 'backend', 'starters', `${project}.json`);
  return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file))) as PackedProject;
}

export const readText = async (uri: vscode.Uri): Promise<string> => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));

/** Every file below a folder, as paths relative to it, sorted; an empty folder with a slash at the end. */
export async function filesBelow(folder: vscode.Uri, prefix = ''): Promise<string[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder);
  const found = await Promise.all(
    entries.map(async ([name, type]) => {
      if (type !== vscode.FileType.Directory) return [prefix + name];
      const below = await filesBelow(vscode.Uri.joinPath(folder, name), `${prefix}${name}/`);
      return below.length > 0 ? below : [`${prefix}${name}/`];
    }),
  );
  return found.flat().sort();
}
