/**
 * Checks know addresses and answers alone, so a program passes in whatever it is written: here are programs as people of many frameworks
 * write them. Where a toolchain is missing, its frameworks are skipped, and the last line says which.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { Lanes } from '../checks/support/lanes';
import { mutationsIn, type Mutation } from '../checks/support/mutations';
import { checkHere, checkRepo, passedStages, troubles } from '../checks/support/runner';
import { removeTemporary } from '../support/temporary';
import { copyProgram, frameworks, makeProgram, missingFor, mistakesOf } from './programs';

const STAGES = ['hello', 'read-one', 'update', 'delete', 'validation', 'todo-backend', 'persistence', 'filtering'];
const FRAMEWORKS = [
  'axum',
  'chi',
  'django',
  'express',
  'fastapi',
  'fastify',
  'flask',
  'gin',
  'go-net-http',
  'hapi',
  'hono',
  'koa',
  'nestjs',
  'spring-boot',
];
const WITH_MISTAKES = ['express', 'fastapi'];
const MISTAKES_EACH = 5;
/** As many as the machine that the time of the suite is meant for has cores. */
const AT_ONCE = 2;

const notRun = new Set<string>();
const seconds: string[] = [];

/** What a test waits for: undefined, or the toolchain without which it cannot be tried. */
type Work = () => Promise<string | undefined>;

describe('the rest-api in many frameworks', function () {
  // A first run installs and builds, too.
  this.timeout(20 * 60_000);
  const lanes = new Lanes(AT_ONCE);

  const passes = FRAMEWORKS.map((name) => whereThere(name, () => lanes.run(() => assertPasses(name))));
  const finds = WITH_MISTAKES.map((name) =>
    whereThere(name, () => lanes.runAll(mutationsIn(mistakesOf(name)), (mistake) => assertFound(name, mistake))),
  );
  const works = [...passes, ...finds];

  it('there is a program for each, and mistakes for some', () => {
    assert.deepEqual(frameworks(), FRAMEWORKS);
    assert.deepEqual(
      FRAMEWORKS.filter((name) => existsSync(mistakesOf(name))),
      WITH_MISTAKES,
    );
  });

  for (const [index, name] of FRAMEWORKS.entries()) {
    it(`${name} passes every stage`, async function () {
      // Its toolchain is missing, which the suite says in its closing line.
      if ((await waitFor(index)) !== undefined) this.skip();
    });
  }

  for (const [index, name] of WITH_MISTAKES.entries()) {
    it(`what beginners do wrong in ${name} is found and named`, async function () {
      const { length } = mutationsIn(mistakesOf(name));
      assert.ok(length >= MISTAKES_EACH, `there are ${length} mistakes, and not ${MISTAKES_EACH}`);
      // As above.
      if ((await waitFor(passes.length + index)) !== undefined) this.skip();
    });
  }

  it('a program whose dependencies are not installed is told what installs them', async () => {
    const messageOf = async (name: string) => (await checkRepo(await copyProgram(name))).problem?.message;
    const lacks = 'The dependencies are not installed';
    const venv = 'python3 -m venv .venv && .venv/bin/python -m pip install -r requirements.txt';
    assert.equal(
      await messageOf('express'),
      `${lacks} (cors, express, express-validator and 1 more): run npm install in the project's folder.`,
    );
    assert.equal(await messageOf('fastapi'), `${lacks} (.venv): run ${venv} in the project's folder.`);
  });

  /** Waits for some of the work, while the next begins. */
  function waitFor(index: number): Promise<string | undefined> {
    const under = works[index]?.() ?? Promise.resolve(undefined);
    // Whoever waits for it is told of its failure; until then it is nobody's.
    for (const next of works.slice(index + 1, index + 1 + AT_ONCE)) next().catch(() => undefined);
    return under;
  }
});

process.once('exit', () => {
  if (seconds.length > 0) console.log(`Seconds: ${seconds.sort().join(', ')}`);
  if (notRun.size > 0) console.log(`Not run here: ${[...notRun].join(', ')}`);
});

/** Begins the work for a framework when it is asked for first, if its toolchain is there, and is the same for all who ask. */
function whereThere(framework: string, work: () => Promise<void>): Work {
  const tried = async (): Promise<string | undefined> => {
    const missing = await missingFor(framework);
    if (missing === undefined) await work();
    else notRun.add(`${framework} (no ${missing})`);
    return missing;
  };
  let begun: Promise<string | undefined> | undefined;
  return () => (begun ??= tried());
}

async function assertPasses(framework: string): Promise<void> {
  const folder = await makeProgram(framework);
  const run = await checkRepo(folder);
  assert.deepEqual([run.outcome, passedStages(run)], ['passed', STAGES], troubles(run));
  assert.equal(run.stderr, '', 'a run that passes warns of nothing');
  assert.deepEqual(run.notices, [], 'a run that passes has nothing to tell');
  seconds.push(`${framework} ${(run.ms / 1000).toFixed(1)}`);
  await removeTemporary(folder);
}

/** What a mistake fails is `<stage>/<check>`. */
async function assertFound(framework: string, { name, file, fault, fails, says, tries }: Mutation): Promise<void> {
  const folder = await makeProgram(framework, file);
  const [stage = '', check = ''] = fails.split('/');
  const about = `${framework}/${name} (${fault})`;
  for (let left = tries; ; left--) {
    const run = await checkHere(folder, { stage, check });
    assert.equal(run.problem, undefined, `${about}: ${troubles(run)}`);
    const message = run.stages[0]?.checks[0]?.failure?.message;
    if (message === undefined && left > 1) continue;
    assert.ok(message !== undefined, `${about}: the check ${fails} passed`);
    assert.ok(message.includes(says), `${about}: the message should name it ("${says}"), but says: ${message}`);
    await removeTemporary(folder);
    return;
  }
}
