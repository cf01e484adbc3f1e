import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { claimDataFolder } from '../../../src/devServices/dataFolder';
import { makeTemporary } from '../../support/temporary';

describe('the folder that a service has for itself', () => {
  const home = process.env['HOME'];
  let folder: string;
  let locks: string;

  beforeEach(() => {
    folder = makeTemporary('data');
    process.env['HOME'] = makeTemporary('home');
    locks = join(process.env['HOME'], '.cache/backend-roadmap/locks');
  });
  after(() => {
    process.env['HOME'] = home;
  });

  it('is had by one at a time, and the other is told who has it', () => {
    const claimed = claimDataFolder(folder, 'postgres');
    assert.throws(
      () => claimDataFolder(folder, 'postgres'),
      new RegExp(`\\.data/postgres is in use by the dev services that run as process ${process.pid}: stop those first\\.$`),
    );
    claimDataFolder(folder, 'redis').release();
    claimed.release();
    claimDataFolder(folder, 'postgres').release();
  });

  it('is never behind a link that came with the project, and no file beside it or in it is', () => {
    const elsewhere = makeTemporary('elsewhere');
    writeFileSync(join(elsewhere, '.gitignore'), 'mine\n');
    const plant = (link: string, target = elsewhere) => {
      rmSync(join(folder, '.data'), { recursive: true, force: true });
      mkdirSync(dirname(join(folder, link)), { recursive: true });
      symlinkSync(target, join(folder, link));
    };
    for (const link of ['.data', '.data/redis', '.data/redis/appendonly.aof', '.data/redis-7.pid', '.data/.gitignore']) {
      // What a link leads to that is not there yet would be made.
      for (const target of [elsewhere, join(elsewhere, '.gitignore'), join(elsewhere, 'new')]) {
        plant(link, target);
        const message = `${link} is a link: services write nothing through one, so remove it, or put in its place what it leads to.`;
        assert.throws(() => claimDataFolder(folder, 'redis'), { name: 'DevServicesError', message });
      }
    }
    assert.deepEqual(readdirSync(elsewhere), ['.gitignore']);
    assert.equal(readFileSync(join(elsewhere, '.gitignore'), 'utf8'), 'mine\n');
  });

  it('leaves what git ignores there to who has said it', () => {
    mkdirSync(join(folder, '.data'));
    writeFileSync(join(folder, '.data/.gitignore'), '*\n!seed.sql\n');
    claimDataFolder(folder, 'redis').release();
    assert.equal(readFileSync(join(folder, '.data/.gitignore'), 'utf8'), '*\n!seed.sql\n');
  });

  it('is not blocked by a process that has got the number of its owner: neither by the lock of today nor by that of version 0.1.0', () => {
    mkdirSync(join(folder, '.data'));
    writeFileSync(join(folder, '.data/postgres.lock'), String(process.ppid));
    claimDataFolder(folder, 'postgres').release();
    assert.equal(existsSync(join(folder, '.data/postgres.lock')), false);
    const [lock = ''] = readdirSync(locks);
    writeFileSync(join(locks, lock), JSON.stringify({ pid: process.ppid, started: 'before the restart 12' }));
    claimDataFolder(folder, 'postgres').release();
  });
});
