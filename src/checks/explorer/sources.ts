import * as vscode from 'vscode';
import { type Digests, isSource } from '../model/sourceChanges';

/** More than a project of this size has: what is beyond is not looked at. */
const MAX_FILES = 2_000;
/** What is longer than source is known by its size and its time. */
const LONGEST_READ = 512 * 1024;

export const pathIn = (folder: vscode.Uri, file: vscode.Uri): string => file.path.slice(folder.path.length + 1);

/** Calls back when a file of a folder that may be the learner's was changed, came or went, by whomever. */
export function watchSources(folder: vscode.Uri, changed: (file: vscode.Uri) => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**/*'));
  const see = (file: vscode.Uri): void => {
    if (isSource(pathIn(folder, file))) changed(file);
  };
  return vscode.Disposable.from(watcher, watcher.onDidChange(see), watcher.onDidCreate(see), watcher.onDidDelete(see));
}

/** Every file of a folder that may be the learner's, with its path. A folder that cannot be read has none. */
export async function* sourcesIn(folder: vscode.Uri): AsyncGenerator<{ readonly path: string; readonly uri: vscode.Uri }> {
  let seen = 0;
  const folders = [folder];
  for (let next = folders.pop(); next; next = folders.pop()) {
    const entries = await vscode.workspace.fs.readDirectory(next).then(
      (found) => found,
      () => [],
    );
    for (const [name, type] of entries) {
      const uri = vscode.Uri.joinPath(next, name);
      const path = pathIn(folder, uri);
      if (!isSource(path) || (seen += 1) > MAX_FILES) continue;
      // Links are not followed: they may lead in a circle.
      if (type === vscode.FileType.Directory) folders.push(uri);
      else if (type === vscode.FileType.File) yield { path, uri };
    }
  }
}

/** So many files are read at a time: all of a folder may be a gigabyte. */
const AT_ONCE = 16;

/** What the learner's files hold now. */
export async function readSources(folder: vscode.Uri): Promise<Digests> {
  const digests = new Map<string, string>();
  const reading = new Set<Promise<unknown>>();
  for await (const { path, uri } of sourcesIn(folder)) {
    const one = digestOf(uri).then((digest) => {
      digests.set(path, digest);
      reading.delete(one);
    });
    reading.add(one);
    if (reading.size === AT_ONCE) await Promise.race(reading);
  }
  await Promise.all(reading);
  return digests;
}

/** A file that is gone since it was listed is one that holds nothing. */
async function digestOf(uri: vscode.Uri): Promise<string> {
  try {
    const { size, mtime } = await vscode.workspace.fs.stat(uri);
    if (size > LONGEST_READ) return `${size} ${mtime}`;
    const digest = await crypto.subtle.digest('SHA-1', new Uint8Array(await vscode.workspace.fs.readFile(uri)));
    return String(new Uint32Array(digest));
  } catch {
    return '';
  }
}
