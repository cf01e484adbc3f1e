import * as vscode from 'vscode';
import { checklistOf } from '../core/progress/checklist';
import type { App } from './app';
import { saveAs } from './saveAs';

export async function exportChecklist(app: App): Promise<void> {
  const content = checklistOf(app.library.index, app.store.progress, {
    completed: vscode.l10n.t('completed'),
    learning: vscode.l10n.t('learning'),
    skipped: vscode.l10n.t('skipped'),
    proven: vscode.l10n.t('proven'),
  });
  await saveAs({
    title: vscode.l10n.t('Export Checklist'),
    name: 'backend-roadmap.md',
    filters: { Markdown: ['md'] },
    content,
  });
}
