import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as vscode from 'vscode';
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
    assert.equal(readFileSync(file, 'utf8'), 'kept\n');
  });

  it('writes again when the folder was removed while the window was open', async () => {
    const appender = createAppender(noFileSystem, uriOf(file));
    await appender.append('one\n');
    await rm(join(folder, 'journal'), { recursive: true });
    await appender.append('two\n');
    assert.equal(readFileSync(file, 'utf8'), 'two\n');
  });
});
