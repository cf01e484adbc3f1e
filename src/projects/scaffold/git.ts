import * as vscode from 'vscode';
import { kindAt } from './places';

/** The part of VS Code's git extension that is used; its whole interface is `extensions/git/src/api/git.d.ts`. */
interface GitApi {
  init(root: vscode.Uri): Promise<unknown>;
}
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

/** Begins git repositories, or undefined where git is missing, turned off, or may not run because nobody trusts the workspace. */
export async function findGit(): Promise<((folder: vscode.Uri) => Promise<void>) | undefined> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (!extension || !vscode.workspace.isTrusted) return undefined;
  try {
    const git = await extension.activate();
    if (!git.enabled) return undefined;
    const api = git.getAPI(1);
    return async (folder) => {
      await api.init(folder);
      // It answers with the repository as this window shows it, which may be nothing, and logs what git itself said.
      const kind = await kindAt(vscode.Uri.joinPath(folder, '.git'));
      if (kind === undefined) throw new Error(vscode.l10n.t('git did not begin a repository'));
      await forget(folder);
    };
  } catch {
    // Its way of saying that there is no git on this machine.
    return undefined;
  }
}

/** What git begins it also shows; a repo that is not part of this window would be a riddle among its source control. */
async function forget(folder: vscode.Uri): Promise<void> {
  if (!vscode.workspace.getWorkspaceFolder(folder)) await vscode.commands.executeCommand('git.close', folder);
}
