import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Replaces a file so that whoever reads it, at any moment and even after a power cut, finds either the whole old
 * content or the whole new one. Writing in place could not promise that: it empties the file first.
 *
 * Not for two writers of the same file at once, because they would share the temporary file.
 */
export async function writeFileAtomically(path: string, content: string): Promise<void> {
  const folder = dirname(path);
  const temporary = `${path}.tmp`;
  await mkdir(folder, { recursive: true });

  const file = await open(temporary, 'w');
  try {
    await file.writeFile(content);
    await file.sync(); // until now the content may be only in the memory of the operating system
  } finally {
    await file.close();
  }

  await rename(temporary, path); // the one step that cannot be half done
  await syncFolder(folder);
}

/** The new name is an entry in the folder, which has to reach the disk as well. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return; // Windows cannot open a folder, and does not need it here
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
