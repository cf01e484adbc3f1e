import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
