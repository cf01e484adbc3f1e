import * as vscode from 'vscode';
import { CommandId } from '../ids';
import { reasonOf } from './errors';
import { showError } from './messages';
import { UserError } from './userError';

/** The extension's log channel, made when the first line is written. */
export class Log implements vscode.Disposable {
  private channel: vscode.LogOutputChannel | undefined;

  info(message: string): void {
    this.open().info(message);
  }

  warn(message: string): void {
    this.open().warn(message);
  }

  /** `doing` says what was attempted, as in "reading the journal". */
  error(doing: string, error: unknown): void {
    this.open().error(`${doing}: ${reasonOf(error, true)}`);
  }

  show(): void {
    this.open().show();
  }

  dispose(): void {
    this.channel?.dispose();
  }

  private open(): vscode.LogOutputChannel {
    return (this.channel ??= vscode.window.createOutputChannel('Backend Roadmap', { log: true }));
  }
}

/** Tells the learner of a failure that nobody expected; the details are in the log. */
export async function reportUnexpected(log: Log, doing: string, error: unknown): Promise<void> {
  log.error(doing, error);
  const showLog = vscode.l10n.t('Show Log');
  const reason = reasonOf(error);
  const message = vscode.l10n.t('Backend Roadmap could not finish: {0}.', `${doing}: ${reason}`);
  if ((await showError(message, showLog)) === showLog) {
    await vscode.commands.executeCommand(CommandId.showLog);
  }
}

/** Tells the learner of any failure: in its own sentence when they can do something about it, else as one that nobody expected. */
export function reportError(log: Log, doing: string, error: unknown): void {
  if (error instanceof UserError) void showError(error.message);
  else void reportUnexpected(log, doing, error);
}
