import * as vscode from 'vscode';
import { PLAN_FIELD } from '../model/progress';
import { topicCount } from '../../base/words';
import type { Library } from '../../content/library';
import type { ProgressStore } from '../progressStore';

/** What undoing needs. */
export interface UndoParts {
  readonly library: Library;
  readonly store: ProgressStore;
}

export async function undo(app: UndoParts): Promise<void> {
  const plan = app.store.field(PLAN_FIELD);
  const change = await app.store.undo();
  const [only] = change;
  const isPlan = app.store.field(PLAN_FIELD) !== plan;
  if (only === undefined && !isPlan) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to undo in this window.'));
    return;
  }
  const topics = change.size === 1 ? (app.library.index.topic(only ?? '')?.title ?? only) : topicCount(change.size);
  const what = only === undefined ? vscode.l10n.t('your plan') : topics;
  vscode.window.setStatusBarMessage(vscode.l10n.t('$(discard) Undone: {0}', what ?? ''), 4_000);
}

/** Tells what was changed, with the way back. Does not wait for the answer: the command is done. */
export function showWithUndo(app: UndoParts, message: string): void {
  const label = vscode.l10n.t('Undo');
  void vscode.window.showInformationMessage(message, label).then((answer) => {
    if (answer === label) return undo(app);
  });
}
