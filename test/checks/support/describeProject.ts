import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parseProjectFile } from '../../../src/content/projectFile';
import type { CheckSuite } from '../../../src/content/stage';
import { repoRoot } from '../../support/paths';
import { run } from '../../support/processes';
import { removeTemporary } from '../../support/temporary';
import { Lanes } from './lanes';
import { mutationsOf, type Mutation } from './mutations';
import { makeCast, makeMould, makeMutant, makeRepo, makeVariation, projectFolder, type Form } from './repos';
import { checkHere, checkRepo, passedStages, troubles, type CheckedRepo } from './runner';
import { realServices, sharedServices } from './servers';

const MUTATIONS_A_STAGE = 3;
/** More at a time than there are cores: much of a run is waiting. */
const AT_ONCE = 5;

/**
 * Proves the stages of a project both ways: the finished project passes them all by the command line, the bare starter exactly the first,
 * the solution of each stage exactly those up to it, and every fault under `test/mutations` is found and named by the check that has to
 * find it. A file for each project, so that mocha runs several at once; within one, each test begins what the next one waits for.
 */
export function describeProject(id: string, stages: readonly string[]): void {
  describe(`checks of ${id}`, function () {
    this.timeout(4 * 60_000);
    const { services } = parseProjectFile(readFileSync(join(projectFolder(id), 'starter/.backend-roadmap.json'), 'utf8'));
    const suiteFile = join(repoRoot, 'dist/checks', id, 'project.json');
    const lanes = new Lanes(AT_ONCE);
    const hasRealServices = services.some((kind) => kind !== 'mongodb');
    let mould: Promise<string>;

    const check = (make: () => Promise<string>, settings: () => Promise<Readonly<Record<string, string>>>) => () =>
      lanes.run<CheckedRepo>(async () => checkRepo(await make(), [], await settings()));
    const own = (form: Form) => () => makeRepo(id, form);

    /** What the tests wait for, in their order, each begun at most once. */
    const solution = once(check(own('solution'), () => Promise.resolve({})));
    // Once by its own start command is enough: here it is what the faults are put into.
    const solutionOnServers = once(check(async () => makeCast(await mould), () => realServices(services))); // prettier-ignore
    const variation = once(check(async () => makeVariation(id, await mould), () => sharedServices(services))); // prettier-ignore
    const starter = once(check(() => makeMould(id, 'starter'), () => realServices(services))); // prettier-ignore
    // The last one is the whole solution.
    const between = stages.slice(1, -1).map((stage) => once(() => lanes.run(() => checkSolved(stage))));
    const faults = stages.map((stage) => once(() => lanes.runAll(mutationsOf(id, stage), (mutation) => assertFound(stage, mutation))));
    const works: readonly (() => Promise<unknown>)[] = [
      solution,
      ...(hasRealServices ? [solutionOnServers] : []),
      variation,
      starter,
      ...between,
      ...faults,
    ];

    /** Waits for some of it, while the next begins. */
    function waitFor<T>(work: () => Promise<T>): Promise<T> {
      const under = work();
      // Whoever waits for it is told of its failure; until then it is nobody's.
      const place = works.indexOf(work);
      for (const next of works.slice(place + 1, place + 3)) next().catch(() => undefined);
      return under;
    }

    // When some tests were chosen, or one failed, what was begun for others goes on.
    after('what is under way', () => lanes.close());

    before('the finished project', () => {
      assert.ok(existsSync(suiteFile), `${suiteFile} is missing: run "npm run build" first`);
      mould = makeMould(id, 'solution');
      return mould;
    });

    it('has its stages', () => {
      const suite = JSON.parse(readFileSync(suiteFile, 'utf8')) as CheckSuite;
      assert.deepEqual(
        suite.stages.map((stage) => stage.id),
        stages,
      );
    });

    it('the solution passes every stage, with dev services', async () => assertPassed(await waitFor(solution)));

    if (hasRealServices)
      it('the solution passes every stage, with real servers', async () => assertPassed(await waitFor(solutionOnServers)));

    it('a program that is right in another way passes every stage', async () => assertPassed(await waitFor(variation)));

    it('the bare starter passes exactly the first', async () => {
      const run = await waitFor(starter);
      assert.deepEqual([run.outcome, passedStages(run)], ['failed', stages.slice(0, 1)], troubles(run));
    });

    for (const [index, work] of between.entries()) {
      const [stage, next] = stages.slice(index + 1);
      it(`the solution of ${stage} has no type error, passes what is asked up to there, and not ${next}`, async () => {
        const run = await waitFor(work);
        assert.deepEqual([run.outcome, passedStages(run)], ['failed', stages.slice(0, index + 2)], troubles(run));
      });
    }

    for (const [index, stage] of stages.entries()) {
      it(`${stage} names the faults that are put into the solution`, async () => {
        const { length } = mutationsOf(id, stage);
        assert.ok(length >= MUTATIONS_A_STAGE, `there are ${length} faults for ${id}/${stage}, and not ${MUTATIONS_A_STAGE}`);
        const work = faults[index];
        if (work) await waitFor(work);
      });
    }

    /** Checks the solution of a stage, up to the stage after it. */
    async function checkSolved(stage: string): Promise<CheckedRepo> {
      const repo = await makeRepo(id, { upTo: stage });
      await checkTypes(repo);
      await removeTemporary(repo);
      const solved = await makeMould(id, { upTo: stage });
      return checkRepo(solved, ['--stage', stages[stages.indexOf(stage) + 1] ?? ''], await sharedServices(services));
    }

    function assertPassed(run: CheckedRepo): void {
      assert.deepEqual([run.outcome, passedStages(run)], ['passed', stages], troubles(run));
      assert.equal(run.stderr, '', 'a run that passes warns of nothing');
    }

    async function assertFound(stage: string, { name, file, fault, fails, says, tries }: Mutation): Promise<void> {
      const mutant = await makeMutant(await mould, file);
      const about = `${stage}/${name} (${fault})`;
      for (let left = tries; ; left--) {
        const run = await checkHere(mutant, { stage, check: fails, settings: await sharedServices(services) });
        assert.equal(run.problem, undefined, about);
        const message = run.stages[0]?.checks[0]?.failure?.message;
        if (message === undefined && left > 1) continue;
        assert.ok(message !== undefined, `${about}: the check ${fails} passed`);
        assert.ok(message.includes(says), `${about}: the message should name it ("${says}"), but says: ${message}`);
        await removeTemporary(mutant);
        return;
      }
    }
  });
}

/** What `npm run typecheck` runs, which `test/starters` does: here without npm, which would take as long as the types. */
async function checkTypes(folder: string): Promise<void> {
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { scripts: { typecheck: string } };
  const path = [join(folder, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
  await run(scripts.typecheck, [], { cwd: folder, shell: true, env: { ...process.env, PATH: path } });
}

/** Begins some work when it is asked for first, and is the same for all who ask. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let begun: Promise<T> | undefined;
  return () => (begun ??= work());
}
