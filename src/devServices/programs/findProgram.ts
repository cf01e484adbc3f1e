import { execFile } from 'node:child_process';
import { accessSync, constants, realpathSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const suffix = process.platform === 'win32' ? '.exe' : '';
const patience = 10_000;

/** A server that is installed on this machine. */
export interface FoundProgram {
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly major: string;
}

/** The folders of the PATH, in order. */
export function pathFolders(): string[] {
  return (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
}

/** The first program of one of these names in one of these folders; undefined when there is none. Folders count before names. */
export function lookFor(names: readonly string[], folders: readonly string[]): string | undefined {
  return folders.flatMap((folder) => names.map((name) => join(folder, `${name}${suffix}`))).find(isExecutable);
}

/** A program that lies beside another one, or beside what a link leads to. */
export function besideProgram(path: string, name: string): string | undefined {
  return lookFor([name], [dirname(path), dirname(realpathSync(path))]);
}

/** Asks a program for its version. @throws Error when it does not say one. */
export async function describeProgram(path: string): Promise<FoundProgram> {
  const { stdout } = await run(path, ['--version'], { timeout: patience });
  const version = /\d+(?:\.\d+)*/.exec(stdout)?.[0];
  if (version === undefined) throw new Error(`${path} --version names no version`);
  return { path, name: basename(path, suffix), version, major: version.split('.')[0] ?? version };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Not there, or not to be run by us: both mean to look elsewhere.
    return false;
  }
}
