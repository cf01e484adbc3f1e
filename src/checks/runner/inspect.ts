import { join } from 'node:path';
import { MAX_PROJECT_FILE, parseProjectFile, PROJECT_FILE, ProjectFileError, startOf, type ProjectFile } from '../../content/projectFile';
import { missingTools } from '../../platform/npmPackages';
import { NotSmallError, readSmall } from '../../platform/smallFiles';
import { EnvironmentProblem } from './runContext';

/** A repo that says all that is needed to check it. */
export interface CheckedProject extends ProjectFile {
  readonly project: string;
  readonly start: string;
}

/** Reads what a repo says about itself. @throws EnvironmentProblem when it says nothing, or not enough. */
export async function readProject(folder: string): Promise<CheckedProject> {
  const text = await readSmall(join(folder, PROJECT_FILE), MAX_PROJECT_FILE).catch((error: unknown) => {
    if (error instanceof NotSmallError) throw new EnvironmentProblem('bad-project-file', new ProjectFileError(error.message).message);
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

/**
 * Looks whether what the start command needs is there: Node.js when it asks for it, and the packages that `package.json` names.
 * @throws EnvironmentProblem with the one thing to do.
 */
export async function inspectTools(folder: string, { start, build }: CheckedProject, environment: NodeJS.ProcessEnv): Promise<void> {
  const missing = await missingTools(folder, [build, start], environment);
  if (missing === 'node') {
    throw new EnvironmentProblem(
      'no-node',
      'Node.js is not installed, or is not on the PATH: install it from https://nodejs.org and start VS Code again.',
    );
  }
  if (missing.length === 0) return;
  const names = missing.length > 3 ? `${missing.slice(0, 3).join(', ')} and ${missing.length - 3} more` : missing.join(', ');
  throw new EnvironmentProblem('not-installed', `The dependencies are not installed (${names}): run npm install in the project's folder.`);
}
