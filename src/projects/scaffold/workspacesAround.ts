import * as vscode from 'vscode';
import { isObject } from '../../base/guards';
import { readOrdinary } from '../../content/ordinaryFile';
import { codeOf } from './files';

/** In bytes. What a larger one says is not looked for. */
const MAX_MANIFEST = 1_000_000;

/**
 * Whether a `package.json` somewhere above a folder speaks of workspaces, or may do so. npm then takes the folder for a part of that project:
 * what it installs there runs the scripts of that one, in the shell that its `.npmrc` names.
 */
export async function mayHaveWorkspacesAround(folder: vscode.Uri): Promise<boolean> {
  for (let below = folder; ;) {
    const above = vscode.Uri.joinPath(below, '..');
    if (above.path === below.path) return false;
    if (await maySpeakOfWorkspaces(vscode.Uri.joinPath(above, 'package.json'))) return true;
    below = above;
  }
}

async function maySpeakOfWorkspaces(manifest: vscode.Uri): Promise<boolean> {
  try {
    const content = await readOrdinary(manifest, MAX_MANIFEST);
    const value: unknown = content && JSON.parse(new TextDecoder().decode(content));
    return !isObject(value) || value['workspaces'] !== undefined;
  } catch (error) {
    // What is there and cannot be read may say anything.
    return codeOf(error) !== 'FileNotFound';
  }
}
