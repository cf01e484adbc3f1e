import * as vscode from 'vscode';
import { PLAN_FIELD } from '../core/plan/storedPlan';
import { topicCount } from '../services/words';
import type { App } from './app';

export async function undo(app: App): Promise<void> {
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
