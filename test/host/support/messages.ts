import * as vscode from 'vscode';

export interface Shown {
  readonly kind: 'info' | 'warning' | 'error';
  readonly text: string;
  readonly modal: boolean;
  readonly detail: string | undefined;
  readonly buttons: readonly string[];
}

type Replaceable = Record<string, unknown>;
const originals = new Map<string, unknown>();

/** Puts a function in the place of one of `vscode.window`, which the extension under test shares with its tests. */
export function replaceInWindow(name: keyof typeof vscode.window, replacement: unknown): void {
  const window = vscode.window as unknown as Replaceable;
  if (!originals.has(name)) originals.set(name, window[name]);
  window[name] = replacement;
}

/** Puts everything back in its place. */
export function restoreWindow(): void {
  for (const [name, original] of originals) (vscode.window as unknown as Replaceable)[name] = original;
  originals.clear();
}

/** Records messages instead of showing them. `answer` gives the button that is clicked; none unless given. */
export function recordMessages(answer: (shown: Shown) => string | undefined = () => undefined): Shown[] {
  const all: Shown[] = [];
  const record =
    (kind: Shown['kind']) =>
    (text: string, ...rest: unknown[]) => {
      const [options] = rest as [vscode.MessageOptions | string | undefined];
      const given = typeof options === 'object' ? options : {};
      const buttons = rest.filter((item): item is string => typeof item === 'string');
      const shown = { kind, text, modal: given.modal ?? false, detail: given.detail, buttons };
      all.push(shown);
      return Promise.resolve(answer(shown));
    };
  replaceInWindow('showInformationMessage', record('info'));
  replaceInWindow('showWarningMessage', record('warning'));
  replaceInWindow('showErrorMessage', record('error'));
  return all;
}
