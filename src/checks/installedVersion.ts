import * as vscode from 'vscode';
import { EXTENSION_ID } from '../ids';

/** The version of this extension, as it is installed. */
export function installedVersion(): string {
  const { version } = (vscode.extensions.getExtension(EXTENSION_ID)?.packageJSON ?? {}) as { version?: unknown };
  return typeof version === 'string' ? version : '';
}
