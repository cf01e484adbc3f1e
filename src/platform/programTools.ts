/** What a Node host knows about the programs of projects, loaded together by who is about to start one. */
export { missingTools } from './npmPackages';
export { installCommand, runsOnNode } from './packageManagers';
export { environmentFor, envFileIn, readEnvFile } from './programEnvironment';
