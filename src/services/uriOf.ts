import * as vscode from 'vscode';

/** The address in a text such as `file:///home/me/rest-api`; undefined when it is none. */
export function uriOf(text: string): vscode.Uri | undefined {
  try {
    return vscode.Uri.parse(text, true);
  } catch {
    return undefined;
  }
}
