import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { otherData } from '../../../src/devServices/dataFolder';
import { besideProgram, describeProgram, lookFor } from '../../../src/devServices/programs/serverProcess';
import { debianFolders } from '../../../src/devServices/programs/postgresFolder';

describe('Servers that are installed', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'programs-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  function program(path: string, says = '', mode = 0o755): string {
    const file = join(folder, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, `#!/bin/sh\necho '${says}'\n`, { mode });
    return file;
  }

  it('are looked for in the order of the PATH, and must be programs', () => {
    program('a/redis-server', '', 0o644);
    const valkey = program('b/valkey-server');
    program('c/redis-server');
    const places = ['a', 'b', 'c', 'nowhere'].map((name) => join(folder, name));
    assert.equal(lookFor(['redis-server', 'valkey-server'], places), valkey);
    assert.equal(lookFor(['mongod'], places), undefined);
    assert.equal(besideProgram(valkey, 'redis-server'), undefined);
  });

  it('say their version, each in its way', async () => {
    const versions: readonly (readonly [string, string, string])[] = [
      ['Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64', '7.0.15', '7'],
      ['postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)', '15.18', '15'],
      ['postgres (PostgreSQL) 18beta1', '18', '18'],
      ['db version v7.0.5', '7.0.5', '7'],
    ];
    for (const [says, version, major] of versions) {
      const path = program('server', says);
      assert.deepEqual(await describeProgram(path), { path, name: 'server', version, major });
    }
    await assert.rejects(describeProgram(program('silent')), /names no version/);
  });

  it('are found where Debian keeps PostgreSQL, the newest first', () => {
    for (const version of ['9', '15', '16', 'lost+found']) mkdirSync(join(folder, version));
    assert.deepEqual(
      debianFolders(folder),
      ['16', '15', '9'].map((version) => join(folder, version, 'bin')),
    );
    assert.deepEqual(debianFolders(join(folder, 'nowhere')), []);
  });

  it('leave the data of others alone, and name it', () => {
    for (const name of ['postgres/base', 'postgres-14/base', 'postgres-15/base', 'postgres-13', 'redis-7/base']) {
      mkdirSync(join(folder, '.data', name), { recursive: true });
    }
    assert.deepEqual(otherData(folder, 'postgres-15', /^postgres(?:-\d+)?$/), ['postgres', 'postgres-14']);
  });
});
