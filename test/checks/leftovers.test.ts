import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEvent, type EventOf } from '../../src/checks/model/events';
import { takesConnections } from '../support/ports';
import { makeTemporary } from '../support/temporary';
import { waitUntil } from '../support/wait';
import { repoWith } from './support/misbehaving';
import { cliPath, runCli } from './support/runner';

/** Runs that were killed, and what the next one finds: in a home of their own, so that no other test tidies up first. */
describe('a runner of checks that was killed', function () {
  this.timeout(60_000);
  let home: string;
  let temporary: string;
  const children: ChildProcess[] = [];

  const settings = () => ({ HOME: home, TMPDIR: temporary });
  const recordsIn = () => readdirSync(join(home, '.cache/backend-roadmap/runs'));
  const ours = () => readdirSync(temporary).filter((name) => name.startsWith('backend-roadmap-'));

  beforeEach(() => {
    home = makeTemporary('home');
    temporary = makeTemporary('tmp');
  });
  afterEach(async () => {
    await Promise.all(children.splice(0).map(kill));
    await runCli(['--sweep'], settings());
  });

  /** Begins a check and returns when its program listens. */
  async function begin(folder: string): Promise<{ readonly child: ChildProcess; readonly port: number }> {
    const args = [cliPath, folder, '--stage', 'hello', '--reporter', 'ndjson'];
    const child = spawn(process.execPath, args, { env: { ...process.env, ...settings() }, stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more));
    const started = () => text.split('\n').map(parseEvent).find((event): event is EventOf<'program-started'> => event?.type === 'program-started'); // prettier-ignore
    const event = await waitUntil('the program runs', () => Promise.resolve(started()));
    return { child, port: Number(new URL(event.url).port) };
  }

  async function kill(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  it('has its program, what that has started, its services and its folders ended and removed by the next check, of whatever project', async () => {
    const folder = await repoWith('leaves-a-child', { services: ['redis'] });
    const { child, port } = await begin(folder);
    assert.equal(ours().length, 2);
    await kill(child);
    assert.equal(await takesConnections(port), true, 'nobody else ends it');
    assert.ok(programsIn(folder) >= 2);

    const { stdout, code } = await runCli([await repoWith('none'), '--stage', 'hello'], settings());
    assert.equal(code, 0);
    assert.match(stdout, /^An earlier check was killed: what it had left was ended and removed\.$/m);
    assert.equal(await takesConnections(port), false);
    assert.deepEqual([programsIn(folder), ours(), recordsIn()], [0, [], []]);
  });

  it('has all that ended when somebody asks for it, as the editor does', async () => {
    const folder = await repoWith('leaves-a-child');
    const { child, port } = await begin(folder);
    await kill(child);
    assert.deepEqual(await runCli(['--sweep'], settings()), { code: 0, stdout: '', stderr: '' });
    assert.deepEqual([await takesConnections(port), programsIn(folder), ours(), recordsIn()], [false, 0, [], []]);
  });

  it('is told from one that runs, whose program stays', async () => {
    const folder = await repoWith('leaves-a-child');
    const { child, port } = await begin(folder);
    await runCli(['--sweep'], settings());
    assert.equal(await takesConnections(port), true);
    assert.equal(ours().length, 2);
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    await ended;
    assert.deepEqual([await takesConnections(port), programsIn(folder), ours(), recordsIn()], [false, 0, [], []]);
  });

  it('leaves nothing by which others are reached: records of nonsense, and links in the place of folders, remove nothing', async () => {
    const mark = 'a'.repeat(32);
    const records = join(home, '.cache/backend-roadmap/runs');
    mkdirSync(records, { recursive: true, mode: 0o700 });
    const kept = makeTemporary('kept');
    writeFileSync(join(kept, 'file'), '');
    symlinkSync(kept, join(temporary, `backend-roadmap-check-${mark}`));
    writeFileSync(join(records, `${mark}.json`), JSON.stringify({ runner: { pid: 1, started: 'a 1' }, temporary }));
    writeFileSync(join(records, `${'b'.repeat(32)}.json`), '{');
    writeFileSync(join(records, '..json'), JSON.stringify({ runner: { pid: 1, started: 'a 1' }, temporary: home }));
    await runCli(['--sweep'], settings());
    assert.ok(existsSync(join(kept, 'file')));
    assert.deepEqual(recordsIn().sort(), ['..json', `${'b'.repeat(32)}.json`]);
  });

  it('keeps its folders and records for the user alone', async () => {
    await begin(await repoWith('leaves-a-child'));
    const [record = ''] = recordsIn();
    const cache = join(home, '.cache/backend-roadmap');
    const modes = [join(cache, 'runs'), join(cache, 'locks'), join(cache, 'runs', record)].map((path) => statSync(path).mode & 0o777);
    assert.deepEqual(modes, [0o700, 0o700, 0o600]);
    const scratch = ours().find((name) => name.startsWith('backend-roadmap-check-')) ?? '';
    assert.equal(statSync(join(temporary, scratch)).mode & 0o777, 0o700);
  });
});

describe('the lock of a check', function () {
  this.timeout(60_000);

  it('is not one that anybody can put into the shared temporary folder', async () => {
    const folder = await repoWith('none');
    const { createHash } = await import('node:crypto');
    const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
    // Where version 0.1.0 had it, with the number of somebody who lives.
    writeFileSync(join(tmpdir(), `backend-roadmap-check-${name}.lock`), String(process.pid));
    assert.equal((await runCli([folder, '--stage', 'hello'])).code, 0);
  });

  it('of a process whose number another has now does not block', async () => {
    const home = makeTemporary('home');
    const folder = await repoWith('none');
    assert.equal((await runCli([folder, '--stage', 'hello'], { HOME: home })).code, 0);
    const locks = join(home, '.cache/backend-roadmap/locks');
    const [lock = ''] = readdirSync(locks);
    assert.equal(readFileSync(join(locks, lock), 'utf8'), '', 'it was released');
    writeFileSync(join(locks, lock), JSON.stringify({ pid: process.pid, started: 'before the restart 12' }));
    assert.equal((await runCli([folder, '--stage', 'hello'], { HOME: home })).code, 0);
  });
});

/** How many processes run in a folder. */
const programsIn = (folder: string): number =>
  readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/cwd`) === folder;
    } catch {
      // It has just ended, or is not ours to look at.
      return false;
    }
  }).length;
