import * as vscode from 'vscode';
import type { ImportedNote, NoteStore } from '../notes';
import { PLAN_FIELD } from '../progress/model/progress';
import type { Registers } from '../progress/model/registers';
import { topicCount } from '../base/words';
import { type Log, reportUnexpected } from '../base/log';
import type { Library } from '../content/library';
import type { Imported, ProgressStore } from '../progress/progressStore';
import type { CommandArguments } from '../base/commands';
import { showWithUndo } from '../progress/commands';
import { nameOf } from '../base/uris';
import { readProgressFile } from './progressFile';
import { showInStatusBar, showInformation, showProgress, showWarning } from '../base/messages';

/** The parts that these commands work with. */
interface ImportParts {
  readonly library: Library;
  readonly store: ProgressStore;
  readonly notes: () => Promise<NoteStore>;
  readonly log: Log;
}

/** Files that take longer than this, in milliseconds, show that they are being read, and can be stopped. */
const LONG = 500;

/**
 * Merges a file that was exported: for each topic the later change wins, so nothing newer is lost. Where a note here and one
 * in the file say something different, both are kept.
 */
export async function importProgress(app: ImportParts, [argument]: CommandArguments): Promise<void> {
  const file = argument instanceof vscode.Uri ? argument : await askForFile();
  if (!file) return;
  const title = vscode.l10n.t('Importing {0}', nameOf(file));
  await cancelableWhenLong(title, (isCanceled) => merge(app, file, isCanceled));
}

async function merge(app: ImportParts, file: vscode.Uri, isCanceled: () => boolean): Promise<void> {
  const { registers, unknown, notes } = await readProgressFile(file, { index: app.library.index, log: app.log });
  if (isCanceled()) return;
  const plan = app.store.field(PLAN_FIELD);
  const imported = await app.store.import(registers);
  const hasPlanChanged = app.store.field(PLAN_FIELD) !== plan;
  const name = nameOf(file);
  const ownNotes = await app.notes();
  const { changed: changedNotes, tooLarge, failure } = await ownNotes.import(notes, vscode.l10n.t('Imported from {0}', name), isCanceled);
  if (changedNotes.length > 0) void tellNotes(app, changedNotes, name);
  if (tooLarge > 0)
    void showWarning(
      vscode.l10n.t('Notes of {0} that would make yours larger than a note can be, and were left out: {1}.', name, tooLarge),
    );
  const cleared = app.store.clearedHere(registers);
  if (cleared.size > 0) void offerToBringBack(app, cleared, name);
  if (imported.topics.size > 0) {
    tell(app, imported, vscode.l10n.t('Imported {0} from {1}. What was newer here was kept.', topicCount(imported.topics.size), name));
  } else if (hasPlanChanged) tell(app, imported, vscode.l10n.t('Imported your plan from {0}.', name));
  else if (imported.written > 0 && unknown > 0) {
    tell(
      app,
      imported,
      vscode.l10n.t('{0} holds progress of topics that this release does not know. It was kept for a release that does.', name),
    );
  } else if (cleared.size === 0 && changedNotes.length === 0 && tooLarge === 0 && failure === undefined) {
    void showInformation(vscode.l10n.t('{0} holds nothing newer than what you have here. Nothing was changed.', name));
  }
  if (failure !== undefined) throw failure;
}

/** Runs work that the learner can stop from the moment it turns out to be long. */
async function cancelableWhenLong(title: string, work: (isCanceled: () => boolean) => Promise<void>): Promise<void> {
  let canceled = false;
  const running = work(() => canceled);
  const soon = new Promise<'long'>((resolve) => setTimeout(resolve, LONG, 'long'));
  if ((await Promise.race([running, soon])) !== 'long') return;
  await showProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (_progress, token) => {
    token.onCancellationRequested(() => (canceled = true));
    return running;
  });
}

/**
 * Tells of notes with a way back of their own: an editor can take back what was typed into it, but not what came into a file
 * that it did not show.
 */
async function tellNotes(app: ImportParts, imported: readonly ImportedNote[], name: string): Promise<void> {
  const label = vscode.l10n.t('Undo');
  const message = vscode.l10n.t('Notes imported from {0}: {1}. What you had written here was kept.', name, imported.length);
  if ((await showInformation(message, label)) !== label) return;
  try {
    const kept = await (await app.notes()).takeBack(imported);
    const undone = imported.length - kept;
    if (undone > 0) showInStatusBar(vscode.l10n.t('$(discard) Undone: notes imported from {0}: {1}', name, undone), 4_000);
    if (kept > 0) void showInformation(vscode.l10n.t('Notes that you have written on since, and that stay: {0}.', kept));
  } catch (error) {
    void reportUnexpected(app.log, vscode.l10n.t('taking back imported notes'), error);
  }
}

/** A reset is the later change, so a merge keeps it. Who imports a backup after a reset usually wants the other thing. */
async function offerToBringBack(app: ImportParts, cleared: Registers, name: string): Promise<void> {
  const topics = topicCount(app.store.topicsOf([...cleared.keys()]).size);
  const label = vscode.l10n.t('Bring Back');
  const question = vscode.l10n.t('Reset here since {0} was written, and left so: {1}.', name, topics);
  if ((await showInformation(question, label)) !== label) return;
  const brought = await app.store.bringBack(cleared);
  tell(app, brought, vscode.l10n.t('Brought back from {0}: {1}.', name, topics));
}

/** Offers a way back only where there is one: the undo of a file that brought proofs alone would take back something else. */
function tell(app: ImportParts, { canUndo }: Imported, message: string): void {
  if (canUndo) showWithUndo(app, message);
  else void showInformation(message);
}

async function askForFile(): Promise<vscode.Uri | undefined> {
  const title = vscode.l10n.t('Import Progress');
  const filters = { [vscode.l10n.t('Progress')]: ['json'] };
  return (await vscode.window.showOpenDialog({ title, openLabel: vscode.l10n.t('Import'), filters }))?.[0];
}
