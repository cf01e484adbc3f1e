import type { Uri } from 'vscode';

/**
 * Moves a folder to where nothing is, if both are on this host's own disk. `workspace.fs` does the same by asking the window back and
 * forth, which takes longer than writing all the files of a repo. False when it was not moved, for whatever reason: `workspace.fs`
 * then does it, or says why it cannot.
 */
export type MoveFolder = (from: Uri, to: Uri) => Promise<boolean>;
