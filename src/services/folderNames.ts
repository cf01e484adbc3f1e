import * as vscode from 'vscode';

/** What a folder is called. */
export const nameOf = (folder: vscode.Uri): string => folder.path.slice(folder.path.lastIndexOf('/') + 1);

/** Where a folder is, as the learner's system writes it. */
export const pathOf = (folder: vscode.Uri): string => (folder.scheme === 'file' ? folder.fsPath : folder.toString(true));

/** The folder around a folder. */
export const placeOf = (folder: vscode.Uri): string => pathOf(vscode.Uri.joinPath(folder, '..'));
