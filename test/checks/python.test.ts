import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { repoRoot } from '../support/paths';
import { needsPython } from '../support/python';
import { makeTemporary } from '../support/temporary';
import { checkRepo, passedStages, troubles } from './support/runner';

/** Checks know addresses and answers alone: a program in another language, with nothing of ours in it, passes all of them. */
describe('checks of rest-api, of a program in Python', function () {
  this.timeout(4 * 60_000);
  const stages = ['hello', 'read-one', 'update', 'delete', 'validation', 'todo-backend', 'persistence', 'filtering'];

  it('it passes every stage', async function () {
    needsPython(this, 'a program in Python that passes every stage of rest-api');
    // A run leaves nothing in the repo, but Python does: its compiled modules.
    const folder = makeTemporary('rest-api-python');
    await cp(join(repoRoot, 'test/fixtures/rest-api-python'), folder, { recursive: true });
    const run = await checkRepo(folder);
    assert.deepEqual([run.outcome, passedStages(run)], ['passed', stages], troubles(run));
  });
});
