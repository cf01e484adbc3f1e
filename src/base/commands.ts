import * as vscode from 'vscode';

/** What VS Code hands to a command: anything, since keybindings and other extensions may call it. */
export type CommandArguments = readonly unknown[];

/** So much of a text as fits into a sentence. */
export const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** What somebody gave instead of what was needed, in a few words. */
export function describe(value: unknown): string {
  if (Array.isArray(value)) return vscode.l10n.t('a list');
  if (typeof value === 'object') return vscode.l10n.t('an object');
  return shorten(`${typeof value} ${JSON.stringify(value)}`);
}

/** Whether the options of a command, `{ preserveFocus: true }`, leave the focus where it is. */
export const keepsFocus = (options: unknown): boolean =>
  typeof options === 'object' && options !== null && 'preserveFocus' in options && options.preserveFocus === true;
