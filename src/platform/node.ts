/** What only a Node host can do. The web bundle takes `web.ts` in its place (`imports` in package.json). */
import { appendFileSync, mkdirSync } from 'node:fs';
import { lstat, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type {
  CreateAppender,
  CreateFile,
  IsOneFolder,
  LoadProgramTools,
  MoveFolder,
  ReadAtMost,
  ReadOwnFile,
  ReadPrivateFile,
  RunProgram,
  WritePrivateFile,
} from './host';

/** Terminals and other programs can be started here. */
export const startsPrograms: boolean = true;

/**
 * A full disk may have taken half a line. It ends here, and the empty line behind it says that what it was to say comes again
 * (`decodeLines`).
 */
const AFTER_A_FAILURE = '\n\n';

export const createAppender: CreateAppender = (_fs, file) => {
  const path = file.fsPath;
  let owed = '';
  return {
    async append(text) {
      const whole = owed === '' ? text : `${AFTER_A_FAILURE}${owed}${text}`;
      if (whole === '') return;
      owed += text;
      // Up to the first `await` this runs in the caller's turn: that is the promise of `Appender.append`.
      appendInFolder(path, whole);
      owed = '';
      await sync(path).catch((error: unknown) => {
        // It may be lost with the power.
        owed = whole + owed;
        throw error;
      });
    },
  };
};

/** The folder is made when it is missing: before the first line, or because someone cleaned up while the window was open. */
function appendInFolder(path: string, text: string): void {
  try {
    appendFileSync(path, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(dirname(path), { recursive: true });
    appendFileSync(path, text);
  }
}

/** From the operating system's memory to the disk: survives a loss of power, and may take some milliseconds. */
async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

export const readOwnFile: ReadOwnFile = async (fs, file) => (file.scheme === 'file' ? readFile(file.fsPath) : fs.readFile(file));

export const readAtMost: ReadAtMost = async (fs, file, most) =>
  file.scheme === 'file' ? (await import('./smallFiles')).readUpTo(file.fsPath, most) : fs.readFile(file);

export const readPrivateFile: ReadPrivateFile = async (fs, file) => {
  const bytes = await readOwnFile(fs, file);
  // Whose file it is decides nothing about what it holds.
  if (file.scheme === 'file') await (await import('./privateFiles')).mendPrivate(file.fsPath).catch(() => undefined);
  return bytes;
};

export const writePrivateFile: WritePrivateFile = async (fs, file, bytes) =>
  file.scheme === 'file' ? (await import('./privateFiles')).writePrivate(file.fsPath, bytes) : fs.writeFile(file, bytes);

export const moveFolder: MoveFolder = async (from, to) => {
  if (from.scheme !== 'file' || to.scheme !== 'file') return false;
  // POSIX lets a folder take the place of an empty one, which somebody has made for another purpose.
  const isTaken = await lstat(to.fsPath).then(
    () => true,
    () => false,
  );
  if (isTaken) return false;
  return rename(from.fsPath, to.fsPath).then(
    () => true,
    () => false,
  );
};

/** Few windows look whether a project was moved. */
const folderIds = () => import('./folderIds');
export const isOneFolder: IsOneFolder = async (a, b) =>
  a.scheme === 'file' && b.scheme === 'file' && (await folderIds()).isOneFolder(a.fsPath, b.fsPath);
export const createFile: CreateFile = async (file, bytes, replaces) =>
  file.scheme === 'file' && (await folderIds()).createFile(file.fsPath, bytes, replaces);

/** Few windows ask for them. */
export const programTools: LoadProgramTools = () => import('./programTools');

/** Longer than a short program takes on a slow network drive. */
const PROGRAM_LIMIT = 30_000;

export const runProgram: RunProgram = async (program, args, { folder, without }) => {
  // Few windows start a program.
  const { execFile } = await import('node:child_process');
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !without.includes(name.toUpperCase())));
  const options = { cwd: folder, env, timeout: PROGRAM_LIMIT, windowsHide: true };
  return new Promise((resolve, reject) => {
    execFile(program, args, options, (error, stdout, stderr) => {
      if (error === null) resolve({ code: 0, stdout, stderr });
      else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr });
      else reject(new Error(error.message, { cause: error }));
    });
  });
};
