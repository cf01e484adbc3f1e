import { access, constants, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { parseProjectFile, PROJECT_FILE, ProjectFileError, startOf, type ProjectFile } from '../../content/projectFile';
import { missingPackages } from '../../platform/npmPackages';
import { EnvironmentProblem } from './runContext';

/** A repo that says all that is needed to check it. */
export interface CheckedProject extends ProjectFile {
  readonly project: string;
  readonly start: string;
}

/** Reads what a repo says about itself. @throws EnvironmentProblem when it says nothing, or not enough. */
export async function readProject(folder: string): Promise<CheckedProject> {
  const text = await readFile(join(folder, PROJECT_FILE), 'utf8').catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))) throw error;
    throw new EnvironmentProblem(
      'no-project-file',
      `${folder} has no ${PROJECT_FILE}, so it is unknown what to check: scaffold a project, or open its folder.`,
    );
  });
  try {
    const file = parseProjectFile(text);
    return { ...file, ...startOf(file) };
  } catch (error) {
    if (error instanceof ProjectFileError) throw new EnvironmentProblem('bad-project-file', error.message);
    throw error;
  }
}

/** Programs that come with Node.js, or are of no use without it. */
const OF_NODE = ['node', 'npm', 'npx', 'pnpm', 'yarn', 'tsx'];

/**
 * Looks whether what the start command needs is there: Node.js when it asks for it, and the packages that `package.json` names.
 * @throws EnvironmentProblem with the one thing to do.
 */
export async function inspectTools(folder: string, { start, build }: CheckedProject, environment: NodeJS.ProcessEnv): Promise<void> {
  const programs = [build, start].map((command) => /^\S+/.exec(command ?? '')?.[0] ?? '');
  const needsNode = programs.some((program) => OF_NODE.includes(program));
  if (!needsNode) return;
  if (!(await isOnPath('node', environment))) {
    throw new EnvironmentProblem(
      'no-node',
      'Node.js is not installed, or is not on the PATH: install it from https://nodejs.org and start VS Code again.',
    );
  }
  const missing = await missingPackages(folder);
  if (missing.length === 0) return;
  const names = missing.length > 3 ? `${missing.slice(0, 3).join(', ')} and ${missing.length - 3} more` : missing.join(', ');
  throw new EnvironmentProblem('not-installed', `The dependencies are not installed (${names}): run npm install in the project's folder.`);
}

async function isOnPath(program: string, environment: NodeJS.ProcessEnv): Promise<boolean> {
  const endings = process.platform === 'win32' ? (environment['PATHEXT'] ?? '.EXE;.CMD').split(';') : [''];
  const folders = (environment['PATH'] ?? environment['Path'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const files = folders.flatMap((folder) => endings.map((ending) => join(folder, `${program}${ending}`)));
  return (await Promise.all(files.map((file) => isThere(file, constants.X_OK)))).includes(true);
}

const isThere = (path: string, mode: number): Promise<boolean> =>
  access(path, mode).then(
    () => true,
    () => false,
  );
