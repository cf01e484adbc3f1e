import type * as vscode from 'vscode';

/** Appends lines to one file that no other process writes. */
export interface Appender {
  /**
   * Appends text. Resolves when it is safe on disk; rejects when it could not be written.
   * In a Node host the text has already reached the operating system when this returns, so that a kill in the same
   * turn does not lose it.
   */
  append(text: string): Promise<void>;
}

/** `file` may not exist yet; its folder is made on first use. */
export type CreateAppender = (fs: vscode.FileSystem, file: vscode.Uri) => Appender;
