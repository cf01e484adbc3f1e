import { existsSync, readFileSync, watch } from 'node:fs';
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';

/** Where DATA_FILE in project.yaml says that todos are kept. Not even the folder is there before the program makes it. */
export const dataFile = (scratch: string): string => join(scratch, 'data', 'todos.json');

/** A copy of the file in a folder of its own, with what a database keeps beside it under its name, as `todos.json-wal`. */
export async function copyOf(path: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(dirname(path))) {
    if (!name.startsWith(basename(path))) continue;
    await copyFile(join(dirname(path), name), join(folder, name)).catch((error: unknown) => {
      // What was there for a moment, as a copy that the program is writing, has taken the place of the file by now.
      const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!isGone || name === basename(path)) throw error;
    });
  }
  return join(folder, basename(path));
}

/** Watches what comes and goes beside the file; the end of it leaves what was gone by then, as a crash does, written by halves. */
export function watchCopies(path: string): { readonly leaveHalf: () => Promise<void>; readonly close: () => void } {
  const seen = new Set<string>();
  const watcher = watch(dirname(path), (_event, name) => {
    if (name !== null && name !== basename(path)) seen.add(join(dirname(path), name));
  });
  return {
    close: () => watcher.close(),
    leaveHalf: async () => {
      const whole = readFileSync(path);
      const gone = [...seen].filter((copy) => !existsSync(copy)).slice(0, COPIES);
      for (const copy of gone) await writeFile(copy, whole.subarray(0, whole.length / 2));
    },
  };
}

/** A program may give each copy another name. */
const COPIES = 3;

/** What a reader of the file found that was not whole. */
export type Torn = 'missing' | 'empty' | 'cut off';

/**
 * Reads a file again and again until the work is done, and returns what of it was not whole. A file that is JSON when nobody writes has
 * to be JSON at any moment; of another format only so much is known that it is there, and not empty.
 */
export async function readWhile(path: string, work: Promise<unknown>): Promise<Torn | undefined> {
  const isWhole = isJson(read(path) ?? '') ? isJson : () => true;
  const state = { isDone: false };
  const end = () => {
    state.isDone = true;
  };
  work.then(end, end);
  let torn: Torn | undefined;
  let last: string | undefined;
  while (!state.isDone && torn === undefined) {
    // The program's moments are short: read several times before anything else has its turn.
    for (let times = 0; times < READS_A_TURN && torn === undefined; times++) {
      const text = read(path);
      if (text === last) continue;
      last = text;
      torn = text === undefined ? 'missing' : text === '' ? 'empty' : isWhole(text) ? undefined : 'cut off';
    }
    await turn();
  }
  await work;
  return torn;
}

const READS_A_TURN = 10;

/** Undefined when there is no such file. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
