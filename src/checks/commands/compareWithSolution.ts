import * as vscode from 'vscode';
import { solutionFiles, solutionUri } from '../explorer/documents';
import { FAILURES_UNTIL_SOLUTION, maySeeSolution, nextStage } from '../model/results';
import { UserError } from '../../base/userError';
import type { CheckResults } from '../checkResults';
import type { CheckParts } from './check';
import type { CommandArguments } from '../../base/commands';
import { checkTarget } from './check';

/** The parts that these commands work with. */
interface CompareParts extends CheckParts {
  readonly results: CheckResults;
}

interface ComparedFile extends vscode.QuickPickItem {
  readonly path: string;
  readonly isMissing: boolean;
}

/**
 * Opens the learner's files beside those of the solution, which nobody can change. For those who have passed the stage, or have failed in
 * it three times. @throws UserError before that.
 */
export async function compareWithSolution(app: CompareParts, args: CommandArguments): Promise<void> {
  const title = vscode.l10n.t('Compare with Solution');
  const target = await checkTarget(app, args, title);
  if (!target) return;
  const { folder } = target;
  await app.results.loaded;
  const { project } = await (await app.checks.load()).folders.read(folder);
  const ids = (await app.library.stages.load(project)).map(({ id }) => id);
  const stage = target.stage ?? nextStage(app.results.resultsOf(folder, project), ids) ?? ids.at(-1) ?? '';
  const result = app.results.stage(folder, project, stage);
  if (!maySeeSolution(result)) {
    const left = FAILURES_UNTIL_SOLUTION - result.failures;
    throw new UserError(
      left === 1
        ? vscode.l10n.t('The solution can be compared once the stage has passed, or after one more try that does not pass.')
        : vscode.l10n.t('The solution can be compared once the stage has passed, or after {0} more tries that do not pass.', left),
    );
  }
  const files = await differences(folder, await solutionFiles(app.library.starters, project));
  if (files.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Your files are the same as those of the solution.'));
    return;
  }
  const picked = await vscode.window.showQuickPick(files, { title, placeHolder: vscode.l10n.t('Choose a file'), matchOnDescription: true });
  if (!picked) return;
  const { path, isMissing } = picked;
  // A document that the solution does not have is empty.
  const yours = isMissing ? solutionUri(project, `not-there/${path}`) : vscode.Uri.joinPath(folder, path);
  const name = path.slice(path.lastIndexOf('/') + 1);
  await vscode.commands.executeCommand('vscode.diff', yours, solutionUri(project, path), vscode.l10n.t('{0} (yours ↔ solution)', name));
}

/** The files of the solution that the learner has not, or has otherwise. */
async function differences(folder: vscode.Uri, solution: ReadonlyMap<string, string>): Promise<ComparedFile[]> {
  const read = async (path: string): Promise<string | undefined> => {
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, path)));
    } catch {
      // Not there, or not to be read: either way there is nothing of it to compare.
      return undefined;
    }
  };
  // What npm and the editor write is not what is learned.
  const paths = [...solution.keys()].filter((path) => !/(?:^|\/)(?:package-lock\.json|\.env.*|\.editorconfig|\.git.*)$/.test(path));
  const found = await Promise.all(paths.map(async (path) => [path, await read(path)] as const));
  const open = vscode.window.activeTextEditor?.document.uri.path;
  return found
    .filter(([path, text]) => text?.replaceAll('\r\n', '\n') !== solution.get(path)?.replaceAll('\r\n', '\n'))
    .map(([path, text]) => ({
      label: path,
      description: text === undefined ? vscode.l10n.t('not in your repo') : vscode.l10n.t('differs'),
      path,
      isMissing: text === undefined,
    }))
    .sort((a, b) => rank(a, folder, open) - rank(b, folder, open) || (a.path < b.path ? -1 : 1));
}

/** The file in front of the learner first, then what is in `src`, tests last. */
function rank({ path }: ComparedFile, folder: vscode.Uri, open: string | undefined): number {
  if (vscode.Uri.joinPath(folder, path).path === open) return 0;
  if (path.startsWith('src/')) return 1;
  return path.startsWith('test/') ? 3 : 2;
}
