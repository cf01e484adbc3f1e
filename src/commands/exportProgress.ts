import * as vscode from 'vscode';
import { encodeProgress } from '../core/progress/codec';
import type { App } from './app';
import { saveAs } from './saveAs';

/** Writes all progress and all notes to a JSON file that can be imported on any machine. */
export async function exportProgress(app: App): Promise<void> {
  const notes = Object.fromEntries(await app.notes.all());
  const envelope = { ...encodeProgress(app.store.all()), notes, exportedAt: new Date().toISOString() };
  await saveAs({
    title: vscode.l10n.t('Export Progress'),
    name: `backend-roadmap-progress-${envelope.exportedAt.slice(0, 10)}.json`,
    filters: { [vscode.l10n.t('Progress')]: ['json'] },
    content: `${JSON.stringify(envelope, undefined, 2)}\n`,
  });
}
