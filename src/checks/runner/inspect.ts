import { join } from 'node:path';
import {
  MAX_PROJECT_FILE,
  parseProjectFile,
  PROJECT_FILE,
  ProjectFileError,
  projectOf,
  startOf,
  type ProjectFile,
} from '../../content/projectFile';
import { outside } from '../../base/text';
import { missingTools } from '../../platform/npmPackages';
import { installCommand, uninstalledIn } from '../../platform/packageManagers';
import { readEnvFile, WishError } from '../../platform/programEnvironment';
import { NotSmallError, readSmall } from '../../platform/smallFiles';
import type { ProblemCode } from '../model/events';
import { EnvironmentProblem } from './runContext';

/** A repo that says all that is needed to check it. */
export interface CheckedProject extends ProjectFile {
  readonly project: string;
  readonly start: string;
  /** Those of its variables that come from a file of the learner's own. */
  readonly fromFile: Readonly<Record<string, string>>;
}

/** Reads what a repo says about itself, and a file with more variables for its program. @throws EnvironmentProblem when it says nothing, or not enough. */
export async function readProject(folder: string, envFile?: string): Promise<CheckedProject> {
  const file = await readFileOf(folder);
  const fromFile = envFile === undefined ? {} : await variablesOf(envFile);
  return { ...file, ...told(() => startOf(file)), environment: { ...file.environment, ...fromFile }, fromFile };
}

async function readFileOf(folder: string): Promise<ProjectFile> {
  const text = await readSmall(join(folder, PROJECT_FILE), MAX_PROJECT_FILE).catch((error: unknown) => {
    if (error instanceof NotSmallError) throw new EnvironmentProblem('bad-project-file', new ProjectFileError(error.message).message);
    if (!(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))) throw error;
    throw new EnvironmentProblem(
      'no-project-file',
      `${folder} has no ${PROJECT_FILE}, so it is unknown what to check: scaffold a project, or open its folder.`,
    );
  });
  return told(() => parseProjectFile(text));
}

/** What is wrong with the file is a problem of the run. */
function told<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ProjectFileError) throw new EnvironmentProblem('bad-project-file', error.message);
    throw error;
  }
}

/** Of which project a repo is; nothing else of it is needed where nothing is started. @throws EnvironmentProblem when it does not say. */
export async function readProjectId(folder: string): Promise<string> {
  const file = await readFileOf(folder);
  return told(() => projectOf(file));
}

async function variablesOf(envFile: string): Promise<Record<string, string>> {
  try {
    return await readEnvFile(envFile);
  } catch (error) {
    if (!(error instanceof WishError)) throw error;
    throw new EnvironmentProblem('bad-project-file', `The file ${envFile} with more variables cannot be used: ${error.message}.`);
  }
}

/**
 * Looks whether what the start command needs is there: Node.js when it asks for it, and the packages that `package.json` names.
 * @throws EnvironmentProblem with the one thing to do.
 */
export async function inspectTools(folder: string, { start, build }: CheckedProject, environment: NodeJS.ProcessEnv): Promise<void> {
  const missing = await missingTools(folder, [build, start], environment);
  if (missing === 'node') {
    throw new EnvironmentProblem(
      'no-node',
      'Node.js is not installed, or is not on the PATH: install it from https://nodejs.org and start VS Code again, or say in the setting backendRoadmap.nodePath where it is.',
    );
  }
  if (missing.length === 0) return;
  throw notInstalled(missing, await installCommand(folder, [build, start]));
}

/** Problems that a dependency may be behind that is not installed. */
const MAY_LACK: readonly ProblemCode[] = ['build-failed', 'start-not-found', 'start-ended'];

/** A problem as it is, or, when what was printed says that a dependency is not installed, that. */
export async function withoutLack(error: unknown, folder: string, { start, build }: CheckedProject): Promise<unknown> {
  if (!(error instanceof EnvironmentProblem) || !MAY_LACK.includes(error.code)) return error;
  const { detail: output = '' } = error;
  const lack = await uninstalledIn(folder, [build, start], { output, isNotFound: error.code === 'start-not-found' });
  return lack ? notInstalled([lack.name], lack.install, output) : error;
}

function notInstalled(missing: readonly string[], install = 'npm install', detail?: string): EnvironmentProblem {
  // They are what a file or a program says, and of any length.
  const first = missing.slice(0, 3).map((name) => outside(name));
  const names = `${first.join(', ')}${missing.length > 3 ? ` and ${missing.length - 3} more` : ''}`;
  return new EnvironmentProblem(
    'not-installed',
    `The dependencies are not installed (${names}): run ${install} in the project's folder.`,
    detail,
  );
}
