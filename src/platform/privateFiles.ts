import { randomBytes } from 'node:crypto';
import { chmod, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makePrivate, PRIVATE_FILE } from './privateFolder';

/** Writes a file whole or not at all, for the user alone, into a folder for the user alone: the folder of an earlier version is mended. */
export async function writePrivate(path: string, bytes: Uint8Array): Promise<void> {
  makePrivate(dirname(path));
  const draft = `${path}.${randomBytes(6).toString('hex')}.new`;
  try {
    const handle = await open(draft, 'wx', PRIVATE_FILE);
    try {
      await handle.writeFile(bytes);
    } finally {
      await handle.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Takes a file of an earlier version, and its folder, out of everybody's sight. */
export async function mendPrivate(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  makePrivate(dirname(path));
  if (((await stat(path)).mode & 0o077) !== 0) await chmod(path, PRIVATE_FILE);
}
