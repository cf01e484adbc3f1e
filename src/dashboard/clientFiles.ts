import * as vscode from 'vscode';
import { readOwnFile } from '#platform';

/** What the page needs besides its body. It stands inside the page, which saves ways to the host and back before the first paint. */
export interface ClientFiles {
  readonly styleText: string;
  readonly scriptText: string;
}

/** Reads the style sheet and the script of the dashboard, as the build makes them. */
export async function readClientFiles(extensionUri: vscode.Uri): Promise<ClientFiles> {
  const read = async (name: string) => {
    const file = vscode.Uri.joinPath(extensionUri, 'dist', 'webview', name);
    return new TextDecoder().decode(await readOwnFile(vscode.workspace.fs, file));
  };
  const [styleText, scriptText] = await Promise.all([read('dashboard.css'), read('dashboard.js')]);
  return { styleText, scriptText };
}
