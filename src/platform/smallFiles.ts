import { constants } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';

/** The file is there, and is not read. */
export class NotSmallError extends Error {
  override readonly name = 'NotSmallError';
}

/**
 * Reads a text file of a folder that may be a stranger's. A device or a pipe, also behind a link, is not read at all: it may have no end. Rejects
 * as the disk does when the file is missing. `mayBePipe`: keepers of passwords hand out a `.env` by one, to each who opens it.
 * @throws NotSmallError when it is no ordinary file, or has more bytes than that, or is a pipe into which nobody writes.
 */
export async function readSmall(path: string, most: number, options: ReadOptions = {}): Promise<string> {
  return (await readSmallBytes(path, most, options)).toString('utf8');
}

interface ReadOptions {
  readonly mayBePipe?: boolean;
  /** Milliseconds for a pipe. */
  readonly patience?: number;
}

/** The same, of a file whose letters may be written in any way. */
export async function readSmallBytes(path: string, most: number, { mayBePipe = false, patience = PATIENCE }: ReadOptions): Promise<Buffer> {
  const tooLarge = new NotSmallError(`it is not a file of at most ${String(most / 1_000)} kB`);
  const isRead = (found: { isFile(): boolean; isFIFO(): boolean; size: number }) =>
    (found.isFile() || (mayBePipe && found.isFIFO())) && found.size <= most;
  if (!isRead(await stat(path))) throw tooLarge;
  // To open a pipe, and to read it, would otherwise keep one of the four threads that Node.js has for files, until somebody writes to it.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = await file.stat();
    if (!isRead(found)) throw tooLarge;
    const content = found.isFIFO() ? await readPipe(file, most, patience) : await readOrdinary(file, most);
    if (content === undefined || content.length > most) throw tooLarge;
    return content;
  } finally {
    await file.close();
  }
}

/** Whoever hands out a file by a pipe may ask its owner first; so many milliseconds. */
const PATIENCE = 10_000;
/** Milliseconds between two looks at a pipe. */
const LOOK_AGAIN = 20;

/** The same, of an ordinary file; undefined where it is not read. */
export const readUpTo = (path: string, most: number): Promise<Buffer | undefined> =>
  readSmallBytes(path, most, {}).catch((error: unknown) => {
    if (error instanceof NotSmallError) return undefined;
    throw error;
  });

/** What an ordinary file holds; no more than a piece too much of one that grows meanwhile, or does not say how much it has. */
async function readOrdinary(file: FileHandle, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (let size = 0; size <= most;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK), 0);
    if (bytesRead === 0) break;
    chunks.push(buffer.subarray(0, bytesRead));
    size += bytesRead;
  }
  return Buffer.concat(chunks);
}

const CHUNK = 65_536;

/** What somebody writes into a pipe until they close it; undefined when it is too much. @throws NotSmallError when nobody does in time. */
async function readPipe(file: FileHandle, most: number, patience: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  const end = Date.now() + patience;
  while (Date.now() < end) {
    const found = await readNow(file);
    // A pipe that nobody has opened yet is at its end, too.
    if (found?.length === 0 && size > 0) return Buffer.concat(chunks);
    if (found === undefined || found.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
      continue;
    }
    chunks.push(found);
    size += found.length;
    if (size > most) return undefined;
  }
  throw new NotSmallError(`it is a pipe, and nobody has written all of it within ${String(patience / 1_000)} seconds`);
}

/** What can be read at once; undefined when whoever has opened the pipe has written nothing since. */
async function readNow(file: FileHandle): Promise<Buffer | undefined> {
  try {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK), 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return undefined;
    throw error;
  }
}
