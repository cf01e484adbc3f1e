import * as vscode from 'vscode';
import { pathText } from './places';
import type { Target } from './target';

/** More names than that make a dialog that nobody reads. */
const NAMED = 12;

/** Asks what to do when something is in the place of the new folder. Dismissing the question cancels. */
export async function askAboutTarget(target: Target, title: string): Promise<'write' | 'name' | 'parent' | 'cancel'> {
  if (target.kind === 'free' || target.kind === 'empty') return 'write';
  const { files, blocking } = target.collisions;
  const overwrite = files.length > 0 ? vscode.l10n.t('Overwrite These Files') : vscode.l10n.t('Add the Files');
  const otherFolder = vscode.l10n.t('Another Folder');
  const otherName = vscode.l10n.t('Another Name');
  const canWrite = target.kind === 'occupied' && blocking.length === 0;
  const answer = await vscode.window.showWarningMessage(
    questionOf(target, title),
    { modal: true, detail: detailOf(target) },
    otherFolder,
    otherName,
    ...(canWrite ? [overwrite] : []),
  );
  switch (answer) {
    case otherFolder:
      return 'parent';
    case otherName:
      return 'name';
    case overwrite:
      return 'write';
    default:
      return 'cancel';
  }
}

function questionOf({ kind, folder }: Target, title: string): string {
  const where = pathText(folder);
  return kind === 'file'
    ? vscode.l10n.t('{0}: {1} is a file. Where shall the project be made?', title, where)
    : vscode.l10n.t('{0}: {1} is not empty. What shall be done?', title, where);
}

function detailOf({ kind, collisions: { files, blocking } }: Target): string {
  if (kind === 'file') return '';
  if (blocking.length > 0) return [vscode.l10n.t('What stands in the way and cannot be overwritten:'), ...named(blocking)].join('\n');
  if (files.length > 0) return [vscode.l10n.t('Files that would be overwritten:'), ...named(files)].join('\n');
  return vscode.l10n.t('None of its files would be overwritten.');
}

function named(paths: readonly string[]): string[] {
  const more = paths.length - NAMED;
  return more > 1 ? [...paths.slice(0, NAMED), vscode.l10n.t('… and {0} more', more)] : [...paths];
}
