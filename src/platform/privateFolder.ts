import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Nobody but the user may look into it, or put anything there. */
export const PRIVATE_FOLDER = 0o700;
/** Nobody but the user may read it. */
export const PRIVATE_FILE = 0o600;

/**
 * A folder that is the user's alone, made when it is first asked for: for what programs of one user tell each other by files, such as locks.
 * In the user's cache and not in the temporary folder, where everybody may put something first. Its place follows from the user and from
 * nothing that may differ between the editor and a terminal. @throws Error when there is none, or it is somebody else's.
 */
export function privateFolder(name: string): string {
  const folder = join(cacheFolder(), 'backend-roadmap', name);
  try {
    return makePrivate(folder);
  } catch (error) {
    // A user without a home: a folder of the temporary one, if it can be made theirs.
    if (!hasCode(error, ['EACCES', 'EROFS', 'ENOENT', 'ENOTDIR', 'EPERM'])) throw error;
    const own = makePrivate(join(tmpdir(), `backend-roadmap-${String(process.getuid?.() ?? userInfo().username)}`));
    return makePrivate(join(own, name));
  }
}

function cacheFolder(): string {
  if (process.platform === 'win32') return join(homedir(), 'AppData', 'Local');
  return process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
}

/** Makes a folder, and of one that is there, sees to it that it is the user's alone. @throws Error when it is a link, or somebody else's. */
export function makePrivate(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
  const found = lstatSync(folder);
  const isOurs = process.getuid === undefined || found.uid === process.getuid();
  if (!found.isDirectory() || !isOurs) throw new Error(`${folder} belongs to somebody else, or is a link: remove it.`);
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) chmodSync(folder, PRIVATE_FOLDER);
  return folder;
}

const hasCode = (error: unknown, codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));
