import * as vscode from 'vscode';
import type { CommandArguments } from '../base/commands';
import { pathOf } from '../base/uris';
import { UserError } from '../base/userError';
import type { ProjectRepo } from './projectRepos';
import { targetRepo, type RepoTargetParts } from './projectTargets';
import { scaffoldOptionsOf } from './scaffold/options';
import type { Scaffolder } from './scaffold/scaffolder';
import type { ProjectLauncher } from './start/projectLauncher';
import { showInStatusBar, showInformation } from '../base/messages';

/** The parts that these commands work with. */
interface ProjectParts extends RepoTargetParts {
  readonly scaffolder: Scaffolder;
}

/** Scaffolds a project; what is not said is asked. Returns its folder, or undefined when the learner cancelled. */
export function scaffoldProject(app: ProjectParts, [argument]: CommandArguments, project?: string): Promise<vscode.Uri | undefined> {
  return app.scaffolder.scaffoldProject({ ...scaffoldOptionsOf(app.library, argument), ...(project !== undefined && { project }) });
}

/** Opens a repo: in this window when nothing is open in it. One that is open is shown in the explorer. */
export async function openProject(app: ProjectParts, args: CommandArguments): Promise<void> {
  const repo = await existingRepo(app, args, vscode.l10n.t('Open Project'));
  if (!repo) return;
  const open = vscode.workspace.workspaceFolders ?? [];
  const isOpen = open.some(({ uri }) => uri.toString() === repo.uri.toString());
  if (isOpen) await vscode.commands.executeCommand('revealInExplorer', repo.uri);
  else await vscode.commands.executeCommand('vscode.openFolder', repo.uri, { forceNewWindow: open.length > 0 });
}

export async function openProjectInNewWindow(app: ProjectParts, args: CommandArguments): Promise<void> {
  const repo = await existingRepo(app, args, vscode.l10n.t('Open in New Window'));
  if (repo) await vscode.commands.executeCommand('vscode.openFolder', repo.uri, { forceNewWindow: true });
}

export async function addProjectToWorkspace(app: ProjectParts, args: CommandArguments): Promise<void> {
  const repo = await existingRepo(app, args, vscode.l10n.t('Add to Workspace'));
  if (repo) vscode.workspace.updateWorkspaceFolders(vscode.workspace.workspaceFolders?.length ?? 0, 0, { uri: repo.uri });
}

export async function revealProjectInOs(app: ProjectParts, args: CommandArguments): Promise<void> {
  const repo = await existingRepo(app, args, vscode.l10n.t('Reveal in File Manager'));
  if (repo) await vscode.commands.executeCommand('revealFileInOS', repo.uri);
}

/** Takes a repo off the list; its files stay, and the toast brings it back. */
export async function removeProjectFromList(app: ProjectParts, args: CommandArguments): Promise<void> {
  const repo = await targetRepo(app, args, vscode.l10n.t('Remove from List'));
  const project = repo && app.repos.projectOf(repo.uri);
  if (!repo || project === undefined) return;
  await app.repos.remove(repo.uri);
  const undo = vscode.l10n.t('Undo');
  const text = vscode.l10n.t('{0} was removed from the list. Its files stay where they are.', repo.name);
  void showInformation(text, undo).then((answer) => {
    if (answer === undo) return app.repos.add(project, repo.uri);
  });
}

async function existingRepo(app: ProjectParts, args: CommandArguments, title: string): Promise<ProjectRepo | undefined> {
  const repo = await targetRepo(app, args, title);
  const project = repo && app.repos.projectOf(repo.uri);
  if (project !== undefined) await app.repos.check(project);
  if (repo && app.repos.isMissing(repo.uri)) {
    throw new UserError(vscode.l10n.t('The folder {0} no longer exists.', pathOf(repo.uri)));
  }
  return repo;
}

/** The parts that these commands work with. */
interface StartParts extends RepoTargetParts {
  readonly projectLauncher: ProjectLauncher;
}

/** Starts a project: the one that is given, else the one that is open here, else one that the learner scaffolded. */
export async function startProject(app: StartParts, args: CommandArguments): Promise<void> {
  const title = vscode.l10n.t('Start Project');
  const folder = args[0] === undefined ? await projectOpenHere(title) : undefined;
  if (folder === 'cancelled') return;
  const target = folder ?? (await targetRepo(app, args, title))?.uri;
  if (target) await app.projectLauncher.start(target);
}

export async function stopServices(app: StartParts): Promise<void> {
  const stopped = await app.projectLauncher.stop();
  const message = stopped
    ? vscode.l10n.t('Stopped the programs that were started here, and their services.')
    : vscode.l10n.t('Nothing that was started here is running.');
  showInStatusBar(message, 4_000);
}

/** The project in this workspace; the learner's choice when there are several. */
async function projectOpenHere(title: string): Promise<vscode.Uri | 'cancelled' | undefined> {
  const files = await vscode.workspace.findFiles('**/.backend-roadmap.json', '**/node_modules/**', 20);
  const folders = files.map((file) => vscode.Uri.joinPath(file, '..'));
  if (folders.length < 2) return folders[0];
  const items = folders.map((folder) => ({ label: vscode.workspace.asRelativePath(folder), folder }));
  return (await vscode.window.showQuickPick(items, { title }))?.folder ?? 'cancelled';
}
