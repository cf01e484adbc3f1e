import * as vscode from 'vscode';
import type { Library } from '../../content/library';
import { filesAfter } from '../../content/starter';

const STAGE_SCHEME = 'backend-roadmap-stage';
const SOLUTION_SCHEME = 'backend-roadmap-solution';

/** The read-only document of a stage: what to build and what is checked, without the hints. */
export const stageUri = (project: string, stage: string): vscode.Uri =>
  vscode.Uri.from({ scheme: STAGE_SCHEME, path: `/${project}/${stage}.md` });

/** A file of the solution as it is after a stage, as a read-only document; an empty one when there is no such file. */
export const solutionUri = (project: string, stage: string, file: string): vscode.Uri =>
  vscode.Uri.from({ scheme: SOLUTION_SCHEME, path: `/${project}/${file}`, query: stage });

/** Serves both kinds of documents; what they hold is read when one is opened, also by a tab that a restart has brought back. */
export function registerCheckDocuments({ stages, starters }: Pick<Library, 'stages' | 'starters'>): vscode.Disposable {
  const partsOf = ({ path }: vscode.Uri): [project: string, rest: string] => {
    const [, project = '', ...rest] = path.split('/');
    return [project, rest.join('/')];
  };
  const stageText: vscode.TextDocumentContentProvider = {
    async provideTextDocumentContent(uri) {
      const [project, file] = partsOf(uri);
      const stage = stages.has(project) ? (await stages.load(project)).find(({ id }) => `${id}.md` === file) : undefined;
      return stage?.markdown ?? vscode.l10n.t('There is no such stage any more.');
    },
  };
  const solutionText: vscode.TextDocumentContentProvider = {
    async provideTextDocumentContent(uri) {
      const [project, path] = partsOf(uri);
      // A tab from before solutions had stages names none, and goes on to show the finished project.
      return filesAfter(await starters.load(project), uri.query).get(path)?.text ?? '';
    },
  };
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(STAGE_SCHEME, stageText),
    vscode.workspace.registerTextDocumentContentProvider(SOLUTION_SCHEME, solutionText),
  );
}
