import { randomBytes } from 'node:crypto';
import { lstat, mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Whether two paths lead to one and the same folder. */
export async function isOneFolder(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([a, b].map((path) => stat(path, { bigint: true }).catch(() => undefined)));
  // Some network drives number nothing.
  return one !== undefined && one.ino !== 0n && one.ino === other?.ino && one.dev === other.dev;
}

/** Makes a file, and the folder that it lies in: see `CreateFile` of the host. */
export async function createFile(path: string, bytes: Uint8Array, replaces: boolean): Promise<true> {
  const folder = dirname(path);
  await mkdir(folder).catch(unlessThere);
  if (!(await lstat(folder)).isDirectory()) throw new Error(`${folder} is a file or a link`);
  // `wx` makes a new file or fails, and a file takes the place of a link: neither follows one.
  if (!replaces) await writeFile(path, bytes, { flag: 'wx' }).catch(unlessThere);
  else {
    const draft = `${path}.${randomBytes(6).toString('hex')}.new`;
    await writeFile(draft, bytes, { flag: 'wx' });
    await rename(draft, path);
  }
  return true;
}

function unlessThere(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
}
