import * as vscode from 'vscode';
import type { ActiveCheck, CheckActivity } from '../checkActivity';
import type { CheckRuns } from '../explorer/checkRuns';
import type { TestExplorer } from '../explorer/testExplorer';
import type { RepoTargetParts } from '../../projects';
import type { CommandArguments } from '../../base/commands';
import { isObject } from '../../base/guards';
import { UserError } from '../../base/userError';
import { targetRepo } from '../../projects';

/** The parts that these commands work with. */
export interface CheckParts extends RepoTargetParts {
  readonly checks: TestExplorer;
  readonly activity: CheckActivity;
}

/** Checks a repo up to a stage: the one that is named, else the first that has not passed. */
export const check = (app: CheckParts, args: CommandArguments): Promise<void> =>
  work(app, args, vscode.l10n.t('Check'), (runs, { folder, stage }) => runs.check(folder, stage));

/** The same with its program in a debugger, and with no stage before it. */
export const debugStage = (app: CheckParts, args: CommandArguments): Promise<void> =>
  work(app, args, vscode.l10n.t('Debug This Stage'), (runs, { folder, stage }) => runs.debug(folder, stage));

/** Checks every stage of a repo. */
export const checkAll = (app: CheckParts, args: CommandArguments): Promise<void> =>
  work(app, args, vscode.l10n.t('Check All Stages'), (runs, { folder }) => runs.checkAll(folder));

/** Checks a server that the learner has started themselves, wherever it runs; `{ anew: true }` asks for its address again. */
export const checkServer = (app: CheckParts, args: CommandArguments): Promise<void> =>
  work(app, args, vscode.l10n.t('Check a Running Server'), (runs, { folder, stage }) => runs.checkServer(folder, stage, args[0]));

async function work(
  app: CheckParts,
  args: CommandArguments,
  title: string,
  begin: (runs: CheckRuns, target: CheckTarget) => Promise<void>,
): Promise<void> {
  const target = await checkTarget(app, args, title);
  if (target) await begin(await app.checks.load(), target);
}

/** Ends the check of the project that is named (a row of the Projects view, `{ folder }`, a file of it), else every one in this window. */
export async function cancelCheck(app: CheckParts, [argument]: CommandArguments): Promise<void> {
  const runs = await app.checks.load();
  if (argument === undefined || argument === null) runs.cancel();
  for (const { folder } of app.activity.all.filter((active) => isMeant(active, argument))) runs.cancel(folder);
}

/** Whether an argument of a command names a check that is under way. */
function isMeant({ folder, project }: ActiveCheck, argument: unknown): boolean {
  if (argument instanceof vscode.Uri) return `${argument.toString()}/`.startsWith(`${folder.toString()}/`);
  if (!isObject(argument)) return false;
  if (argument['folder'] === folder.toString()) return true;
  const { kind, repo, parent } = argument;
  if (kind === 'repo') return isObject(repo) && String(repo['uri']) === folder.toString();
  const row = kind === 'stage' ? parent : argument;
  return isObject(row) && isObject(row['project']) && row['project']['id'] === project;
}

export async function showCheckOutput(app: CheckParts): Promise<void> {
  (await app.checks.load()).showOutput();
}

/** What a command about checks is meant for. */
export interface CheckTarget {
  readonly folder: vscode.Uri;
  /** A stage of it, if one was named. */
  readonly stage?: string | undefined;
}

/**
 * The repo, and the stage, a command is meant for: those of `{ folder, stage }` (pages and other extensions), of a row of the Projects
 * view, of a file (the editor's title), or of the file in front of the learner; the one in this workspace; or what the learner picks.
 * Undefined when the learner picked nothing. @throws UserError when the argument is none of these, or there is no such repo.
 */
export async function checkTarget(app: CheckParts, args: CommandArguments, title: string): Promise<CheckTarget | undefined> {
  const [argument] = args;
  const { folders } = await app.checks.load();
  if (argument === undefined || argument === null) {
    const file = vscode.window.activeTextEditor?.document.uri;
    const around = file?.scheme === 'file' ? await folders.around(file) : undefined;
    const open = around ? [around] : await folders.inWorkspace();
    if (open.length === 0) return repoTarget(app, args, title);
    if (open.length === 1) return open[0] && { folder: open[0].uri };
    const items = open.map(({ name, project, uri }) => ({ label: name, description: project, folder: uri }));
    return vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('Choose a project') });
  }
  if (argument instanceof vscode.Uri) {
    const found = app.repos.projectOf(argument) === undefined ? await folders.around(argument) : { uri: argument };
    if (!found) throw new UserError(vscode.l10n.t('{0} belongs to no project that can be checked.', argument.fsPath));
    return { folder: found.uri };
  }
  const place = placeOf(argument);
  if (place) return { folder: place.folder, stage: place.stage };
  const stage = stageOfRow(argument);
  if (stage) {
    const repo = await targetRepo(app, [stage.project], title);
    return repo && { folder: repo.uri, stage: stage.id };
  }
  return repoTarget(app, args, title);
}

async function repoTarget(app: CheckParts, args: CommandArguments, title: string): Promise<CheckTarget | undefined> {
  const repo = await targetRepo(app, args, title);
  return repo && { folder: repo.uri };
}

function placeOf(argument: unknown): CheckTarget | undefined {
  if (typeof argument !== 'object' || argument === null || !('folder' in argument)) return undefined;
  const { folder } = argument;
  const stage = 'stage' in argument ? argument.stage : undefined;
  if (typeof folder !== 'string' || (stage !== undefined && typeof stage !== 'string')) {
    throw new UserError(vscode.l10n.t('This command needs the address of a folder, and the id of a stage if it is about one.'));
  }
  return { folder: vscode.Uri.parse(folder), stage };
}

/** The stage in a row of the Projects view. */
function stageOfRow(argument: unknown): { readonly project: string; readonly id: string } | undefined {
  if (typeof argument !== 'object' || argument === null || !('kind' in argument) || argument.kind !== 'stage') return undefined;
  const { stage, parent } = argument as { stage?: { id?: unknown }; parent?: { project?: { id?: unknown } } };
  const [id, project] = [stage?.id, parent?.project?.id];
  return typeof id === 'string' && typeof project === 'string' ? { project, id } : undefined;
}
