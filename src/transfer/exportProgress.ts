import * as vscode from 'vscode';
import { encodeProgress } from '../progress/model/codec';
import type { Library } from '../content/library';
import type { ProgressStore } from '../progress/progressStore';
import type { NoteStore } from '../notes';
import { saveAs } from '../base/saveAs';
import { checklistOf } from './model/checklist';

/** The parts that these commands work with. */
interface ExportParts {
  readonly library: Library;
  readonly store: ProgressStore;
  readonly notes: () => Promise<NoteStore>;
}

/** Writes all progress and all notes to a JSON file that can be imported on any machine. */
export async function exportProgress(app: ExportParts): Promise<void> {
  const notes = Object.fromEntries(await (await app.notes()).all());
  const envelope = { ...encodeProgress(app.store.all()), notes, exportedAt: new Date().toISOString() };
  await saveAs({
    title: vscode.l10n.t('Export Progress'),
    name: `backend-roadmap-progress-${envelope.exportedAt.slice(0, 10)}.json`,
    filters: { [vscode.l10n.t('Progress')]: ['json'] },
    content: `${JSON.stringify(envelope, undefined, 2)}\n`,
  });
}

export async function exportChecklist(app: ExportParts): Promise<void> {
  const content = checklistOf(app.library.index, app.store.progress, {
    completed: vscode.l10n.t('completed'),
    inProgress: vscode.l10n.t('in progress'),
    skipped: vscode.l10n.t('skipped'),
    proven: vscode.l10n.t('proven'),
    withoutSkipped: vscode.l10n.t('without skipped topics'),
  });
  await saveAs({
    title: vscode.l10n.t('Export Checklist'),
    name: 'backend-roadmap.md',
    filters: { Markdown: ['md'] },
    content,
  });
}
