import type { FileSystem, Uri } from 'vscode';

/**
 * Reads a file of the extension's own folder or of its storage. `workspace.fs` asks the window for it, which answers when it has
 * drawn what it is drawing; where there is a disk, nobody needs to be asked. Rejects when the file cannot be read: with VS Code's
 * error or the disk's, so a missing one is `FileNotFound` or `ENOENT`.
 */
export type ReadOwnFile = (fs: FileSystem, file: Uri) => Promise<Uint8Array>;
