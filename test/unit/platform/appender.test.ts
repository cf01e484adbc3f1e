import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { decodeLines, encodeLine } from '../../../src/progress/model/codec';
import { createAppender } from '../../../src/platform/node';

const source = join(__dirname, '../../../src/platform/node.ts');
const uriOf = (fsPath: string) => ({ fsPath }) as unknown as vscode.Uri;
const noFileSystem = {} as vscode.FileSystem;

describe('appender of the Node host', () => {
  let folder = '';
  let file = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'appender-'));
    file = join(folder, 'journal/new/writer.jsonl');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('makes the folder and has written when it returns, before anyone waited', async () => {
    const appender = createAppender(noFileSystem, uriOf(file));
    assert.ok(!existsSync(join(folder, 'journal')), 'nothing is made before the first line');
    const first = appender.append('one\n');
    assert.equal(readFileSync(file, 'utf8'), 'one\n');
    const second = appender.append('two\n');
    assert.equal(readFileSync(file, 'utf8'), 'one\ntwo\n');
    await Promise.all([first, second]);
    assert.equal(readFileSync(file, 'utf8'), 'one\ntwo\n');
  });

  it('a process that is killed in the same turn leaves its line behind', () => {
    const script = `
      const { createAppender } = require(${JSON.stringify(source)});
      void createAppender({}, { fsPath: process.env.JOURNAL }).append('tick\\n');
      process.kill(process.pid, 'SIGKILL');`;
    const env = { ...process.env, JOURNAL: file };
    const { signal } = spawnSync(process.execPath, ['--import=tsx', '--eval', script], { env, cwd: join(__dirname, '../../..') });
    assert.equal(signal, 'SIGKILL');
    assert.equal(readFileSync(file, 'utf8'), 'tick\n');
  });

  it('rejects, and does not throw, when nothing can be written', async () => {
    writeFileSync(join(folder, 'journal'), 'a file where the folder should be');
    const appender = createAppender(noFileSystem, uriOf(file));
    await assert.rejects(appender.append('lost\n'), /EEXIST|ENOTDIR/);
  });

  it('writes again when what was in the way is gone', async () => {
    const obstacle = join(folder, 'journal');
    writeFileSync(obstacle, '');
    const appender = createAppender(noFileSystem, uriOf(file));
    await assert.rejects(appender.append('lost\n'));
    await rm(obstacle);
    await appender.append('kept\n');
    assert.equal(readFileSync(file, 'utf8'), '\n\nlost\nkept\n');
    await appender.append('on\n');
    assert.equal(readFileSync(file, 'utf8'), '\n\nlost\nkept\non\n');
  });

  it('writes what it owes also when there is nothing new', async () => {
    const obstacle = join(folder, 'journal');
    writeFileSync(obstacle, '');
    const appender = createAppender(noFileSystem, uriOf(file));
    await assert.rejects(appender.append('lost\n'));
    await assert.rejects(appender.append(''));
    await rm(obstacle);
    await appender.append('');
    assert.equal(readFileSync(file, 'utf8'), '\n\nlost\n');
    await appender.append('');
    assert.equal(readFileSync(file, 'utf8'), '\n\nlost\n');
  });

  it('a full disk tears a line: its end is marked, and it is written again whole as soon as there is room', function () {
    // A limit for the size of a file stops a write in its middle, as a full disk does. Windows has none.
    if (process.platform === 'win32') this.skip();
    const tick = (topic: string) => `${encodeLine(`small/${topic}#status`, { v: 'done', t: 1, w: 'w'.repeat(60) })}\n`;
    const script = `
      const { readFileSync, writeFileSync } = require('node:fs');
      const { createAppender } = require(${JSON.stringify(source)});
      const { JOURNAL, FIRST, TORN, THIRD } = process.env;
      const appender = createAppender({}, { fsPath: JOURNAL });
      void (async () => {
        await appender.append(FIRST);
        const failure = await appender.append(TORN).then(() => undefined, ({ code }) => code);
        const torn = readFileSync(JOURNAL, 'utf8').slice(FIRST.length);
        writeFileSync(JOURNAL, torn); // there is room again
        await appender.append(THIRD);
        process.stdout.write(JSON.stringify([failure, torn, readFileSync(JOURNAL, 'utf8')]));
      })();`;
    const [first, torn, third] = [Array.from({ length: 9 }, (_, i) => tick(`t${i}`)).join(''), tick('http'), tick('sql')];
    const env = { ...process.env, NODE: process.execPath, SCRIPT: script, JOURNAL: file, FIRST: first, TORN: torn, THIRD: third };
    const { stdout, stderr } = spawnSync('bash', ['-c', 'ulimit -f 1; exec "$NODE" --import=tsx --eval "$SCRIPT"'], {
      env,
      cwd: join(__dirname, '../../..'),
      encoding: 'utf8',
    });
    assert.notEqual(stdout, '', stderr);
    const [failure, left, journal] = JSON.parse(stdout) as [string, string, string];
    assert.equal(failure, 'EFBIG');
    assert.ok(left.length > 0 && torn.startsWith(left) && left !== torn, `a part of the line is on disk: ${left}`);
    assert.equal(journal, `${left}\n\n${torn}${third}`);
    const { registers, problems } = decodeLines(journal);
    assert.deepEqual([[...registers.keys()], problems], [['small/http#status', 'small/sql#status'], []]);
  });

  it('writes again when the folder was removed while the window was open', async () => {
    const appender = createAppender(noFileSystem, uriOf(file));
    await appender.append('one\n');
    await rm(join(folder, 'journal'), { recursive: true });
    await appender.append('two\n');
    assert.equal(readFileSync(file, 'utf8'), 'two\n');
  });
});
