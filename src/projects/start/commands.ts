import * as vscode from 'vscode';
import { CommandId } from '../../ids';
import type { ProjectLauncher } from './projectLauncher';
import type { RepoTargetParts } from '../projectTargets';
import type { CommandArguments } from '../../base/commands';
import { targetRepo } from '../projectTargets';

/** The parts that these commands work with. */
interface StartParts extends RepoTargetParts {
  readonly projectLauncher: ProjectLauncher;
}

/** Starts a project: the one that is given, else the one that is open here, else one that the learner scaffolded. */
export async function startProject(app: StartParts, args: CommandArguments): Promise<void> {
  const title = vscode.l10n.t('Start Project');
  const folder = args[0] === undefined ? await openProject(title) : undefined;
  if (folder === 'cancelled') return;
  const target = folder ?? (await targetRepo(app, args, title))?.uri;
  if (target) await app.projectLauncher.start(target, CommandId.stopServices);
}

export async function stopServices(app: StartParts): Promise<void> {
  const stopped = await app.projectLauncher.stop();
  const message = stopped ? vscode.l10n.t('The services were stopped.') : vscode.l10n.t('No services are running.');
  vscode.window.setStatusBarMessage(message, 4_000);
}

/** The project in this workspace; the learner's choice when there are several. */
async function openProject(title: string): Promise<vscode.Uri | 'cancelled' | undefined> {
  const files = await vscode.workspace.findFiles('**/.backend-roadmap.json', '**/node_modules/**', 20);
  const folders = files.map((file) => vscode.Uri.joinPath(file, '..'));
  if (folders.length < 2) return folders[0];
  const items = folders.map((folder) => ({ label: vscode.workspace.asRelativePath(folder), folder }));
  return (await vscode.window.showQuickPick(items, { title }))?.folder ?? 'cancelled';
}
