import assert from 'node:assert/strict';
import { differingLines } from '../../../../src/stages/model/differingLines';
import { noResults, stageResultOf, type StageResult } from '../../../../src/checks/model/results';
import { checkStateOf, isFinished, nextStage, stageStateOf } from '../../../../src/checks/model/results';

const run = (passed: boolean): StageResult => ({ passed, at: 5, failures: 0, hints: 0, checks: [] });
const results = (stages: Record<string, StageResult>) => ({ ...noResults('file:///api', 'rest-api'), stages });

describe('the states of stages', () => {
  it('are open until a run, also when hints were unfolded before it', () => {
    assert.equal(stageStateOf(stageResultOf(undefined, 'a')), 'open');
    assert.equal(stageStateOf({ ...run(false), at: 0, hints: 2 }), 'open');
    assert.deepEqual([stageStateOf(run(true)), stageStateOf(run(false))], ['passed', 'failed']);
  });

  it('tell of each check whether it was run and how', () => {
    const result = {
      ...run(false),
      checks: [{ id: 'a' }, { id: 'b', failure: { message: 'no' } }, { id: 'd', untried: { reason: 'b', stage: 's', check: 'b' } }],
    };
    assert.deepEqual(
      ['a', 'b', 'c', 'd'].map((id) => checkStateOf(result, id)),
      ['passed', 'failed', 'open', 'untried'],
    );
  });

  it('lead to the first that did not pass when it was run last', () => {
    assert.equal(nextStage(undefined, ['a', 'b']), 'a');
    assert.equal(nextStage(results({ a: run(true), b: run(false) }), ['a', 'b', 'c']), 'b');
    assert.equal(nextStage(results({ a: run(true) }), ['a']), undefined);
  });

  it('are those of a finished project when all have passed, and there are some', () => {
    const all = results({ a: run(true), b: run(true), gone: run(false) });
    assert.equal(isFinished(all, ['a', 'b']), true);
    assert.equal(isFinished(all, ['a', 'b', 'new']), false);
    assert.equal(isFinished(all, []), false);
    assert.equal(isFinished(undefined, ['a']), false);
  });
});

describe('what differs between two texts', () => {
  const marked = (lines: readonly { text: string; differs: boolean }[]) => lines.map(({ text, differs }) => (differs ? `*${text}` : text));
  const compare = (expected: string, actual: string) => {
    const found = differingLines(expected, actual);
    return [marked(found.expected), marked(found.actual)];
  };

  it('is what stands between the lines that both begin and end with', () => {
    assert.deepEqual(compare('a\nb\nc', 'a\nx\ny\nc'), [['a', '*b', 'c'], ['a', '*x', '*y', 'c']]); // prettier-ignore
    assert.deepEqual(compare('a\nb\nc', 'a\nc'), [['a', '*b', 'c'], ['a', 'c']]); // prettier-ignore
    assert.deepEqual(compare('200', '404'), [['*200'], ['*404']]);
  });

  it('is nothing when they are the same, and no line counts twice', () => {
    assert.deepEqual(compare('a\na', 'a\na'), [['a', 'a'], ['a', 'a']]); // prettier-ignore
    assert.deepEqual(compare('a\na\na', 'a\na'), [['a', 'a', '*a'], ['a', 'a']]); // prettier-ignore
    assert.deepEqual(compare('', 'a'), [['*'], ['*a']]);
  });
});
