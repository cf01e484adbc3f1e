import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseProjectFile } from '../../../src/content/projectFile';
import type { CheckSuite } from '../../../src/content/stage';
import { repoRoot } from '../../support/paths';
import { inParallel } from './inParallel';
import { mutationsOf, type Mutation } from './mutations';
import { makeMutant, makeRepo, projectFolder } from './repos';
import { checkRepo, passedStages, troubles } from './runner';
import { realServices } from './servers';

const MUTATIONS_A_STAGE = 3;

/**
 * Proves the stages of a project both ways: the finished project passes them all, the bare starter exactly the first, and every fault
 * under `test/mutations` is found and named. A file for each project, so that mocha runs several at once.
 */
export function describeProject(id: string, stages: readonly string[]): void {
  describe(`checks of ${id}`, function () {
    this.timeout(4 * 60_000);
    const services = parseProjectFile(readFileSync(join(projectFolder(id), 'starter/.backend-roadmap.json'), 'utf8')).services;
    const suiteFile = join(repoRoot, 'dist/checks', id, 'project.json');
    let finished: string;

    before('the finished project', async () => {
      assert.ok(existsSync(suiteFile), `${suiteFile} is missing: run "npm run build" first`);
      finished = await makeRepo(id, 'solution');
    });

    it('has its stages', () => {
      const suite = JSON.parse(readFileSync(suiteFile, 'utf8')) as CheckSuite;
      assert.deepEqual(
        suite.stages.map((stage) => stage.id),
        stages,
      );
    });

    it('the solution passes every stage, with dev services', async () => {
      const run = await checkRepo(finished);
      assert.deepEqual([run.outcome, passedStages(run)], ['passed', stages], troubles(run));
    });

    if (services.some((kind) => kind !== 'mongodb')) {
      it('the solution passes every stage, with real servers', async () => {
        const run = await checkRepo(finished, [], await realServices(services));
        assert.deepEqual([run.outcome, passedStages(run)], ['passed', stages], troubles(run));
      });
    }

    it('the bare starter passes exactly the first', async () => {
      const run = await checkRepo(await makeRepo(id, 'starter'), [], await realServices(services));
      assert.deepEqual([run.outcome, passedStages(run)], ['failed', stages.slice(0, 1)], troubles(run));
    });

    for (const stage of stages) {
      it(`${stage} names the faults that are put into the solution`, async () => {
        const mutations = mutationsOf(id, stage);
        assert.ok(
          mutations.length >= MUTATIONS_A_STAGE,
          `there are ${mutations.length} faults for ${id}/${stage}, and not ${MUTATIONS_A_STAGE}`,
        );
        // A few at a time: more than the machine has cores would only wait for each other.
        await inParallel(mutations, 4, (mutation) => assertFound(stage, mutation));
      });
    }

    async function assertFound(stage: string, { name, file, fault, fails, says, tries }: Mutation): Promise<void> {
      const mutant = await makeMutant(finished, file);
      const about = `${stage}/${name} (${fault})`;
      for (let left = tries; ; left--) {
        const run = await checkRepo(mutant, ['--stage', stage, '--only'], await realServices(services));
        assert.equal(run.problem, undefined, about);
        const failed = run.stages.flatMap(({ checks }) => checks.filter(({ failure }) => failure));
        const message = failed.find((check) => check.id === fails)?.failure?.message;
        if (message === undefined && left > 1) continue;
        const others = failed.map((check) => check.id).join(', ') || 'none';
        assert.ok(message !== undefined, `${about}: the check ${fails} passed; failed: ${others}\n${troubles(run)}`);
        assert.ok(message.includes(says), `${about}: the message should name it ("${says}"), but says: ${message}`);
        return;
      }
    }
  });
}
