import * as vscode from 'vscode';
import { readAtMost } from '#platform';

/**
 * What a file of a folder holds that may be a stranger's; undefined when it has more bytes than that, or is a folder, a device or a pipe, also
 * behind a link: these may have no end, and whoever reads them waits. So may a file of the system that says it is empty. Rejects as the file system does when there is no such file.
 */
export async function readOrdinary(file: vscode.Uri, most: number): Promise<Uint8Array | undefined> {
  const { type, size } = await vscode.workspace.fs.stat(file);
  return (type & vscode.FileType.File) === 0 || size > most ? undefined : readAtMost(vscode.workspace.fs, file, most);
}
