import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContentFolder } from '../content/compile/folder';

/** A folder on the disk. */
export const diskFolder = (path: string): ContentFolder => ({
  name: path,
  read: (file) => readFile(join(path, file), 'utf8'),
  list: async (folder) => {
    const entries = await readdir(join(path, folder), { withFileTypes: true }).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    });
    return entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() })).sort((a, b) => (a.name < b.name ? -1 : 1));
  },
});
