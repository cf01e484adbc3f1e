import * as vscode from 'vscode';
import type { App, CommandArguments } from './app';
import { checkTarget } from './checkTargets';

/** Checks a repo up to a stage: the one that is named, else the first that has not passed. */
export async function check(app: App, args: CommandArguments): Promise<void> {
  const target = await checkTarget(app, args, vscode.l10n.t('Check'));
  if (target) await (await app.checks.load()).check(target.folder, target.stage);
}

/** Checks every stage of a repo. */
export async function checkAll(app: App, args: CommandArguments): Promise<void> {
  const target = await checkTarget(app, args, vscode.l10n.t('Check All Stages'));
  if (target) await (await app.checks.load()).checkAll(target.folder);
}

export async function cancelCheck(app: App): Promise<void> {
  (await app.checks.load()).cancel();
}

export async function showCheckOutput(app: App): Promise<void> {
  (await app.checks.load()).showOutput();
}
