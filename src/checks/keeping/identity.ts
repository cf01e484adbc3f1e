import * as vscode from 'vscode';
import { createFile } from '#platform';
import { readOrdinary } from '../../content/ordinaryFile';
import { readProjectFile } from '../../content/readProjectFile';
import { isIdentity } from '../model/storedResults';

/** Beside the data of the services, which git ignores: it goes wherever the folder goes, and to nobody who clones it. */
const DATA = '.data';
const FILE = 'project-id';

/** An id and the end of its line; what is longer is none. */
const LONGEST = 100;

const fileIn = (folder: vscode.Uri, name: string): vscode.Uri => vscode.Uri.joinPath(folder, DATA, name);

/** The id that lies in a folder. Whose the folder is and what else lies there does not matter: what is no id is none. */
export async function identityIn(folder: vscode.Uri): Promise<string | undefined> {
  try {
    const text = new TextDecoder().decode(await readOrdinary(fileIn(folder, FILE), LONGEST)).trim();
    return isIdentity(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Puts an id into a folder, and returns the one that lies there then: it may have one, or another window is first. What is there and is no id is of
 * no use to anybody. Only on this host's own disk, where programs are checked: elsewhere there may be no git to ignore it. Rejects when it fails.
 */
export async function giveIdentity(folder: vscode.Uri, id: string, replaces = false): Promise<string | undefined> {
  const write = (name: string, text: string, again: boolean) => createFile(fileIn(folder, name), new TextEncoder().encode(text), again);
  if (!(await write('.gitignore', '*\n', false))) return undefined;
  await write(FILE, `${id}\n`, replaces);
  const now = await identityIn(folder);
  return now === undefined && !replaces ? giveIdentity(folder, id, true) : now;
}

/** The project that a folder says it is; undefined when it says none. */
export const projectIn = (folder: vscode.Uri): Promise<string | undefined> =>
  readProjectFile(folder).then(
    ({ project }) => project,
    () => undefined,
  );
