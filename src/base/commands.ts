import * as vscode from 'vscode';
import { outside } from './text';

/** What VS Code hands to a command: anything, since keybindings and other extensions may call it. */
export type CommandArguments = readonly unknown[];

/** What somebody gave, such as an id, to stand in a sentence. */
export const shorten = (text: string): string => outside(text, 61);

/** What somebody gave instead of what was needed, in a few words. */
export function describe(value: unknown): string {
  if (Array.isArray(value)) return vscode.l10n.t('a list');
  if (typeof value === 'object') return vscode.l10n.t('an object');
  // A bigint has no JSON.
  const words = typeof value === 'bigint' ? String(value) : JSON.stringify(value);
  return shorten(`${typeof value} ${words}`);
}

const isTrueIn = (options: unknown, name: string): boolean =>
  typeof options === 'object' && options !== null && (options as Readonly<Record<string, unknown>>)[name] === true;

/** Whether the options of a command, `{ preserveFocus: true }`, leave the focus where it is. */
export const keepsFocus = (options: unknown): boolean => isTrueIn(options, 'preserveFocus');

/** Whether the options of a command, `{ beside: true }`, want a page to the right of the editor that has the focus. */
export const goesBeside = (options: unknown): boolean => isTrueIn(options, 'beside');
