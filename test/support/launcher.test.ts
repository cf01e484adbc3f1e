import assert from 'node:assert/strict';
import { join } from 'node:path';
import { repoRoot } from './paths';
import { runHostTests, type HostResult } from './runHost';

/** Proofs that a run in VS Code cannot pass by accident, with suites that each go wrong in one way. */
describe('the launcher', function () {
  this.timeout(60_000);

  const run = (suite: string, kind: 'node' | 'web' = 'node', limitSeconds = 60): Promise<HostResult> =>
    runHostTests({
      version: 'floor',
      suite: join('support/fixtures/suites', suite),
      kind,
      extension: join(repoRoot, 'test/support/fixtures/toy'),
      folder: join(repoRoot, 'test/support/fixtures/folder'),
      limitSeconds,
    });

  it('passes when all tests pass', async () => {
    const { ok, passed, failed } = await run('passing');
    assert.deepEqual({ ok, passed, failed }, { ok: true, passed: 1, failed: 0 });
  });

  it('passes in a web worker, too', async () => {
    const { ok, passed, failed } = await run('passing', 'web');
    assert.deepEqual({ ok, passed, failed }, { ok: true, passed: 1, failed: 0 });
  });

  it('fails when a test fails', async () => {
    const { ok, passed, failed, problem } = await run('failing');
    assert.deepEqual({ ok, passed, failed, problem }, { ok: false, passed: 1, failed: 1, problem: '1 failed' });
  });

  it('fails when the extension host crashes', async () => {
    const { ok, failed, problem } = await run('crashing');
    assert.deepEqual({ ok, failed }, { ok: false, failed: 1 });
    assert.match(problem ?? '', /the extension host ended in the middle of the tests/);
  });

  it('fails when the tests hang', async () => {
    const { ok, failed, problem } = await run('hanging', 'node', 8);
    assert.deepEqual({ ok, failed }, { ok: false, failed: 1 });
    assert.match(problem ?? '', /did not finish within 8 s/);
  });

  it('fails when there is no test', async () => {
    const { ok, failed, problem } = await run('empty');
    assert.deepEqual({ ok, failed, problem }, { ok: false, failed: 1, problem: 'no test ran' });
  });

  it('fails when a test file cannot be loaded', async () => {
    const { ok, failed, problem } = await run('broken');
    assert.deepEqual(
      { ok, failed, problem },
      { ok: false, failed: 1, problem: 'the tests could not be loaded: broken while it is loaded' },
    );
  });
});
