/** The web host has no files of its own to append to: the small file is written whole, one write after the other. */
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

export const startsPrograms: boolean = false;

export const createAppender: CreateAppender = (fs, file) => {
  let content = '';
  let queue = Promise.resolve();
  return {
    append(text) {
      content += text;
      const whole = new TextEncoder().encode(content);
      const written = queue.then(() => fs.writeFile(file, whole));
      // The next write carries this text as well, so a failure is reported to its own caller and does not stop the queue.
      queue = written.then(undefined, () => undefined);
      return written;
    },
  };
};

export const readOwnFile: ReadOwnFile = async (fs, file) => fs.readFile(file);

/** There is no disk with files that have no end. */
export const readAtMost: ReadAtMost = readOwnFile;

/** What a browser stores, nobody else can read. */
export const readPrivateFile: ReadPrivateFile = readOwnFile;
export const writePrivateFile: WritePrivateFile = async (fs, file, bytes) => fs.writeFile(file, bytes);

/** There is no disk: every move is `workspace.fs`'s. */
export const moveFolder: MoveFolder = () => Promise.resolve(false);
export const createFile: CreateFile = () => Promise.resolve(false);
export const isOneFolder: IsOneFolder = () => Promise.resolve(false);

export const runProgram: RunProgram = (program) => Promise.reject(new Error(`${program} cannot be started in a browser`));

/** Nothing can be installed or started here, so nothing is said to be missing. */
export const programTools: LoadProgramTools = () =>
  Promise.resolve({
    missingTools: () => Promise.resolve([]),
    installCommand: () => Promise.resolve(undefined),
    runsOnNode: () => false,
    environmentFor: () => Promise.resolve({}),
    readEnvFile: () => Promise.resolve({}),
    envFileIn: (_folder, file) => file,
  });
