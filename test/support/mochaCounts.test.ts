import assert from 'node:assert/strict';
import { countsIn, failuresIn } from './mochaCounts';

describe('counts', () => {
  it('are read from the summary of mocha, colours or not', () => {
    assert.deepEqual(countsIn('  a\n\n  3 passing (5ms)\n  1 pending\n  2 failing\n\n  1) x\n'), { passed: 3, failed: 2, pending: 1 });
    assert.deepEqual(countsIn('\u001b[92m \u001b[0m\u001b[32m 12 passing\u001b[0m\u001b[90m (1s)\u001b[0m\n'), {
      passed: 12,
      failed: 0,
      pending: 0,
    });
  });

  it('are those of the last summary', () => {
    assert.deepEqual(countsIn('  1 passing (1s)\nhost (VS Code 1.100.3): 7 passed, 1 failed (why)\n'), {
      passed: 7,
      failed: 1,
      pending: 0,
    });
    assert.deepEqual(countsIn('host (VS Code 1.100.3): 310 passed, 0 failed, 6 skipped\n'), { passed: 310, failed: 0, pending: 6 });
    assert.deepEqual(countsIn('host (VS Code 1.100.3): 7 passed, 1 failed\n\n  2 passing (1s)\n'), { passed: 2, failed: 0, pending: 0 });
  });

  it('are missing where nothing ran', () => {
    assert.equal(countsIn('Error: it broke\n'), undefined);
    assert.deepEqual(countsIn('  0 passing (0ms)\n'), { passed: 0, failed: 0, pending: 0 });
  });
});

describe('failures', () => {
  it('are what stands behind the last "failing", colours or not', () => {
    const output = '  1 failing\n\n  1) inner\n\n  2 passing (5ms)\n\u001b[31m  1 failing\u001b[0m\n\n  1) a b:\n     Error: no\n\n';
    assert.equal(failuresIn(output), '1) a b:\n     Error: no');
  });

  it('are missing where all passed', () => {
    assert.equal(failuresIn('  2 passing (5ms)\n'), undefined);
  });
});
