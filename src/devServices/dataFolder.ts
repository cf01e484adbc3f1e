import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeProcessLock } from '../platform/processLock';
import { DevServicesError } from './hostMessages';

/** A folder that one service has for itself. */
export interface DataFolder {
  readonly path: string;
  /** Lets the next one have it. */
  release(): void;
}

/**
 * Makes `.data/<name>` in a project, out of git's sight, and sees to it that two servers never write to it at once. The stand-in of a kind
 * has the kind's name (`redis`), a real server its own and its major version (`redis-7`), so that none reads what another wrote.
 */
export function claimDataFolder(projectFolder: string, name: string): DataFolder {
  const data = join(projectFolder, '.data');
  const path = join(data, name);
  try {
    refuseLinks(projectFolder, ['.data', `.data/${name}`]);
    mkdirSync(path, { recursive: true });
    if (!readdirSync(data).includes('.gitignore')) writeFileSync(join(data, '.gitignore'), '*\n', { flag: 'wx' });
    // Version 0.1.0 kept its lock here, by a number alone, which another process may have by now.
    rmSync(join(data, `${name}.lock`), { force: true });
    return { path, release: takeLock(path, name) };
  } catch (error) {
    if (error instanceof DevServicesError) throw error;
    throw new DevServicesError(
      `.data/${name} cannot be written (${codeOf(error)}): check the rights of the project's folder and the space left.`,
    );
  }
}

/**
 * A project may be a stranger's: a link in the place of its data would have services write over files of the learner's, wherever it leads. Looks at
 * these folders, one in the other, and at what lies in them; what is deeper is a server's own. @throws DevServicesError
 */
function refuseLinks(projectFolder: string, folders: readonly string[]): void {
  for (const folder of folders) {
    const found = lstatSync(join(projectFolder, folder), { throwIfNoEntry: false });
    if (!found) return;
    const within = found.isSymbolicLink() ? [] : readdirSync(join(projectFolder, folder), { withFileTypes: true });
    const link = found.isSymbolicLink() ? folder : within.find((entry) => entry.isSymbolicLink())?.name;
    if (link === undefined) continue;
    const path = link === folder ? folder : `${folder}/${link}`;
    throw new DevServicesError(
      `${path} is a link: services write nothing through one, so remove it, or put in its place what it leads to.`,
    );
  }
}

/** The folders of other servers of the same kind in which something was kept, such as those of another version. */
export function otherData(projectFolder: string, name: string, family: RegExp): string[] {
  const data = join(projectFolder, '.data');
  const folders = readdirSync(data, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== name && family.test(entry.name),
  );
  return folders.map((entry) => entry.name).filter((other) => !isEmpty(join(data, other)));
}

/** A folder that may not be read, such as one that a server keeps to itself, is not empty. */
function isEmpty(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0;
  } catch (error) {
    if (codeOf(error) === 'EACCES') return false;
    throw error;
  }
}

/** Returns what gives the folder free. */
function takeLock(path: string, name: string): () => void {
  const answer = takeProcessLock(`data-${createHash('sha256').update(realpathSync(path)).digest('hex').slice(0, 32)}`);
  if ('release' in answer) return answer.release;
  throw new DevServicesError(`.data/${name} is in use by the dev services that run as process ${String(answer.owner)}: stop those first.`);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
