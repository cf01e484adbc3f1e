import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { outside } from '../../base/text';
import type { CheckSuite } from '../../content/stage';
import type { Stage } from '../kit/stage';
import { EnvironmentProblem } from './runContext';

/** Where the checks of projects are had from. */
export interface Suites {
  /** What there is to check in a project. @throws EnvironmentProblem when there is no such project. */
  readonly suiteOf: (project: string) => Promise<CheckSuite>;
  /** The checks of a stage. What its fixture is, its own checks alone know. */
  readonly stageOf: (project: string, stage: string) => Promise<Stage<unknown>>;
}

/** The checks as the build makes them, in a folder; that is `dist/checks`, beside this program, unless said. */
export const builtSuites = (home = fileURLToPath(new URL('.', import.meta.url))): Suites => ({
  async suiteOf(project) {
    const unknown = () =>
      new EnvironmentProblem(
        'unknown-project',
        `There are no checks for a project "${outside(project)}": correct "project" in .backend-roadmap.json.`,
      );
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(project)) throw unknown();
    const text = await readFile(join(home, project, 'project.json'), 'utf8').catch((error: unknown) => {
      throw error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENAMETOOLONG') ? unknown() : error;
    });
    return JSON.parse(text) as CheckSuite;
  },
  async stageOf(project, stage) {
    const module = (await import(pathToFileURL(join(home, project, `${stage}.mjs`)).href)) as { readonly stage: Stage<unknown> };
    return module.stage;
  },
});
