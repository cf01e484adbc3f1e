/** What other rooms may use of this one. */

export { type ProjectRepo, type ProjectRepoStore, type ProjectRepos } from './projectRepos';
export { type RepoTargetParts, projectIdOf, targetRepo } from './projectTargets';

export { installations } from './start/installations';
export { startedProjects } from './start/startedProjects';
export { type DependencyState, ProjectDependencies } from './start/projectDependencies';
export { BRACE, commandWith, hasPlaceholder, isNameForSh, withoutPlaceholders } from './model/shellCommand';
export type { Consents } from './start/consent';
export type { RepositoryFacts } from './repositoryFacts';

/** What asks before a project runs, installs what it needs and reads the settings for it (`start/dependencies.ts`), which is loaded then. */
export const startTools = () => import('./start/dependencies');
