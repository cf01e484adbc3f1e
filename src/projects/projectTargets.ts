import * as vscode from 'vscode';
import type { CommandArguments } from '../base/commands';
import { showInformation } from '../base/messages';
import { pathOf } from '../base/uris';
import { UserError } from '../base/userError';
import type { Library } from '../content/library';
import { CommandId } from '../ids';
import type { ProjectRepo, ProjectRepoStore } from './projectRepos';

/** What finding the repo of a command needs. */
export interface RepoTargetParts {
  readonly library: Library;
  readonly repos: ProjectRepoStore;
}

/** The id in a row of the Projects view, or the argument itself when it is no such row. */
export function projectIdOf(argument: unknown): unknown {
  if (!hasKind(argument, 'project')) return argument;
  const { project } = argument as { project?: unknown };
  return typeof project === 'object' && project !== null && 'id' in project ? project.id : argument;
}

/**
 * The repo a command is meant for: that of a row, of an address, the one of a project (of its row or id), or what the learner
 * picks. Undefined when the learner picked nothing, or is told that there is none. @throws UserError when the argument is none, or there is no such repo.
 */
export async function targetRepo(app: RepoTargetParts, [argument]: CommandArguments, title: string): Promise<ProjectRepo | undefined> {
  const all = app.library.index.outline.projects;
  if (argument === undefined || argument === null) {
    const ids = all.map(({ id }) => id);
    return pickRepo(app, ids, title);
  }
  const uri = argument instanceof vscode.Uri ? argument : uriOfRow(argument);
  if (uri) {
    const project = app.repos.projectOf(uri);
    const repo = app.repos.knownRepos(project ?? '').find((one) => one.uri.toString() === uri.toString());
    if (!repo) throw new UserError(vscode.l10n.t('This folder is not on the list of projects.'));
    return repo;
  }
  const id = projectIdOf(argument);
  const project = all.find((one) => one.id === id);
  if (!project) throw new UserError(vscode.l10n.t('This command needs a project that is in this roadmap.'));
  return pickRepo(app, [project.id], title);
}

/** Asks only when there is a choice. */
async function pickRepo(app: RepoTargetParts, projects: readonly string[], title: string): Promise<ProjectRepo | undefined> {
  await Promise.all(projects.map((id) => app.repos.check(id)));
  const repos = projects.flatMap((id) => app.repos.knownRepos(id));
  const [only] = repos;
  if (!only) {
    tellNone(projects);
    return undefined;
  }
  if (repos.length === 1) return only;
  const items = repos.map((repo) => ({
    label: repo.name,
    description: pathOf(repo.uri),
    repo,
  }));
  return (await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('Choose a project'), matchOnDescription: true }))
    ?.repo;
}

/** Nothing went wrong: there is something to do first. Does not wait for the answer. */
function tellNone(projects: readonly string[]): void {
  const scaffold = vscode.l10n.t('Scaffold Project');
  const isOne = projects.length === 1;
  const text = isOne
    ? vscode.l10n.t('You have not created this project yet. Scaffold it first: that creates its starter in a folder you choose.')
    : vscode.l10n.t('You have no project yet. Scaffold one first: that creates its starter in a folder you choose.');
  void showInformation(text, scaffold).then((answer) => {
    if (answer === scaffold) return vscode.commands.executeCommand(CommandId.scaffoldProject, ...(isOne ? projects : []));
  });
}

function uriOfRow(argument: unknown): vscode.Uri | undefined {
  if (!hasKind(argument, 'repo')) return undefined;
  const { repo } = argument as { repo?: unknown };
  const uri = typeof repo === 'object' && repo !== null && 'uri' in repo ? repo.uri : undefined;
  return uri instanceof vscode.Uri ? uri : undefined;
}

const hasKind = (value: unknown, kind: string): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
