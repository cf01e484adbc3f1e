/** What other rooms may use of this one. */
export { type ProjectRepo, type ProjectRepoStore, type ProjectRepos } from './projectRepos';
export { type RepoTargetParts, projectIdOf, targetRepo } from './projectTargets';
