import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunEvent } from '../../../src/checks/model/events';
import { MaskedEvents, secretsOf } from '../../../src/checks/runner/masking';
import { makeTemporary } from '../../support/temporary';

const SECRET = 'hunter2-correct-horse';
const END: RunEvent = { type: 'run-finished', outcome: 'passed', ms: 1, startMs: 1, requestMs: 1 };

describe('what a run tells', () => {
  const told = (...events: RunEvent[]): RunEvent[] => {
    const all: RunEvent[] = [];
    const masked = new MaskedEvents((event) => all.push(event));
    masked.add([SECRET]);
    for (const event of [...events, END]) masked.emit(event);
    return all.slice(0, -1);
  };
  const printed = (...texts: string[]) =>
    told(...texts.map((text): RunEvent => ({ type: 'output', text })))
      .map((event) => (event.type === 'output' ? event.text : ''))
      .join('');

  it('holds no secret in any of its texts', () => {
    const failure = { message: SECRET, expected: SECRET, actual: SECRET, exchange: SECRET, output: SECRET };
    const events: RunEvent[] = [
      { type: 'run-started', project: 'rest-api', command: `TOKEN=${SECRET} npm start`, stages: [] },
      { type: 'service', kind: 'redis', note: SECRET },
      { type: 'notice', message: SECRET },
      { type: 'check-finished', stage: 'a', check: 'b', ms: 1, failure },
      { type: 'problem', code: 'start-ended', message: SECRET, detail: SECRET },
      { type: 'output', text: `${SECRET}\n` },
    ];
    assert.doesNotMatch(JSON.stringify(told(...events)), /hunter2/);
  });

  it('keeps its ids, and fields that are not there stay away', () => {
    const stage = SECRET;
    assert.deepEqual(told({ type: 'stage-started', stage }), [{ type: 'stage-started', stage }]);
    const finished: RunEvent = { type: 'check-finished', stage, check: stage, ms: 1, failure: { message: 'no' } };
    assert.deepEqual(told(finished), [finished]);
  });

  it('holds none that comes in pieces, either, and is whole otherwise', () => {
    for (let at = 1; at < SECRET.length; at++) assert.equal(printed(`a ${SECRET.slice(0, at)}`, `${SECRET.slice(at)} b\n`), 'a *** b\n');
    assert.equal(printed(...Array.from(`a ${SECRET} b hunter2 c`)), 'a *** b hunter2 c');
    assert.equal(printed('at postgres://me:pa', 'ss@db/x\n'), 'at postgres://me:***@db/x\n');
  });

  it('holds none that was cut in its middle', () => {
    assert.equal(
      printed('a hunter2-corr', '…\n(5 kB of output left out)\n…', 'ct-horse b\n'),
      'a ***…\n(5 kB of output left out)\n…*** b\n',
    );
    assert.equal(printed('a hunter2-corr'), 'a ***', 'the program was killed there');
  });

  it('knows the secrets of the environment and of every .env, but of no example', async () => {
    const folder = makeTemporary('env');
    writeFileSync(join(folder, '.env'), 'A=from-dot-env\nPORT=3000\n');
    writeFileSync(join(folder, '.env.local'), 'A="from local env"\n');
    writeFileSync(join(folder, '.env.example'), 'A=from-example\n');
    writeFileSync(join(folder, '.envrc'), 'A=from-envrc\n');
    mkdirSync(join(folder, '.env.folder'));
    assert.deepEqual((await secretsOf(folder, { GITHUB_TOKEN: 'ghp_123456', HOME: '/home/somebody' })).secrets, [
      'ghp_123456',
      'from-dot-env',
      'from local env',
    ]);
    assert.deepEqual(await secretsOf(join(folder, 'nowhere'), {}), { secrets: [], dotEnv: undefined, notices: [] });
  });

  it('knows the values of a file that other programs read otherwise than Node.js', async () => {
    const folder = makeTemporary('env');
    const known = async (text: string) => {
      writeFileSync(join(folder, 'prod.env'), text);
      return (await secretsOf(folder, {})).secrets;
    };
    for (const text of [
      'PASSWORD: hunter22xyz',
      'set PASSWORD=hunter22xyz',
      'A=1\rPASSWORD=hunter22xyz',
      'PASSWORD="$URL/${URL}hunter22xyz"',
    ])
      assert.ok((await known(text)).includes('hunter22xyz'), text);
    assert.ok((await known('PASSWORD=hunter22xyz#abc')).includes('hunter22xyz#abc'), 'a # that begins no comment');
    for (const text of [`A=x${' '.repeat(900_000)}y`, `A=${'${'.repeat(400_000)}`]) await known(text);
  });

  it('reads a file that is a pipe once, and names the files that it could not look at', async function () {
    // Windows has no pipe that lies in a folder.
    if (process.platform === 'win32') this.skip();
    const folder = makeTemporary('env');
    const pipe = join(folder, '.env');
    assert.equal(spawnSync('mkfifo', [pipe, join(folder, '.env.silent')]).status, 0);
    symlinkSync('/dev/zero', join(folder, '.env.zero'));
    writeFileSync(join(folder, '.env.large'), 'x'.repeat(1_000_001));
    const [found] = await Promise.all([secretsOf(folder, {}, 500), writeFile(pipe, 'A=from-a-pipe')]);
    assert.deepEqual([found.secrets, found.dotEnv], [['from-a-pipe'], 'A=from-a-pipe']);
    assert.deepEqual([...found.notices].sort(), [
      'The values of .env.large are not taken out of what is shown here: it is not a file of at most 1000 kB.',
      'The values of .env.silent are not taken out of what is shown here: it is a pipe, and nobody has written all of it within 0.5 seconds.',
      'The values of .env.zero are not taken out of what is shown here: it is not a file of at most 1000 kB.',
    ]);
  });
});
