/** What other rooms may use of this one. */
import type { Uri } from 'vscode';
import type { RepositoryFacts } from './repositoryFacts';
import type { Consents, RunQuestion } from './start/consent';

export { type ProjectRepo, type ProjectRepoStore, type ProjectRepos } from './projectRepos';
export { type RepoTargetParts, projectIdOf, targetRepo } from './projectTargets';

export { installations } from './start/installations';
export { startedProjects } from './start/startedProjects';
export { type DependencyState, ProjectDependencies } from './start/projectDependencies';
export type { Consents } from './start/consent';
export type { RepositoryFacts } from './repositoryFacts';

/** Asks git about a folder (`repositoryFacts.ts`), which is loaded then. */
export async function repositoryFacts(folder: Uri, unimportant: string): Promise<RepositoryFacts> {
  return (await import('./repositoryFacts')).repositoryFacts(folder, unimportant);
}

/** Installs the dependencies of a repo in a terminal of its own; what that needs is loaded then. @throws UserError when it fails. */
export async function installDependencies(folder: Uri): Promise<void> {
  const dependencies = await import('./start/dependencies');
  await dependencies.installDependencies(folder);
}

/** Asks the learner before something of a project runs (`consent.ts`), which is loaded then. Undefined when they would rather not. */
export async function mayRun(question: RunQuestion, consents: Consents): Promise<string | undefined> {
  return (await import('./start/dependencies')).mayRun(question, consents);
}

/** Saves what is unsaved in a folder, before it is run. */
export async function saveFilesIn(folder: Uri): Promise<void> {
  return (await import('./start/dependencies')).saveFilesIn(folder);
}
