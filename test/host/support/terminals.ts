import * as vscode from 'vscode';

/** Skips, in a hook, what needs a terminal where there is none: the oldest server comes without node-pty, and no install script runs. */
export function skipWithoutTerminals(hook: Mocha.Context): void {
  if (vscode.version.startsWith('1.100.')) hook.skip();
}
