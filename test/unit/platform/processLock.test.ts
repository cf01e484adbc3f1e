import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makePrivate } from '../../../src/platform/privateFolder';
import { identityOf, isRunning, ownIdentity, parseStart, readIdentity } from '../../../src/platform/processIdentity';
import { takeProcessLock, type LockAnswer } from '../../../src/platform/processLock';
import { makeTemporary } from '../../support/temporary';

/** A process that has just ended. */
const dead = () => ({ ...identityOf(process.pid), pid: spawnSync(process.execPath, ['-e', '']).pid });

describe('a lock of processes', () => {
  let folder: string;
  const release = (answer: LockAnswer): void => {
    assert.ok('release' in answer);
    answer.release();
  };
  const left = (owner: unknown) => writeFileSync(join(folder, 'a.1'), typeof owner === 'string' ? owner : JSON.stringify(owner));

  beforeEach(() => (folder = makeTemporary('locks')));

  it('passes over files whose numbers are too large to go on from', () => {
    for (const number of ['9007199254740992', '9'.repeat(30), '9'.repeat(200)]) writeFileSync(join(folder, `a.${number}`), '');
    const first = takeProcessLock('a', folder);
    assert.deepEqual(takeProcessLock('a', folder), { owner: process.pid });
    release(first);
    writeFileSync(join(folder, 'a.9007199254740991'), '');
    assert.throws(() => takeProcessLock('a', folder), /^Error: the lock a has no numbers left/);
  });

  it('is had by one at a time, and by the next when it was released', () => {
    const first = takeProcessLock('a', folder);
    assert.deepEqual(takeProcessLock('a', folder), { owner: process.pid });
    release(takeProcessLock('b', folder));
    release(first);
    release(takeProcessLock('a', folder));
  });

  it('of one that was killed is taken over', () => {
    left(dead());
    release(takeProcessLock('a', folder));
  });

  it('does not belong to another process of the same number: numbers come again', () => {
    left({ pid: process.pid, started: `${String(ownIdentity().started)}0` });
    release(takeProcessLock('a', folder));
    left({ pid: 1, started: 'another boot 12' });
    release(takeProcessLock('a', folder));
  });

  it('is kept by one that lives, whoever asks', () => {
    left(identityOf(process.ppid));
    assert.deepEqual(takeProcessLock('a', folder), { owner: process.ppid });
  });

  it('is not stopped by nonsense', () => {
    for (const text of ['', '{', 'null', '[]', '{"pid":"1"}', '-1', '0', '{"pid":-1}']) {
      left(text);
      release(takeProcessLock('a', folder));
    }
  });

  it('is a file for the user alone, and leaves one behind', () => {
    const answer = takeProcessLock('a', folder);
    assert.equal(statSync(join(folder, 'a.1')).mode & 0o777, 0o600);
    assert.deepEqual(readIdentity(readFileSync(join(folder, 'a.1'), 'utf8')), ownIdentity());
    release(answer);
    release(takeProcessLock('a', folder));
    assert.deepEqual(readdirSync(folder), ['a.2'], 'the number stays taken');
  });

  it('that nobody has asked for since yesterday is tidied up, and one that is held is not', () => {
    const yesterday = new Date(Date.now() - 25 * 60 * 60_000);
    const held = takeProcessLock('held', folder);
    writeFileSync(join(folder, 'released.4'), '');
    writeFileSync(join(folder, 'killed.2'), JSON.stringify(dead()));
    writeFileSync(join(folder, 'draft-1-a'), '');
    for (const name of readdirSync(folder)) utimesSync(join(folder, name), yesterday, yesterday);
    release(takeProcessLock('a', folder));
    assert.deepEqual(readdirSync(folder).sort(), ['a.1', 'held.1', 'killed.2']);
    utimesSync(join(folder, 'killed.2'), yesterday, yesterday);
    release(takeProcessLock('a', folder));
    assert.deepEqual(readdirSync(folder).sort(), ['a.2', 'held.1']);
    release(held);
  });
});

describe('a process', () => {
  it('is known by its start, too', () => {
    assert.equal(isRunning(ownIdentity()), true);
    assert.equal(isRunning(dead()), false);
    assert.equal(isRunning({ pid: process.pid, started: 'another time' }), false);
    assert.equal(isRunning({ pid: process.pid }), true, 'what is not known decides nothing');
  });

  it('of Linux says when it began, behind a name that may hold anything', () => {
    const fields = Array.from({ length: 30 }, (_, index) => String(index + 4)).join(' ');
    assert.equal(parseStart(`42 (my (odd) app) S ${fields}`), '22');
    assert.equal(parseStart(`42 (a) Z ${fields}`), 'ended');
    assert.equal(parseStart(''), undefined);
  });

  it('that has ended is none, although its parent has not asked after it', async function () {
    // Only Linux says in a file of a process that it has ended.
    if (process.platform !== 'linux') this.skip();
    // The shell has started a part of itself, and then becomes a program that asks after nobody.
    const parent = spawn('/bin/sh', ['-c', 'exec 3<&0; read x <&3 & echo $!; exec sleep 20'], { stdio: ['pipe', 'pipe', 'ignore'] });
    const pid = Number(await new Promise((resolve) => parent.stdout.once('data', resolve)));
    const stat = (of: number) => readFileSync(`/proc/${String(of)}/stat`, 'utf8').split(' ');
    while (stat(parent.pid ?? 0)[1] !== '(sleep)') await new Promise(setImmediate);
    assert.equal(isRunning({ pid }), true);
    parent.stdin.end('\n');
    while (stat(pid)[2] !== 'Z') await new Promise(setImmediate);
    assert.equal(isRunning({ pid }), false);
    parent.kill('SIGKILL');
  });

  it('of version 0.1.0 is a number', () => {
    assert.deepEqual(readIdentity('42'), { pid: 42 });
    assert.deepEqual(readIdentity('{"pid":42,"started":"a 1"}'), { pid: 42, started: 'a 1' });
    assert.equal(readIdentity('{"pid":42,"started":1}'), undefined);
  });
});

describe('a folder for the user alone', () => {
  it('is made so, and mended when it is not', () => {
    const folder = join(makeTemporary('private'), 'a', 'b');
    makePrivate(folder);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    chmodSync(folder, 0o755);
    makePrivate(folder);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
  });

  it('is not where a link leads', () => {
    const home = makeTemporary('private');
    mkdirSync(join(home, 'elsewhere'));
    symlinkSync(join(home, 'elsewhere'), join(home, 'link'));
    assert.throws(() => makePrivate(join(home, 'link')), /is a link/);
  });

  it('is not what somebody else has put there first', () => {
    // Root can give a folder away; who is not root finds one of root's everywhere.
    let other = '/';
    if (process.getuid?.() === 0) chownSync((other = makeTemporary('planted')), 65_534, 65_534);
    assert.throws(() => makePrivate(other), /belongs to somebody else/);
  });
});
