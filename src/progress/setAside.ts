import * as vscode from 'vscode';
import type { Log } from '../base/log';
import { showWarning } from '../base/messages';

/** Of so many registers that cannot be read the log says what is wrong with each. */
const MOST_TOLD = 100;

/**
 * Keeps stored progress that could not be read: a copy of the original goes to a file, and the learner is told once,
 * with the way to it. Rejects nothing: a copy that cannot be written is in the log at full length.
 */
export async function setAside(context: vscode.ExtensionContext, log: Log, original: unknown, problems: readonly string[]): Promise<void> {
  const name = `progress-${new Date().toISOString().replace(/[:.]/g, '-')}.json`;
  const file = vscode.Uri.joinPath(context.globalStorageUri, 'set-aside', name);
  for (const problem of problems.slice(0, MOST_TOLD)) log.warn(`Stored progress: ${problem}`);
  if (problems.length > MOST_TOLD) log.warn(`Stored progress: and ${problems.length - MOST_TOLD} more like these.`);
  const text = asText(original);
  if (text === undefined) {
    log.warn('Stored progress could not be read whole; the original is nested too deeply to be kept.');
    void showWarning(vscode.l10n.t('Part of your stored roadmap progress could not be read. What could be read is shown.'));
    return;
  }
  try {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    log.warn(`Stored progress could not be read whole; the original was kept in ${file.toString(true)}`);
  } catch (error) {
    log.error(`keeping unreadable progress in ${file.toString(true)}; it was ${text}`, error);
  }
  void tell(file);
}

/** Undefined for what is nested so deeply that nobody can write it down. */
function asText(value: unknown): string | undefined {
  try {
    return JSON.stringify(value, undefined, 2);
  } catch {
    return undefined;
  }
}

/** A newer release wrote the synced copy: it is left untouched, and this window goes on with what it has. */
export function reportNewer(log: Log, version: number): void {
  log.warn(`The synced progress has format ${version}, which is newer than this release; it is left untouched.`);
  void showWarning(
    vscode.l10n.t(
      'Your synced progress was written by a newer Backend Roadmap (format {0}). It was left untouched, and what you tick here is kept on this machine. Update the extension to bring both together.',
      version,
    ),
  );
}

async function tell(file: vscode.Uri): Promise<void> {
  const show = vscode.l10n.t('Show the Original');
  const answer = await showWarning(
    vscode.l10n.t(
      'Part of your stored roadmap progress could not be read. What could be read is shown, and the original was kept in a file.',
    ),
    show,
  );
  if (answer === show) await vscode.window.showTextDocument(file);
}
