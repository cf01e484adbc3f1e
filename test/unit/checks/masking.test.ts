import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunEvent } from '../../../src/checks/model/events';
import { MaskedEvents, secretsOf } from '../../../src/checks/runner/masking';
import { ProgramOutput } from '../../../src/checks/runner/output';
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

  it('holds no part of one that another stream has torn', () => {
    const all: RunEvent[] = [];
    const masked = new MaskedEvents((event) => all.push(event));
    masked.add([SECRET]);
    const output = new ProgramOutput((text) => masked.emit({ type: 'output', text }));
    output.add('a hunter2-corr', 'stdout');
    output.add('a warning\n', 'stderr');
    output.add('ect-horse b\n', 'stdout');
    output.add(`${'x'.repeat(17_000)}hunter2-corr`, 'stdout');
    output.add('(again)\n', 'stderr');
    output.add('ect-horse c\nhunter2-corr', 'stdout');
    masked.emit({ type: 'problem', code: 'start-ended', message: 'It ended.', detail: output.lastLines });
    output.flush();
    masked.emit(END);
    const said = JSON.stringify(all).replace(/x+/g, 'x');
    assert.doesNotMatch(said, /hunter|rect|ect-|horse/);
    assert.match(said, /"a warning\\n".*"a \*\*\* b\\n"/);
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

  it('knows the values of a file in any writing of letters, also in the parts of a project', async () => {
    const folder = makeTemporary('env');
    for (const part of ['server/config', 'node_modules/other', 'a/b/c']) mkdirSync(join(folder, part), { recursive: true });
    const text = 'FIRST=1\r\nDB_PASSWORD=hunter22xyz\r\n';
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
    for (const written of [bytes, Buffer.from(bytes).swap16(), Buffer.from(text, 'utf16le')]) {
      writeFileSync(join(folder, 'server/.env'), written);
      assert.deepEqual((await secretsOf(folder, {})).secrets, ['hunter22xyz']);
    }
    writeFileSync(join(folder, 'server/.env'), '\ufeffPIN=8a7b\n');
    writeFileSync(join(folder, 'server/config/.env.local'), Buffer.from('A=p\u00e4ssw\u00f6rt\n', 'latin1'));
    for (const other of ['node_modules/other', 'a/b/c']) writeFileSync(join(folder, other, '.env'), 'A=nobodys-secret\n');
    assert.deepEqual(
      (await secretsOf(folder, {})).secrets.filter((one) => !one.includes('\ufffd')),
      ['8a7b', 'p\u00e4ssw\u00f6rt'],
    );
  });

  it('says when a file has more values than anybody keeps', async () => {
    const folder = makeTemporary('env');
    writeFileSync(join(folder, '.env'), Array.from({ length: 5_001 }, (_, at) => `A${String(at)}=xxxxyyyy${String(at)}`).join('\n'));
    const { secrets, notices } = await secretsOf(folder, {});
    assert.equal(secrets.length, 5_000);
    assert.deepEqual(notices, ['Of the values of .env, only the first 5000 are taken out of what is shown here.']);
  });

  it('says when files have more values together, or are more, than anybody keeps, and begins with the .env', async () => {
    const folder = makeTemporary('env');
    const write = (name: string, count: number, length = 0) =>
      writeFileSync(
        join(folder, name),
        Array.from({ length: count }, (_, at) => `A=${`${name}-value-${at}`.padEnd(length, 'x')}\n`).join(''),
      );
    write('.env', 3_000);
    write('a.env', 3_000);
    write('bb.env', 1);
    const { secrets, notices } = await secretsOf(folder, {});
    assert.deepEqual([secrets.length, secrets.includes('.env-value-2999')], [5_000, true]);
    assert.deepEqual(notices, [
      'Of the values of a.env, only the first 2000 are taken out of what is shown here.',
      'The values of bb.env are not taken out of what is shown here: there are too many in the files before it.',
    ]);
    for (const name of ['a.env', 'bb.env']) write(name, 1, 600_000);
    const large = await secretsOf(folder, {});
    assert.deepEqual([large.secrets.length, large.notices.length], [3_001, 1], 'letters are counted as well');
    for (let at = 10; at < 62; at++) write(`file${at}.env`, 1);
    assert.equal(
      (await secretsOf(folder, {})).notices.at(-1),
      'The values of 5 more files such as file61.env are not taken out of what is shown here: there are more than 50.',
    );
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
