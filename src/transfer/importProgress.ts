import * as vscode from 'vscode';
import { decodeProgress, MAX_IMPORT_SIZE } from '../progress/model/codec';
import { decodeNotes, type ImportedNote, type Notes, type NoteStore } from '../notes';
import { PLAN_FIELD } from '../progress/model/progress';
import type { Registers } from '../progress/model/registers';
import { topicCount } from '../base/words';
import { UserError } from '../base/userError';
import { type Log, reportUnexpected } from '../base/log';
import type { Library } from '../content/library';
import type { Imported, ProgressStore } from '../progress/progressStore';
import type { CommandArguments } from '../base/commands';
import { showWithUndo } from '../progress/commands';

/** The parts that these commands work with. */
interface ImportParts {
  readonly library: Library;
  readonly store: ProgressStore;
  readonly notes: NoteStore;
  readonly log: Log;
}

/**
 * A file is from anywhere. One that claims to be from the end of time would push our clock there, past the last moment
 * that can be stored, and every later tick would be lost.
 */
const LATEST_AHEAD = 366 * 24 * 60 * 60 * 1000;

interface ImportedFile {
  readonly registers: Registers;
  readonly notes: Notes;
}

/**
 * Merges a file that was exported: for each topic the later change wins, so nothing newer is lost. Where a note here and one
 * in the file say something different, both are kept.
 */
export async function importProgress(app: ImportParts, [argument]: CommandArguments): Promise<void> {
  const file = argument instanceof vscode.Uri ? argument : await askForFile();
  if (!file) return;
  const { registers, notes } = await readProgressFile(app, file);
  const plan = app.store.field(PLAN_FIELD);
  const imported = await app.store.import(registers);
  const changed = imported.topics;
  const hasPlanChanged = app.store.field(PLAN_FIELD) !== plan;
  const changedNotes = await app.notes.import(notes, vscode.l10n.t('Imported from {0}', nameOf(file)));
  if (changedNotes.length > 0) void tellNotes(app, changedNotes, nameOf(file));
  const cleared = app.store.clearedHere(registers);
  if (cleared.size > 0) void offerToBringBack(app, cleared, nameOf(file));
  else if (changed.size === 0 && changedNotes.length === 0 && !hasPlanChanged) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} holds nothing newer than what you have here. Nothing was changed.', nameOf(file)),
    );
  }
  if (changed.size === 0) {
    if (hasPlanChanged) tell(app, imported, vscode.l10n.t('Imported your plan from {0}.', nameOf(file)));
    return;
  }
  tell(app, imported, vscode.l10n.t('Imported {0} from {1}. What was newer here was kept.', topicCount(changed.size), nameOf(file)));
}

/**
 * Tells of notes with a way back of their own: an editor can take back what was typed into it, but not what came into a file
 * that it did not show.
 */
async function tellNotes(app: ImportParts, imported: readonly ImportedNote[], name: string): Promise<void> {
  const label = vscode.l10n.t('Undo');
  const message = vscode.l10n.t('Notes imported from {0}: {1}. What you had written here was kept.', name, imported.length);
  if ((await vscode.window.showInformationMessage(message, label)) !== label) return;
  try {
    const kept = await app.notes.takeBack(imported);
    const undone = imported.length - kept;
    if (undone > 0)
      vscode.window.setStatusBarMessage(vscode.l10n.t('$(discard) Undone: notes imported from {0}: {1}', name, undone), 4_000);
    if (kept > 0)
      void vscode.window.showInformationMessage(vscode.l10n.t('Notes that you have written on since, and that stay: {0}.', kept));
  } catch (error) {
    void reportUnexpected(app.log, vscode.l10n.t('taking back imported notes'), error);
  }
}

/** A reset is the later change, so a merge keeps it. Who imports a backup after a reset usually wants the other thing. */
async function offerToBringBack(app: ImportParts, cleared: Registers, name: string): Promise<void> {
  const topics = topicCount(app.store.topicsOf([...cleared.keys()]).size);
  const label = vscode.l10n.t('Bring Back');
  const question = vscode.l10n.t('Reset here since {0} was written, and left so: {1}.', name, topics);
  if ((await vscode.window.showInformationMessage(question, label)) !== label) return;
  const brought = await app.store.bringBack(cleared);
  tell(app, brought, vscode.l10n.t('Brought back from {0}: {1}.', name, topics));
}

/** Offers a way back only where there is one: the undo of a file that brought proofs alone would take back something else. */
function tell(app: ImportParts, { canUndo }: Imported, message: string): void {
  if (canUndo) showWithUndo(app, message);
  else void vscode.window.showInformationMessage(message);
}

async function askForFile(): Promise<vscode.Uri | undefined> {
  const title = vscode.l10n.t('Import Progress');
  const filters = { [vscode.l10n.t('Progress')]: ['json'] };
  return (await vscode.window.showOpenDialog({ title, openLabel: vscode.l10n.t('Import'), filters }))?.[0];
}

async function readProgressFile(app: ImportParts, file: vscode.Uri): Promise<ImportedFile> {
  const refuse = (reason: string) =>
    new UserError(vscode.l10n.t('{0} was not imported: {1} Your progress is unchanged.', nameOf(file), reason));
  let content: Uint8Array;
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    if (size > MAX_IMPORT_SIZE) throw refuse(vscode.l10n.t('it is larger than {0} MB.', MAX_IMPORT_SIZE / 1_000_000));
    content = await vscode.workspace.fs.readFile(file);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw refuse(vscode.l10n.t('it could not be read ({0}).', error instanceof Error ? error.message : String(error)));
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder().decode(content));
  } catch (error) {
    throw refuse(vscode.l10n.t('it is not JSON ({0}).', error instanceof Error ? error.message : String(error)));
  }
  const decoded = decodeProgress(parsed, Date.now() + LATEST_AHEAD);
  if ('refused' in decoded) {
    throw refuse(
      decoded.refused === 'newer'
        ? vscode.l10n.t('it was written by a newer release (format {0}); update the extension first.', decoded.version ?? '?')
        : vscode.l10n.t('it is not an export of Backend Roadmap.'),
    );
  }
  const { notes, problems: noteProblems } = decodeNotes((parsed as { notes?: unknown }).notes);
  const problems = [...decoded.problems, ...noteProblems];
  for (const problem of problems) app.log.warn(`Import of ${file.toString(true)}: ${problem}; left out.`);
  if (problems.length > 0) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('{0}: {1} entries could not be read and were left out; the log names them.', nameOf(file), problems.length),
    );
  }
  return { registers: decoded.registers, notes };
}

const nameOf = (file: vscode.Uri): string => file.path.slice(file.path.lastIndexOf('/') + 1);
