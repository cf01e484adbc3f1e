import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { EXTENSION_ID } from '../../../src/ids';

/** A folder of its own for the machines of a test file. */
export const temporaryHome = (): vscode.Uri => vscode.Uri.file(mkdtempSync(join(tmpdir(), 'backend-roadmap-host-')));

/** Where the installed extension keeps its files: the test server starts its hosts in its data folder. */
export function installedStorage(): string {
  const inServer = join(process.env['VSCODE_CWD'] ?? process.cwd(), 'data/User/globalStorage', EXTENSION_ID);
  const argument = process.argv.find((arg) => arg.startsWith('--user-data-dir='));
  return argument === undefined ? inServer : join(argument.slice('--user-data-dir='.length), 'User/globalStorage', EXTENSION_ID);
}
