import { readFile, stat } from 'node:fs/promises';

/** The file is there, and is not read. */
export class NotSmallError extends Error {
  override readonly name = 'NotSmallError';
}

/**
 * Reads a text file of a folder that may be a stranger's. A device or a pipe, also behind a link, is not read at all: it may have no end. Rejects
 * as the disk does when the file is missing. `mayBePipe`: keepers of passwords hand out a `.env` by one.
 * @throws NotSmallError when it is no ordinary file, or has more bytes than that.
 */
export async function readSmall(path: string, most: number, { mayBePipe = false } = {}): Promise<string> {
  const found = await stat(path);
  const isRead = found.isFile() || (mayBePipe && found.isFIFO());
  if (!isRead || found.size > most) throw new NotSmallError(`it is not a file of at most ${String(most / 1_000)} kB`);
  return readFile(path, 'utf8');
}
