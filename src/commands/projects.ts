import * as vscode from 'vscode';
import type { ProjectRepo } from '../services/projectRepos';
import { UserError } from '../services/userError';
import type { App, CommandArguments } from './app';
import { projectIdOf, targetRepo } from './projectTargets';
import { scaffoldOptionsOf } from './scaffoldOptions';
import { openRoadmap } from './openRoadmap';

/** Makes a repo of a project; what is not said is asked. Returns its folder, or undefined when the learner cancelled. */
export function scaffoldProject(app: App, [argument]: CommandArguments, project?: string): Promise<vscode.Uri | undefined> {
  return app.scaffolder.scaffoldProject({ ...scaffoldOptionsOf(app, argument), ...(project !== undefined && { project }) });
}

/** Opens a repo: in this window when nothing is open in it. One that is open is shown in the explorer. */
export async function openProject(app: App, args: CommandArguments): Promise<void> {
  const repo = await existingRepo(app, args, vscode.l10n.t('Open Project'));
  if (!repo) return;
  const open = vscode.workspace.workspaceFolders ?? [];
  const isOpen = open.some(({ uri }) => uri.toString() === repo.uri.toString());
  if (isOpen) await vscode.commands.executeCommand('revealInExplorer', repo.uri);
  else await vscode.commands.executeCommand('vscode.openFolder', repo.uri, { forceNewWindow: open.length > 0 });
}

export async function openProjectInNewWindow(app: App, args: CommandArguments): Promise<void> {
  const repo = await existingRepo(app, args, vscode.l10n.t('Open in New Window'));
  if (repo) await vscode.commands.executeCommand('vscode.openFolder', repo.uri, { forceNewWindow: true });
}

export async function addProjectToWorkspace(app: App, args: CommandArguments): Promise<void> {
  const repo = await existingRepo(app, args, vscode.l10n.t('Add to Workspace'));
  if (repo) vscode.workspace.updateWorkspaceFolders(vscode.workspace.workspaceFolders?.length ?? 0, 0, { uri: repo.uri });
}

export async function revealProjectInOs(app: App, args: CommandArguments): Promise<void> {
  const repo = await existingRepo(app, args, vscode.l10n.t('Reveal in File Manager'));
  if (repo) await vscode.commands.executeCommand('revealFileInOS', repo.uri);
}

/** Takes a repo off the list; its files stay, and the toast brings it back. */
export async function removeProjectFromList(app: App, args: CommandArguments): Promise<void> {
  const repo = await targetRepo(app, args, vscode.l10n.t('Remove from List'));
  const project = repo && app.repos.projectOf(repo.uri);
  if (!repo || project === undefined) return;
  await app.repos.remove(repo.uri);
  const undo = vscode.l10n.t('Undo');
  const text = vscode.l10n.t('{0} was taken off the list. Its files stay where they are.', repo.name);
  void vscode.window.showInformationMessage(text, undo).then((answer) => {
    if (answer === undo) return app.repos.add(project, repo.uri);
  });
}

export function showProjectCard(app: App, [argument]: CommandArguments): Promise<void> {
  return openRoadmap(app, [projectIdOf(argument)]);
}

async function existingRepo(app: App, args: CommandArguments, title: string): Promise<ProjectRepo | undefined> {
  const repo = await targetRepo(app, args, title);
  const project = repo && app.repos.projectOf(repo.uri);
  if (project !== undefined) await app.repos.check(project);
  if (repo && app.repos.isMissing(repo.uri)) {
    throw new UserError(
      vscode.l10n.t('The folder {0} is no longer there.', repo.uri.scheme === 'file' ? repo.uri.fsPath : repo.uri.toString(true)),
    );
  }
  return repo;
}
