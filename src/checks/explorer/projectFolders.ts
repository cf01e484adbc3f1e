import * as vscode from 'vscode';
import { PROJECT_FILE, ProjectFileError, startOf, type ProjectFile } from '../../content/projectFile';
import { readProjectFile } from '../../content/readProjectFile';
import { nameOf, pathOf } from '../../base/uris';
import type { ProjectRepoStore } from '../../projects';
import type { Library } from '../../content/library';
import { UserError } from '../../base/userError';
import { shorten } from '../../base/commands';

/** A folder that can be checked. */
export interface ProjectFolder {
  readonly uri: vscode.Uri;
  readonly name: string;
  /** The id of the project. */
  readonly project: string;
  /** What its file said when it was read. */
  readonly file: ProjectFile & { readonly project: string; readonly start: string };
}

/** As many as anyone has open at once. */
const MAX_FOLDERS = 20;

/** Where there are repos of projects: in the workspace, and wherever the learner scaffolded some. */
export class ProjectFolders {
  constructor(
    private readonly stages: Library['stages'],
    private readonly repos: ProjectRepoStore,
  ) {}

  /** The repos in this workspace, and these others, that can be checked. Those that say nothing useful about themselves are passed over. */
  async inWorkspace(others: readonly vscode.Uri[] = []): Promise<ProjectFolder[]> {
    const files = await vscode.workspace.findFiles(`**/${PROJECT_FILE}`, '**/{node_modules,.git}/**', MAX_FOLDERS);
    const uris = [...files.map((file) => vscode.Uri.joinPath(file, '..')), ...others];
    const unique = new Map(uris.map((uri) => [uri.toString(), uri]));
    const folders = await Promise.all([...unique.values()].map((uri) => this.tryRead(uri)));
    return folders.filter((folder) => folder !== undefined).sort((a, b) => (a.uri.path < b.uri.path ? -1 : 1));
  }

  /** The repo that a file belongs to: the nearest folder above it that says it is one. */
  async around(file: vscode.Uri): Promise<ProjectFolder | undefined> {
    const root = vscode.workspace.getWorkspaceFolder(file)?.uri;
    for (let folder = vscode.Uri.joinPath(file, '..'); ; folder = vscode.Uri.joinPath(folder, '..')) {
      const found = await this.tryRead(folder);
      const isEnd = folder.path === root?.path || folder.path === '/' || this.repos.projectOf(folder) !== undefined;
      if (found || isEnd) return found;
    }
  }

  /** What a folder says about itself. @throws UserError when it is no repo of a project, or one without checks. */
  async read(uri: vscode.Uri): Promise<ProjectFolder> {
    try {
      const file = await readProjectFile(uri);
      const { project, start } = startOf(file);
      if (!this.stages.has(project)) throw new UserError(vscode.l10n.t('There are no checks for a project "{0}".', shorten(project)));
      return { uri, name: nameOf(uri), project, file: { ...file, project, start } };
    } catch (error) {
      if (error instanceof ProjectFileError) throw new UserError(`${pathOf(uri)}: ${error.message}`);
      if (error instanceof UserError) throw error;
      throw new UserError(vscode.l10n.t('{0} has no {1}, so it is not one of the projects.', pathOf(uri), PROJECT_FILE));
    }
  }

  private tryRead(uri: vscode.Uri): Promise<ProjectFolder | undefined> {
    return this.read(uri).catch(() => undefined);
  }
}
