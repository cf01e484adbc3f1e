import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseProjectFile } from '../../src/content/projectFile';
import { digestOf } from '../../src/content/runConsent';
import { repoWith } from './support/misbehaving';
import { checkRepo, eventsHere, passedStages } from './support/runner';

const FILE = '.backend-roadmap.json';
/** Leaves a trace when it runs. */
const HOOK = `require('node:fs').appendFileSync('ran.txt', 'hook');`;

describe('a runner that was told what was approved', function () {
  this.timeout(60_000);
  let folder: string;

  const read = () => JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as Record<string, unknown>;
  const change = (more: object) => writeFileSync(join(folder, FILE), JSON.stringify({ ...read(), ...more }));
  const approved = () => digestOf(parseProjectFile(readFileSync(join(folder, FILE), 'utf8')));

  beforeEach(async () => {
    folder = await repoWith('none');
    writeFileSync(join(folder, 'hook.cjs'), HOOK);
  });

  it('runs that', async () => {
    change({ environment: { NODE_OPTIONS: '--require ./hook.cjs' } });
    const found = await checkRepo(folder, ['--stage', 'hello', '--approved', await approved()]);
    assert.deepEqual(passedStages(found), ['hello']);
    assert.match(readFileSync(join(folder, 'ran.txt'), 'utf8'), /^(?:hook)+$/);
  });

  it("counts the variables of the learner's own file in, which go before those of the project", async () => {
    const envFile = join(folder, 'extra.env');
    const withFile = ['--stage', 'hello', '--variables', envFile];
    change({ environment: { NODE_OPTIONS: '--require ./nothing.cjs' } });
    writeFileSync(envFile, 'NODE_OPTIONS=--require ./hook.cjs\n');
    const refused = await checkRepo(folder, [...withFile, '--approved', await approved()]);
    assert.deepEqual([refused.problem?.code, existsSync(join(folder, 'ran.txt'))], ['not-approved', false]);
    const file = parseProjectFile(readFileSync(join(folder, FILE), 'utf8'));
    const digest = await digestOf({ ...file, environment: { NODE_OPTIONS: '--require ./hook.cjs' } });
    const found = await checkRepo(folder, [...withFile, '--approved', digest]);
    assert.deepEqual([passedStages(found), existsSync(join(folder, 'ran.txt'))], [['hello'], true], JSON.stringify(found.problem));
    writeFileSync(envFile, 'OTHER=1\n');
    assert.equal((await checkRepo(folder, [...withFile, '--approved', digest])).problem?.code, 'not-approved');
  });

  it("shows nothing of the values in the learner's own file, whatever they are called", async () => {
    const envFile = join(folder, 'mine');
    writeFileSync(envFile, 'COLOR=blue-whale-42\n');
    change({ build: `node -e "console.log('the color is ' + process.env.COLOR)"`, environment: { SHAPE: 'a-round-thing' } });
    let printed = '';
    await eventsHere(folder, { stage: 'hello', envFile, onEvent: (event) => (printed += event.type === 'output' ? event.text : '') });
    assert.match(printed, /the color is \*\*\*/);
  });

  it("says what is wrong with the learner's own file", async () => {
    const { outcome, problem } = await checkRepo(folder, ['--variables', join(folder, 'none.env')]);
    assert.equal(outcome, 'problem');
    assert.equal(
      problem?.message,
      `The file ${join(folder, 'none.env')} with more variables cannot be used: there is no such file, or it cannot be read.`,
    );
  });

  it('runs nothing else, whatever of it has changed, and says so in one sentence', async () => {
    const digest = await approved();
    const changes = [
      { environment: { NODE_OPTIONS: '--require ./hook.cjs' } },
      { environment: { PATH: folder } },
      { environment: {}, build: 'node hook.cjs' },
      { build: undefined, start: 'node hook.cjs && node main.mjs none' },
    ];
    for (const one of changes) {
      change(one);
      const { outcome, problem, stages } = await checkRepo(folder, ['--stage', 'hello', '--approved', digest]);
      assert.deepEqual([outcome, problem?.code, stages], ['problem', 'not-approved', []], JSON.stringify(one));
      assert.equal(
        problem?.message,
        '.backend-roadmap.json has changed since you were asked, so nothing of it was run: check again to see what it says now.',
      );
    }
    assert.equal(existsSync(join(folder, 'ran.txt')), false);
  });
});
