import type { FileSystem, Uri } from 'vscode';

/**
 * Reads a file of the extension's own folder. `workspace.fs` asks the window for it, which answers when it has drawn what it is
 * drawing; where there is a disk, nobody needs to be asked. Rejects when the file cannot be read.
 */
export type ReadInstalled = (fs: FileSystem, file: Uri) => Promise<Uint8Array>;
