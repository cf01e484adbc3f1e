import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { CheckSuite } from '../../content/stage';
import type { Stage } from '../kit/stage';
import { EnvironmentProblem } from './problem';

/** Where the build put this program and the checks: `dist/checks`. */
const home = fileURLToPath(new URL('.', import.meta.url));

/** What there is to check in a project. @throws EnvironmentProblem when there is no such project. */
export async function loadSuite(project: string): Promise<CheckSuite> {
  const unknown = () =>
    new EnvironmentProblem(
      'unknown-project',
      `There are no checks for a project "${project}": correct "project" in .backend-roadmap.json.`,
    );
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(project)) throw unknown();
  const text = await readFile(join(home, project, 'project.json'), 'utf8').catch((error: unknown) => {
    throw error instanceof Error && 'code' in error && error.code === 'ENOENT' ? unknown() : error;
  });
  return JSON.parse(text) as CheckSuite;
}

/** The checks of a stage. What its fixture is, its own checks alone know. */
export async function loadStage(project: string, stage: string): Promise<Stage<unknown>> {
  const module = (await import(pathToFileURL(join(home, project, `${stage}.mjs`)).href)) as { readonly stage: Stage<unknown> };
  return module.stage;
}
