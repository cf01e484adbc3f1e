import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { RunEvent } from '../../../../src/checks/model/events';
import {
  applyRun,
  maySeeSolution,
  noResults,
  partsOf,
  passedStages,
  stageResultOf,
  type RepoResults,
} from '../../../../src/checks/model/results';
import { mergeResults, parseResults } from '../../../../src/checks/model/storedResults';

const finished = (stage: string, passed: boolean): RunEvent => ({ type: 'stage-finished', stage, passed, ms: 1 });
const checked = (stage: string, check: string, message?: string): RunEvent => ({
  ...{ type: 'check-finished', stage, check, ms: 1 },
  ...(message !== undefined && { failure: { message, expected: 'a', actual: 'b' } }),
});
const end = (outcome: 'passed' | 'failed' | 'problem' | 'cancelled'): RunEvent => ({
  type: 'run-finished',
  outcome,
  ms: 9,
  startMs: 1,
  requestMs: 1,
});
const empty = noResults('file:///repo', 'rest-api');

describe('results of checks: a run', () => {
  it('is not known of a stage that is called as something that every object has', () => {
    for (const stage of ['constructor', 'toString', '__proto__'])
      assert.deepEqual(stageResultOf(empty, stage), stageResultOf(undefined, 'hello'));
  });

  it('that passes is kept with its time, and is news the first time', () => {
    const { results, news } = applyRun(empty, [checked('hello', 'health'), finished('hello', true), end('passed')], 1_000);
    assert.deepEqual(results.stages['hello'], {
      passed: true,
      at: 1_000,
      firstPassedAt: 1_000,
      failures: 0,
      hints: 0,
      checks: [{ id: 'health' }],
    });
    assert.deepEqual(news, { outcome: 'passed', newlyPassed: ['hello'], regressions: [] });
    const again = applyRun(results, [finished('hello', true), end('passed')], 2_000);
    assert.deepEqual(again.news.newlyPassed, []);
    assert.equal(again.results.stages['hello']?.firstPassedAt, 1_000);
  });

  it('that fails keeps what failed, and counts until the stage passes for the first time', () => {
    const failing = [checked('hello', 'health', 'no answer'), finished('hello', false), end('failed')];
    let results: RepoResults = empty;
    for (const at of [1, 2, 3]) ({ results } = applyRun(results, failing, at));
    assert.equal(results.stages['hello']?.failures, 3);
    assert.deepEqual(results.stages['hello'].checks, [{ id: 'health', failure: { message: 'no answer', expected: 'a', actual: 'b' } }]);
    ({ results } = applyRun(results, [finished('hello', true), end('passed')], 4));
    ({ results } = applyRun(results, failing, 5));
    assert.equal(results.stages['hello']?.failures, 3);
  });

  it('of a running server is kept with its address, until the program in the folder is checked again', () => {
    const begun: RunEvent = { type: 'run-started', project: 'rest-api', command: 'http://pi.local', url: 'http://pi.local', stages: [] };
    const { results, news } = applyRun(empty, [begun, checked('hello', 'health'), finished('hello', true), end('passed')], 1);
    assert.deepEqual(results.stages['hello'], {
      passed: true,
      at: 1,
      firstPassedAt: 1,
      failures: 0,
      hints: 0,
      checks: [{ id: 'health' }],
      address: 'http://pi.local',
    });
    assert.deepEqual(news.newlyPassed, ['hello']);
    assert.deepEqual(parseResults(JSON.stringify(results)), results);
    assert.equal(parseResults(JSON.stringify(results).replace('"http://pi.local"', '7')), undefined);
    const { results: after } = applyRun(results, [checked('hello', 'health'), finished('hello', true), end('passed')], 2);
    assert.equal('address' in (after.stages['hello'] ?? {}), false);
  });

  it('in which checks of a stage were left out proves nothing of it, and takes nothing away', () => {
    const leftOut: readonly RunEvent[] = [
      checked('hello', 'health'),
      { type: 'check-left-out', stage: 'hello', check: 'restart', reason: 'Left out.' },
      { type: 'stage-left-out', stage: 'hello', ms: 1 },
      { type: 'run-finished', outcome: 'partial', ms: 1, startMs: 0, requestMs: 0 },
    ];
    assert.deepEqual(partsOf(leftOut, 1), [
      { stage: 'hello', at: 1, address: '', checks: [{ id: 'health' }], leftOut: { restart: 'Left out.' } },
    ]);
    const { results, news } = applyRun(empty, leftOut, 1);
    assert.deepEqual([results, news], [empty, { outcome: 'partial', newlyPassed: [], regressions: [] }]);
    const { results: passed } = applyRun(empty, [checked('hello', 'health'), finished('hello', true), end('passed')], 1);
    assert.deepEqual(applyRun(passed, [checked('hello', 'health', 'no answer'), ...leftOut.slice(1)], 2).results, passed);
  });

  it('keeps why a check was not tried, and counts no failure of a stage of which nothing else failed', () => {
    const untried: RunEvent = {
      ...{ type: 'check-untried', stage: 'read-one', check: 'reads', ms: 1, reason: 'Not tried, because creating does not work yet.' },
      cause: { stage: 'hello', check: 'health' },
    };
    const { results } = applyRun(empty, [checked('hello', 'health', 'no answer'), finished('hello', false), untried, finished('read-one', false), end('failed')], 1); // prettier-ignore
    assert.deepEqual(
      ['hello', 'read-one'].map((id) => [results.stages[id]?.passed, results.stages[id]?.failures]),
      [[false, 1], [false, 0]], // prettier-ignore
    );
    const kept = [{ id: 'reads', untried: { reason: 'Not tried, because creating does not work yet.', stage: 'hello', check: 'health' } }];
    assert.deepEqual(results.stages['read-one']?.checks, kept);
    assert.deepEqual(parseResults(JSON.stringify(results)), results);
    assert.equal(parseResults(JSON.stringify(results).replace('"check":"health"', '"check":7')), undefined);
  });

  it('that breaks what had passed is a regression, and the first pass stays', () => {
    const { results } = applyRun(empty, [finished('hello', true), end('passed')], 1);
    const { results: after, news } = applyRun(results, [finished('hello', false), finished('read-one', false), end('failed')], 2);
    assert.deepEqual(news.regressions, ['hello']);
    assert.equal(after.stages['hello']?.firstPassedAt, 1);
    assert.deepEqual(passedStages(after, ['hello', 'read-one']), []);
  });

  it('that was cancelled or hindered leaves the stage that it did not finish as it was', () => {
    const { results } = applyRun(empty, [finished('hello', true), end('passed')], 1);
    const problem: RunEvent = { type: 'problem', code: 'other-port', message: 'no' };
    const hindered = applyRun(results, [checked('hello', 'health', 'no answer'), problem, end('problem')], 2);
    assert.deepEqual(hindered.results, results);
    assert.equal(hindered.news.problem?.code, 'other-port');
    assert.equal(applyRun(results, [end('cancelled')], 2).news.outcome, 'cancelled');
  });

  it('with texts without end is kept shortened', () => {
    const { results } = applyRun(empty, [checked('hello', 'health', 'x'.repeat(50_000)), finished('hello', false), end('failed')], 1);
    assert.equal(results.stages['hello']?.checks[0]?.failure?.message, `${'x'.repeat(4_000)}… and 46000 more characters of 50000`);
  });
});

