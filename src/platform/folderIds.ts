import { lstat, mkdir, rm, stat, writeFile } from 'node:fs/promises';
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
  if (replaces) await rm(path, { force: true });
  // `wx` makes a new file or fails: it follows no link.
  await writeFile(path, bytes, { flag: 'wx' }).catch(unlessThere);
  return true;
}

function unlessThere(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
}
