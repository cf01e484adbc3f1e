/** What other rooms may use of this one. */
import type { Uri } from 'vscode';

export { type ProjectRepo, type ProjectRepoStore, type ProjectRepos } from './projectRepos';
export { type RepoTargetParts, projectIdOf, targetRepo } from './projectTargets';

/** Installs the dependencies of a repo in a terminal of its own; what that needs is loaded then. @throws UserError when it fails. */
export async function installDependencies(folder: Uri): Promise<void> {
  const dependencies = await import('./start/dependencies');
  await dependencies.installDependencies(folder);
}
