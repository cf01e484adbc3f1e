import * as vscode from 'vscode';
import type { ProjectRepo } from './projectRepos';
import { UserError } from '../base/userError';
import type { Scaffolder } from './scaffold/scaffolder';
import type { RepoTargetParts } from './projectTargets';
import type { CommandArguments } from '../base/commands';
import { projectIdOf, targetRepo } from './projectTargets';
import type { ScaffoldOptions } from './scaffold/scaffolder';
import { AFTERWARDS, isAfterwards } from '../base/settings';

/** The parts that these commands work with. */
interface ProjectParts extends RepoTargetParts {
  readonly scaffolder: Scaffolder;
}

/** Makes a repo of a project; what is not said is asked. Returns its folder, or undefined when the learner cancelled. */
export function scaffoldProject(app: ProjectParts, [argument]: CommandArguments, project?: string): Promise<vscode.Uri | undefined> {
  return app.scaffolder.scaffoldProject({ ...scaffoldOptionsOf(app, argument), ...(project !== undefined && { project }) });
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
  const text = vscode.l10n.t('{0} was taken off the list. Its files stay where they are.', repo.name);
  void vscode.window.showInformationMessage(text, undo).then((answer) => {
    if (answer === undo) return app.repos.add(project, repo.uri);
  });
}

async function existingRepo(app: ProjectParts, args: CommandArguments, title: string): Promise<ProjectRepo | undefined> {
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

/**
 * What an argument says about a new repo: a project's row or id, or options by name (`project`, `name`, `parent`, `git`, `open`).
 * @throws UserError when it is none of these, or names an option that cannot be.
 */
export function scaffoldOptionsOf(app: ProjectParts, argument: unknown): ScaffoldOptions {
  if (argument === undefined || argument === null) return {};
  const id = projectIdOf(argument);
  if (typeof id === 'string') return { project: existingProject(app, id) };
  if (typeof argument !== 'object' || Array.isArray(argument)) throw refuse('project', argument);
  const { project, name, parent, git, open } = argument as Partial<Record<keyof ScaffoldOptions, unknown>>;
  if (project !== undefined && typeof project !== 'string') throw refuse('project', project);
  if (name !== undefined && typeof name !== 'string') throw refuse('name', name);
  if (parent !== undefined && !(parent instanceof vscode.Uri)) throw refuse('parent', parent);
  if (git !== undefined && typeof git !== 'boolean') throw refuse('git', git);
  if (open !== undefined && !isAfterwards(open)) throw refuse('open', open);
  return {
    ...(project !== undefined && { project: existingProject(app, project) }),
    ...(name !== undefined && { name }),
    ...(parent !== undefined && { parent }),
    ...(git !== undefined && { git }),
    ...(open !== undefined && { open }),
  };
}

function existingProject(app: ProjectParts, id: string): string {
  if (app.library.index.outline.projects.some((project) => project.id === id)) return id;
  throw new UserError(vscode.l10n.t('There is no project "{0}" in this roadmap.', id.slice(0, 60)));
}

function refuse(option: keyof ScaffoldOptions, value: unknown): UserError {
  const given = typeof value === 'string' ? `"${value.slice(0, 60)}"` : typeof value;
  const text =
    option === 'open'
      ? vscode.l10n.t('The option "open" is one of {0}, not {1}.', AFTERWARDS.join(', '), given)
      : vscode.l10n.t('The option "{0}" cannot be {1}.', option, given);
  return new UserError(text);
}
