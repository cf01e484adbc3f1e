import assert from 'node:assert/strict';
import { runSuite } from './runSuite';

describe('the outcome of a suite', () => {
  const outcomeOf = (lines: readonly string[], code = 0) =>
    runSuite(
      { name: 'of a test', command: [process.execPath, '-e', `console.log(${JSON.stringify(lines.join('\n'))}); process.exit(${code})`] },
      () => undefined,
    );

  it('says in the table what the suite says that it has not run, which is no failure, and says it once', async () => {
    const { passed, failed, pending, note } = await outcomeOf([
      'Not run here: gin (no Go)',
      '  2 passing (1s)',
      '  1 pending',
      '',
      'Not run here: gin (no Go)',
    ]);
    assert.deepEqual({ passed, failed, pending, note }, { passed: 2, failed: 0, pending: 1, note: 'Not run here: gin (no Go)' });
  });

  it('says beside it that the suite has broken', async () => {
    const { failed, note } = await outcomeOf(['  2 passing (1s)', '', 'Not run here: gin (no Go)'], 3);
    assert.deepEqual({ failed, note }, { failed: 1, note: 'ended with 3; Not run here: gin (no Go)' });
  });

  it('says nothing of a suite in which all ran, also when the name of a test speaks of it', async () => {
    assert.equal((await outcomeOf(['    ✔ Not run here: gin (no Go)', '  2 passing (1s)'])).note, '');
  });
});
