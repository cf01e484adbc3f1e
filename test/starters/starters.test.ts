import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repoRoot } from '../support/paths';
import { PROJECTS } from './support/projects';
import { modulesOf, packedProject } from './support/repos';
import { scaffoldAll } from './support/scaffold';
import { servicesOf } from './support/startedProject';
import { beginTrials, kindsOf, titleOf, type Steps } from './support/trials';

/** Beyond the limits of all that a step may have to wait for, so that those say what went wrong. */
const PATIENCE = 30 * 60_000;

describe('what a learner scaffolds', function () {
  this.timeout(PATIENCE);

  before('all six are scaffolded by the packaged extension in a real VS Code', () => scaffoldAll());

  for (const [index, project] of PROJECTS.entries()) {
    describe(project.id, () => {
      let steps: readonly Steps[] = [];

      before(() => {
        steps = beginTrials(project);
        // The registry is waited for while this project is tried. Who needs the packages is told if they cannot be had.
        const next = PROJECTS[index + 1];
        if (next) modulesOf(next.id).catch(() => undefined);
      });

      it('has every file of the starter, as it lies in the source', async () => {
        const { parent } = await scaffoldAll();
        const { files } = await packedProject(project.id);
        assert.ok(files.length > 10);
        for (const { path } of files) {
          const source = join(repoRoot, 'roadmap/backend/projects', project.id, 'starter', path);
          assert.equal(await readFile(join(parent, project.id, path), 'utf8'), await readFile(source, 'utf8'), path);
        }
      });

      it('declares the services that it needs', async () => {
        const { parent } = await scaffoldAll();
        assert.deepEqual(await servicesOf(join(parent, project.id)), project.services);
      });

      it('installs from the registry, with install scripts off', async () => {
        await modulesOf(project.id);
      });

      kindsOf(project).forEach((kind, at) => {
        describe(titleOf(project, kind), () => {
          if (kind.isTypeChecked) it('has no type error', () => steps[at]?.typeCheck);
          it('starts by npm start, answers, and ends in order', () => steps[at]?.startAndStop);
          it('passes its tests', () => steps[at]?.runTests);
        });
      });
    });
  }
});
