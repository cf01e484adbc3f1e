import * as vscode from 'vscode';
import { topicCount } from '../services/words';
import type { App } from './app';

export async function undo(app: App): Promise<void> {
  const change = await app.store.undo();
  const [only] = change;
  if (only === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to undo in this window.'));
    return;
  }
  const what = change.size === 1 ? (app.library.index.topic(only)?.title ?? only) : topicCount(change.size);
  vscode.window.setStatusBarMessage(vscode.l10n.t('$(discard) Undone: {0}', what), 4_000);
}
