import * as vscode from 'vscode';
import { inPlainSight, withoutLinks } from './text';

/** VS Code cuts a notification there. */
const MAX_MESSAGE = 1_000;
/** What stands below the message of a dialog, which draws no links. What must be seen whole is not asked about when it is longer. */
export const MAX_DETAIL = 8_000;

/**
 * The one way to speak to the learner outside of pages. VS Code makes links of `[text](command:…)` in a notification, and much of
 * what is told was written by others: names of files and projects, what a parser says about them. Here no message has a link. A name
 * from outside that stands in a sentence is also cut to what a sentence can hold: see `outside`.
 */
type Show = 'showInformationMessage' | 'showWarningMessage' | 'showErrorMessage';

function show<T extends string>(how: Show, message: string, rest: readonly (T | vscode.MessageOptions)[]): Thenable<T | undefined> {
  const [first, ...others] = rest;
  const text = withoutLinks(message, MAX_MESSAGE);
  if (typeof first !== 'object') return vscode.window[how](text, ...(rest as readonly T[]));
  const detail = first.detail === undefined ? {} : { detail: inPlainSight(first.detail, MAX_DETAIL) };
  return vscode.window[how](text, { ...first, ...detail }, ...(others as readonly T[]));
}

/** Shows a message; resolves with the button that was chosen, undefined when it was closed. With `modal` it is a dialog. */
export const showInformation = <T extends string>(message: string, ...rest: readonly (T | vscode.MessageOptions)[]) =>
  show('showInformationMessage', message, rest);

/** See `showInformation`. */
export const showWarning = <T extends string>(message: string, ...rest: readonly (T | vscode.MessageOptions)[]) =>
  show('showWarningMessage', message, rest);

/** See `showInformation`. */
export const showError = <T extends string>(message: string, ...rest: readonly (T | vscode.MessageOptions)[]) =>
  show('showErrorMessage', message, rest);

/** Says something in the status bar for so many milliseconds. Icons are ours alone: what stands in the text is made harmless by `outside`. */
export const showInStatusBar = (message: string, milliseconds: number): vscode.Disposable =>
  vscode.window.setStatusBarMessage(message, milliseconds);

/** Shows that something is being done, in a notification unless said otherwise, until it is. */
export const showProgress = <T>(
  options: vscode.ProgressOptions & { readonly title: string },
  task: (progress: vscode.Progress<{ message?: string; increment?: number }>, token: vscode.CancellationToken) => Thenable<T>,
): Thenable<T> => vscode.window.withProgress({ ...options, title: withoutLinks(options.title, MAX_MESSAGE) }, task);
