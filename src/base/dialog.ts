import * as vscode from 'vscode';
import { showWarning } from './messages';

const answered = new vscode.EventEmitter<void>();

/** A dialog was answered after which nothing else is asked: whoever came to it from a page goes back there. */
export const onDidAnswerDialog = answered.event;

/** Asks in a dialog, as the last thing that is asked: what would open after it might lose the focus to the page that gets it back. */
export async function askInDialog<T extends string>(message: string, detail: string, ...buttons: readonly T[]): Promise<T | undefined> {
  const answer = await showWarning(message, { modal: true, detail }, ...buttons);
  answered.fire();
  return answer;
}
