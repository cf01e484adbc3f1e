import assert from 'node:assert/strict';
import type { RunEvent } from '../../../../src/checks/model/events';
import { checksDone, liveStateOf, type RunProgress, runAfter, stageUnderCheck } from '../../../../src/checks/model/runProgress';

const check = (id: string) => ({ id, title: id });
const started: RunEvent = {
  type: 'run-started',
  project: 'api',
  command: 'npm start',
  stages: [
    { id: 'first', number: 2, title: 'The first', checks: ['a', 'b'].map(check) },
    { id: 'second', number: 3, title: 'The second', checks: ['c'].map(check) },
  ],
};

const RUN_BEGINS: RunProgress = { stages: [], done: 0, total: 0, checks: {}, isWaiting: false, isEnding: false };

describe('the progress of a run', () => {
  const after = (...events: RunEvent[]) => events.reduce(runAfter, RUN_BEGINS);

  it('is in no stage until the program answers', () => {
    assert.equal(stageUnderCheck(RUN_BEGINS), undefined);
    const run = after(started, { type: 'program-started', url: 'http://localhost', ms: 1 });
    assert.deepEqual([run.total, stageUnderCheck(run), run.done], [3, undefined, 0]);
  });

  it('counts what is left out as done with', () => {
    const run = after(
      started,
      { type: 'stage-started', stage: 'first' },
      { type: 'check-started', stage: 'first', check: 'a' },
      { type: 'check-left-out', stage: 'first', check: 'a', reason: 'Left out.' },
      { type: 'check-left-out', stage: 'first', check: 'b', reason: 'Left out.' },
      { type: 'stage-left-out', stage: 'first', ms: 1 },
    );
    assert.deepEqual([run.done, checksDone(run), liveStateOf(run, 'first', 'a')], [1, 2, 'left-out']);
  });

  it('goes from stage to stage, by their titles and their numbers in the project, and from check to check', () => {
    const run = after(
      started,
      { type: 'stage-started', stage: 'first' },
      { type: 'check-started', stage: 'first', check: 'a' },
      { type: 'check-finished', stage: 'first', check: 'a', ms: 1 },
      { type: 'check-started', stage: 'first', check: 'b' },
    );
    assert.deepEqual(stageUnderCheck(run), { id: 'first', title: 'The first', number: 2 });
    assert.deepEqual(
      ['a', 'b', 'c'].map((id) => liveStateOf(run, 'first', id)),
      ['passed', 'running', undefined],
    );
    assert.deepEqual([run.done, checksDone(run)], [0, 1]);
    const next = [
      { type: 'check-finished', stage: 'first', check: 'b', ms: 1, failure: { message: 'no' } },
      { type: 'stage-finished', stage: 'first', passed: false, ms: 2 },
      { type: 'stage-started', stage: 'second' },
    ] as const;
    const second = next.reduce<typeof run>(runAfter, run);
    assert.deepEqual(stageUnderCheck(second)?.number, 3);
    assert.deepEqual([second.done, checksDone(second), liveStateOf(second, 'first', 'b')], [1, 2, 'failed']);
  });

  it('is the same object after what nobody sees, so that nothing is drawn again', () => {
    const run = after(started);
    assert.equal(runAfter(run, { type: 'output', text: 'hello' }), run);
    assert.equal(runAfter(run, { type: 'run-finished', outcome: 'passed', ms: 1, startMs: 0, requestMs: 0 }), run);
  });
});
