import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Uri } from './uri';

export const FileType = { Unknown: 0, File: 1, Directory: 2, SymbolicLink: 64 } as const;

/** `vscode.FileSystemError`: what a missing file is known by. */
export class FileSystemError extends Error {
  static FileNotFound(uri?: unknown): FileSystemError {
    return new FileSystemError(`there is no ${String(uri)}`, 'FileNotFound');
  }

  static NoPermissions(what?: unknown): FileSystemError {
    return new FileSystemError(String(what), 'NoPermissions');
  }

  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

/** Has what a call of the disk throws said in VS Code's words. */
async function told<T>(uri: Uri, work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? FileSystemError.FileNotFound(uri) : error;
  });
}

/** `vscode.workspace.fs` on this machine's disk. */
export const fileSystem = {
  readFile: async (uri: Uri): Promise<Uint8Array> => told(uri, readFile(uri.fsPath)),
  async writeFile(uri: Uri, content: Uint8Array): Promise<void> {
    await mkdir(dirname(uri.fsPath), { recursive: true });
    await writeFile(uri.fsPath, content);
  },
  async readDirectory(uri: Uri): Promise<[string, number][]> {
    const entries = await told(uri, readdir(uri.fsPath, { withFileTypes: true }));
    return entries.map((entry) => [entry.name, entry.isDirectory() ? FileType.Directory : FileType.File]);
  },
  async stat(uri: Uri) {
    const found = await told(uri, stat(uri.fsPath));
    return { type: found.isDirectory() ? FileType.Directory : FileType.File, ctime: found.ctimeMs, mtime: found.mtimeMs, size: found.size };
  },
  async createDirectory(uri: Uri): Promise<void> {
    await mkdir(uri.fsPath, { recursive: true });
  },
  delete: async (uri: Uri): Promise<void> => told(uri, rm(uri.fsPath, { recursive: true })),
  rename: async (from: Uri, to: Uri): Promise<void> => told(from, rename(from.fsPath, to.fsPath)),
  isWritableFileSystem: (): boolean => true,
};
