import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProject } from '../../../src/checks/runner/inspect';
import { secretsOf } from '../../../src/checks/runner/masking';
import { npmScript } from '../../../src/checks/runner/startCommand';
import { declaredServices, startDevServices } from '../../../src/devServices/supervisor';
import { missingPackages } from '../../../src/platform/npmPackages';
import { readSmall } from '../../../src/platform/smallFiles';

describe("a file of a folder that may be a stranger's", () => {
  let folder: string;
  const path = (name: string) => join(folder, name);
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'backend-roadmap-small-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is read when it is an ordinary one, also behind a link', async () => {
    writeFileSync(path('a'), 'ä'.repeat(50));
    symlinkSync(path('a'), path('b'));
    assert.equal(await readSmall(path('b'), 100), 'ä'.repeat(50));
    await assert.rejects(readSmall(path('b'), 99), { message: 'it is not a file of at most 0.099 kB' });
    await assert.rejects(readSmall(path('c'), 100), { code: 'ENOENT' });
  });

  it('is read from a pipe where that is wanted', async function () {
    // Windows has no pipe that lies in a folder.
    if (process.platform === 'win32') this.skip();
    assert.equal(spawnSync('mkfifo', [path('a')]).status, 0);
    const [text] = await Promise.all([readSmall(path('a'), 100, { mayBePipe: true }), writeFile(path('a'), 'A=1')]);
    assert.equal(text, 'A=1');
  });

  it('is waited for in a pipe for as long as was said, and keeps no thread that others read files with', async function () {
    // Windows has no pipe that lies in a folder.
    if (process.platform === 'win32') this.skip();
    assert.equal(spawnSync('mkfifo', [path('a')]).status, 0);
    const waiting = Array.from({ length: 8 }, () => readSmall(path('a'), 100, { mayBePipe: true, patience: 300 }));
    const message = 'it is a pipe, and nobody has written all of it within 0.3 seconds';
    const failed = Promise.all(waiting.map((one) => assert.rejects(one, { message })));
    writeFileSync(path('b'), 'read');
    assert.equal(await Promise.race([readSmall(path('b'), 100), failed]), 'read');
    await failed;
    await assert.rejects(
      Promise.all([readSmall(path('a'), 100, { mayBePipe: true }), writeFile(path('a'), 'x'.repeat(101))]),
      /not a file of at most/,
    );
  });

  // Each of them would be read without end.
  const endless: readonly (readonly [string, (file: string) => void])[] = [
    ['a device', (file) => symlinkSync('/dev/zero', file)],
    ['a pipe', (file) => assert.equal(spawnSync('mkfifo', [file]).status, 0)],
    ['a folder', (file) => mkdirSync(file)],
    ['far too large', (file) => writeFileSync(file, `{"project":"rest-api","start":"npm start","more":"${'x'.repeat(20_000_000)}"}`)],
  ];
  for (const [what, make] of endless) {
    it(`is not read when it is ${what}, whoever asks for it`, async function () {
      // Windows has neither.
      if (process.platform === 'win32' && (what === 'a device' || what === 'a pipe')) this.skip();
      for (const name of ['.backend-roadmap.json', '.env', 'package.json', '.npmrc']) make(path(name));
      await assert.rejects(readProject(folder), { message: '.backend-roadmap.json cannot be used: it is not a file of at most 100 kB.' });
      await assert.rejects(declaredServices(folder), {
        message: `${path('.backend-roadmap.json')} cannot be read: it is not a file of at most 100 kB.`,
      });
      // A keeper of passwords may hand out the learner's own by a pipe, once they have agreed to a start.
      if (what !== 'a pipe')
        await assert.rejects(startDevServices({ folder, hostPath: '', only: [] }), {
          message: `${path('.env')} cannot be read: it is not a file of at most 1000 kB.`,
        });
      assert.deepEqual(await missingPackages(folder), []);
      assert.deepEqual((await secretsOf(folder, {}, 100)).secrets, []);
      const npm = await npmScript(folder, 'npm start', {});
      assert.equal(npm, undefined);
    });
  }
});
