import { strict as assert } from 'node:assert';
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { isRunning } from '../../../src/platform/processIdentity';
import { endWithParent } from '../../../src/devServices/parentWatch';
import { fileURLToPath } from 'node:url';

const self = fileURLToPath(import.meta.url);
const role = process.env['ORPHAN_ROLE'];

const nextTime = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));

if (role === 'parent') {
  const child = fork(self, { env: { ...process.env, ORPHAN_ROLE: 'child' }, execArgv: ['--import=tsx'] });
  child.once('message', () => process.stdout.write(`${String(child.pid)}\n`));
} else if (role === 'child') {
  endWithParent(100);
  process.send?.('here', () => {
    // Nothing of the event loop comes through from here on.
    for (const end = Date.now() + 60_000; Date.now() < end;);
  });
} else {
  describe('A service that is busy without end', function () {
    this.timeout(60_000);

    it('is gone soon after its supervisor was killed', async () => {
      const parent = spawn(process.execPath, ['--import=tsx', self], { env: { ...process.env, ORPHAN_ROLE: 'parent' } });
      const [said] = (await once(parent.stdout, 'data')) as [Buffer];
      const child = Number(said.toString());
      await new Promise((resolve) => setTimeout(resolve, 1500));
      assert.ok(isRunning({ pid: child }), 'it lives as long as its supervisor');
      parent.kill('SIGKILL');
      const late = Date.now() + 10_000;
      while (isRunning({ pid: child }) && Date.now() < late) await nextTime();
      const left = isRunning({ pid: child });
      if (left) process.kill(child, 'SIGKILL');
      assert.equal(left, false);
    });
  });
}
