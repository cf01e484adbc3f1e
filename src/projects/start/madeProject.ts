import * as vscode from 'vscode';
import { readOrdinary } from '../../content/ordinaryFile';
import { parseProjectFile, PROJECT_FILE, type ProjectFile } from '../../content/projectFile';
import { consentToMade, isConsentToMade, type BesideFile } from '../../content/runConsent';
import type { StarterFile } from '../../content/starter';
import { mayHaveWorkspacesAround } from '../scaffold/workspacesAround';

/** In bytes: no file of ours at the top of a project is as large. */
const MAX_FILE = 1_000_000;

/** No starter has as many files at the top of its project. */
const MAX_FILES = 50;

/**
 * Whether a file at the top of a project has a say in what its commands do: scripts and settings of package managers, compilers and shells lie
 * there, under any name. What is written for people has none.
 */
const hasSay = (path: string): boolean => path !== PROJECT_FILE && !path.includes('/') && !/\.(?:md|http)$/i.test(path);

/** What stands for a project as it was just made of these files, by which it is known again; undefined when it runs nothing. */
export async function consentOfMaking(files: readonly StarterFile[]): Promise<string | undefined> {
  const own = files.find(({ path }) => path === PROJECT_FILE);
  return (
    own &&
    consentToMade(
      parseProjectFile(own.text),
      files.filter(({ path }) => hasSay(path)),
    )
  );
}

/** How a folder stands to the project that was made in it. */
export type MadeState = 'as-made' | 'changed' | 'not-made';

/**
 * Whether all that decides what runs in a folder is as this extension has made it: its file with what the learner's settings add, and every
 * file beside it, no more and no fewer. Nobody else has written it then. `known` is what is kept of the folder, outside of it.
 */
export async function madeState(folder: vscode.Uri, file: ProjectFile, known: readonly string[]): Promise<MadeState> {
  if (!known.some(isConsentToMade)) return 'not-made';
  const beside = await filesBeside(folder);
  if (!beside || !known.includes(await consentToMade(file, beside))) return 'changed';
  // npm takes it for a part of the project around it, and runs the scripts of that one.
  return (await mayHaveWorkspacesAround(folder)) ? 'changed' : 'as-made';
}

/** The files at the top of a folder that have a say; undefined when one is none of ours for sure: a link, a device, too large, or too many. */
async function filesBeside(folder: vscode.Uri): Promise<BesideFile[] | undefined> {
  const entries = (await vscode.workspace.fs.readDirectory(folder)).filter(
    ([name, type]) => hasSay(name) && (type & vscode.FileType.Directory) === 0,
  );
  if (entries.length > MAX_FILES || entries.some(([, type]) => type !== vscode.FileType.File)) return undefined;
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const files: BesideFile[] = [];
  for (const [path] of entries) {
    const content = await readOrdinary(vscode.Uri.joinPath(folder, path), MAX_FILE);
    if (!content) return undefined;
    files.push({ path, text: decoder.decode(content) });
  }
  return files;
}