describe('results of checks: the solution', () => {
  it('is shown after a pass or three failures', () => {
    const { results: passed } = applyRun(empty, [finished('hello', true), end('passed')], 1);
    assert.equal(maySeeSolution(stageResultOf(passed, 'hello')), true);
    let results: RepoResults = empty;
    const seen = [1, 2, 3].map((at) => {
      ({ results } = applyRun(results, [finished('hello', false), end('failed')], at));
      return maySeeSolution(stageResultOf(results, 'hello'));
    });
    assert.deepEqual(seen, [false, false, true]);
    assert.equal(maySeeSolution(stageResultOf(undefined, 'hello')), false);
  });
});

describe('results of checks: stored', () => {
  it('come back as they were', () => {
    const { results } = applyRun(empty, [checked('hello', 'health', 'no'), finished('hello', false), end('failed')], 1);
    assert.deepEqual(parseResults(JSON.stringify(results)), results);
  });

  it('are not believed when they are damaged or newer', () => {
    for (const text of [
      '',
      '[]',
      '{"version":2,"uri":"a","project":"b","stages":{}}',
      '{"version":1,"uri":"a","project":"b","stages":{"x":{"at":"y"}}}',
    ]) {
      assert.equal(parseResults(text), undefined, text);
    }
  });
});

describe('results of checks: of two windows', () => {
  const stage = fc.record(
    {
      passed: fc.boolean(),
      at: fc.nat(9),
      firstPassedAt: fc.nat(9),
      failures: fc.nat(4),
      hints: fc.nat(3),
      checks: fc.array(fc.record({ id: fc.constantFrom('a', 'b') }), { maxLength: 2 }),
    },
    { requiredKeys: ['passed', 'at', 'failures', 'hints', 'checks'] },
  );
  const repo = fc
    .record({ allowed: fc.uniqueArray(fc.constantFrom('x', 'y')), stages: fc.dictionary(fc.constantFrom('hello', 'update'), stage) })
    .map(({ allowed, stages }): RepoResults => ({ ...empty, allowed: [...allowed].sort(), stages: { ...stages } }));
  const same = (a: RepoResults, b: RepoResults) => assert.deepEqual(structuredClone(a), structuredClone(b));

  it('merge alike in any order, and with themselves to themselves', () => {
    fc.assert(
      fc.property(repo, repo, repo, (a, b, c) => {
        same(mergeResults(a, b), mergeResults(b, a));
        same(mergeResults(mergeResults(a, b), c), mergeResults(a, mergeResults(b, c)));
        same(mergeResults(a, a), a);
      }),
    );
  });

  it('keep the later run, the first pass, all hints and what was allowed', () => {
    const [a, b] = [
      {
        ...empty,
        allowed: ['npm start'],
        stages: { hello: { passed: false, at: 5, firstPassedAt: 2, failures: 1, hints: 0, checks: [] } },
      },
      { ...empty, allowed: ['make'], stages: { hello: { passed: true, at: 3, firstPassedAt: 3, failures: 0, hints: 2, checks: [] } } },
    ];
    const merged = mergeResults(a, b);
    assert.deepEqual(merged.stages['hello'], { passed: false, at: 5, firstPassedAt: 2, failures: 1, hints: 2, checks: [] });
    assert.deepEqual(merged.allowed, ['make', 'npm start']);
  });
});
