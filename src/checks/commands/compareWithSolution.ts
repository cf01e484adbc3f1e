import * as vscode from 'vscode';
import { readOrdinary } from '../../content/ordinaryFile';
import { filesAfter, type SolvedFile } from '../../content/starter';
import { solutionUri } from '../explorer/documents';
import { maySeeSolution, nextStage } from '../model/results';
import type { CheckResults } from '../checkResults';
import { solutionCondition } from '../words';
import type { CheckParts } from './check';
import type { CommandArguments } from '../../base/commands';
import { checkTarget } from './check';
import { showInformation } from '../../base/messages';

/** The parts that these commands work with. */
interface CompareParts extends CheckParts {
  readonly results: CheckResults;
}

interface ComparedFile extends vscode.QuickPickItem {
  readonly path: string;
  readonly isMissing: boolean;
  /** The stage in which the solution has changed it last; undefined when it is as the starter has it. */
  readonly changedIn: string | undefined;
}

/**
 * Opens the learner's files beside those of the solution as it is after the stage, which nobody can change. For those who have passed the
 * stage, or have failed in it three times; the others are told so.
 */
export async function compareWithSolution(app: CompareParts, args: CommandArguments): Promise<void> {
  const title = vscode.l10n.t('Compare with Solution');
  const target = await checkTarget(app, args, title);
  if (!target) return;
  const { folder } = target;
  await app.results.loaded;
  const { project } = await (await app.checks.load()).folders.read(folder);
  const stages = await app.library.stages.load(project);
  const ids = stages.map(({ id }) => id);
  const stage = target.stage ?? nextStage(app.results.resultsOf(folder, project), ids) ?? ids.at(-1) ?? '';
  const result = app.results.stage(folder, project, stage);
  if (!maySeeSolution(result)) {
    void showInformation(solutionCondition(result));
    return;
  }
  const files = await differences(folder, filesAfter(await app.library.starters.load(project), stage));
  if (files.length === 0) {
    void showInformation(vscode.l10n.t('Your files are the same as those of the solution.'));
    return;
  }
  const stageTitle = stages.find(({ id }) => id === stage)?.title ?? stage;
  const items = grouped(files, stage);
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('{0}: {1}', title, stageTitle),
    placeHolder: vscode.l10n.t('Choose a file'),
    matchOnDescription: true,
  });
  if (!picked || !('path' in picked)) return;
  const { path, isMissing } = picked;
  // A document that the solution does not have is empty.
  const yours = isMissing ? solutionUri(project, stage, `not-there/${path}`) : vscode.Uri.joinPath(folder, path);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const label = vscode.l10n.t('{0} (yours ↔ solution)', name);
  await vscode.commands.executeCommand('vscode.diff', yours, solutionUri(project, stage, path), label);
}

/** What this stage is about first, then what is left of earlier ones, then the rest, each under a heading. */
function grouped(files: readonly ComparedFile[], stage: string): (ComparedFile | vscode.QuickPickItem)[] {
  const groups: [heading: string, files: readonly ComparedFile[]][] = [
    [vscode.l10n.t('This stage'), files.filter(({ changedIn }) => changedIn === stage)],
    [vscode.l10n.t('Earlier stages'), files.filter(({ changedIn }) => changedIn !== undefined && changedIn !== stage)],
    [vscode.l10n.t('Starter'), files.filter(({ changedIn }) => changedIn === undefined)],
  ];
  return groups.flatMap(([label, group]) => (group.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...group]));
}

/** In bytes. Of a file of a solution nobody makes more. */
const MAX_COMPARED = 10_000_000;

/** The files of the solution that the learner has not, or has otherwise. */
async function differences(folder: vscode.Uri, solution: ReadonlyMap<string, SolvedFile>): Promise<ComparedFile[]> {
  const read = async (path: string): Promise<string | undefined> => {
    try {
      const content = await readOrdinary(vscode.Uri.joinPath(folder, path), MAX_COMPARED);
      return content && new TextDecoder().decode(content);
    } catch {
      // Not there, or not to be read: either way there is nothing of it to compare.
      return undefined;
    }
  };
  // What npm and the editor write is not what is learned.
  const paths = [...solution.keys()].filter(
    (path) => !/(?:^|\/)(?:package-lock\.json|\.env.*|\.editorconfig|\.git.*)$|^\.vscode\//.test(path),
  );
  const found = await Promise.all(paths.map(async (path) => [path, await read(path)] as const));
  const open = vscode.window.activeTextEditor?.document.uri.path;
  return found
    .filter(([path, text]) => text?.replaceAll('\r\n', '\n') !== solution.get(path)?.text.replaceAll('\r\n', '\n'))
    .map(([path, text]) => ({
      label: path,
      description: text === undefined ? vscode.l10n.t('not in your project') : vscode.l10n.t('differs'),
      path,
      isMissing: text === undefined,
      changedIn: solution.get(path)?.changedIn,
    }))
    .sort((a, b) => rank(a, folder, open) - rank(b, folder, open) || (a.path < b.path ? -1 : 1));
}

/** The file in front of the learner first, then what is in `src`, tests last. */
function rank({ path }: ComparedFile, folder: vscode.Uri, open: string | undefined): number {
  if (vscode.Uri.joinPath(folder, path).path === open) return 0;
  if (path.startsWith('src/')) return 1;
  return path.startsWith('test/') ? 3 : 2;
}
