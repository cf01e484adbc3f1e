import * as vscode from 'vscode';
import type { Library } from '../../content/library';

const STAGE_SCHEME = 'backend-roadmap-stage';
const SOLUTION_SCHEME = 'backend-roadmap-solution';

/** The read-only document of a stage: what to build and what is checked, without the hints. */
export const stageUri = (project: string, stage: string): vscode.Uri =>
  vscode.Uri.from({ scheme: STAGE_SCHEME, path: `/${project}/${stage}.md` });

/** A file of a project's solution, as a read-only document. */
export const solutionUri = (project: string, file: string): vscode.Uri =>
  vscode.Uri.from({ scheme: SOLUTION_SCHEME, path: `/${project}/${file}` });

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
      return (await solutionFiles(starters, project)).get(path) ?? '';
    },
  };
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(STAGE_SCHEME, stageText),
    vscode.workspace.registerTextDocumentContentProvider(SOLUTION_SCHEME, solutionText),
  );
}

/** Every file of a finished project: what the solution lays over the starter, and the rest of the starter. */
export async function solutionFiles(starters: Library['starters'], project: string): Promise<ReadonlyMap<string, string>> {
  const { files, solution } = await starters.load(project);
  return new Map([...files, ...solution].map(({ path, text }) => [path, text]));
}
