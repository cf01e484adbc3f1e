import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loginEnvironment } from '../../../src/platform/loginShell';
import { makeTemporary } from '../../support/temporary';
import { waitUntil } from '../../support/wait';

describe('the environment of the login shell', function () {
  this.timeout(10_000);
  let home: string;

  before(function () {
    // Windows has no login shell.
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(() => {
    home = makeTemporary('login');
  });

  /** A shell of our own making, by the name of a real one. */
  const shell = (name: string, script: string): string => {
    const path = join(home, name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return path;
  };
  const ask = (program: string, limit?: number) =>
    loginEnvironment({
      shell: program,
      environment: { HOME: home, PATH: '/usr/bin:/bin', LANG: 'C' },
      ...(limit !== undefined && { limit }),
    });

  it('has what its start-up files add, whatever they print', async () => {
    writeFileSync(join(home, '.profile'), 'echo "{ welcome }"\nexport PATH="$HOME/versions/bin:$PATH" VERSION="it\'s \\"1\\""\n');
    const found = await ask('/bin/sh');
    // Systems begin with a PATH of their own.
    assert.match(found?.['PATH'] ?? '', new RegExp(`^${home}/versions/bin:.*/bin`));
    assert.equal(found?.['VERSION'], `it's "1"`);
  });

  it('has nothing that is for the question alone', async () => {
    const found = (await ask('/bin/sh')) ?? {};
    assert.deepEqual(
      Object.keys(found).filter((name) => /^(?:ELECTRON|VSCODE|_$|SHLVL|PWD)/.test(name)),
      [],
    );
    assert.equal(found['LANG'], 'C');
  });

  it('is not waited for longer than the limit, and nothing of the shell is left', async () => {
    const hanging = shell('zsh', `sleep 60 & echo $! > "${join(home, 'pid')}"; wait`);
    const began = performance.now();
    assert.equal(await ask(hanging, 500), undefined);
    assert.ok(performance.now() - began < 5_000);
    const pid = readFileSync(join(home, 'pid'), 'utf8').trim();
    await waitUntil('what it has started is gone', () => Promise.resolve(!isRunning(pid)));
  });

  it('is unknown of a shell that fails, prints something else, or has another language', async () => {
    assert.equal(await ask(shell('bash', 'exit 1')), undefined);
    assert.equal(await ask(shell('fish', 'echo hello')), undefined);
    assert.equal(await ask(join(home, 'none', 'zsh')), undefined);
    const ran = join(home, 'ran');
    assert.equal(await ask(shell('nu', `touch "${ran}"`)), undefined);
    assert.equal(existsSync(ran), false);
  });
});

function isRunning(pid: string): boolean {
  try {
    process.kill(Number(pid), 0);
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}
