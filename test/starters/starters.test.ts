import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repoRoot } from '../support/paths';
import { PROJECTS } from './support/projects';
import { modulesOf, packedProject } from './support/repos';
import { scaffoldAll } from './support/scaffold';
import { servicesOf } from './support/startedProject';
import { kindsOf, titleOf, trialsOf, type Steps } from './support/trials';

/** Beyond the limits of all that a step may have to wait for, so that those say what went wrong. */
const PATIENCE = 30 * 60_000;

describe('what a learner scaffolds', function () {
  this.timeout(PATIENCE);

  before('all six are scaffolded by the packaged extension in a real VS Code', () => scaffoldAll());

  for (const [index, project] of PROJECTS.entries()) {
    describe(project.id, () => {
      let steps: readonly Steps[] = [];

      before(() => {
        steps = trialsOf(project);
        // No core has to wait for the last step of a project.
        const next = PROJECTS[index + 1];
        if (next) trialsOf(next);
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
          if (kind.isTested) it('passes its tests', () => steps[at]?.runTests);
        });
      });
    });
  }
});
