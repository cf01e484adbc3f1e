import assert from 'node:assert/strict';
import type { RunEvent } from '../../../src/checks/model/events';
import { junitReporter } from '../../../src/checks/runner/reporters/junit';
import { jsonReporter } from '../../../src/checks/runner/reporters/summary';
import { specReporter } from '../../../src/checks/runner/reporters/spec';

const stages = [{ id: 'hello', title: 'Say "hello" & wave', checks: ['a', 'b', 'c'].map((id) => ({ id, title: `Check ${id} < all` })) }];
const RUN: readonly RunEvent[] = [
  { type: 'run-started', project: 'rest-api', command: 'npm start', stages },
  { type: 'stage-started', stage: 'hello' },
  { type: 'check-finished', stage: 'hello', check: 'a', ms: 12 },
  {
    type: 'check-finished',
    stage: 'hello',
    check: 'b',
    ms: 5,
    failure: { message: 'It is \u0001<wrong>.', expected: 'x\ny', actual: 'z', exchange: 'GET /' },
  },
  { type: 'notice', message: 'It was killed.' },
  { type: 'problem', code: 'port-closed', message: 'Nothing listened.', detail: 'last line' },
  { type: 'run-finished', outcome: 'problem', ms: 2_345, startMs: 1_000, requestMs: 40 },
];

function printed(make: (write: (text: string) => void) => (event: RunEvent) => void, run = RUN): string {
  let text = '';
  const report = make((more) => (text += more));
  for (const event of run) report(event);
  return text;
}

describe('reporters of checks', () => {
  it('spec says what passed, what failed and what hindered', () => {
    const text = printed((write) => specReporter(write, { colours: false }));
    assert.match(text, /^rest-api {2}npm start\n\nSay "hello" & wave hello\n {2}✔ Check a < all\n {2}✖ Check b < all\n {6}It is/);
    assert.match(text, / {6}expected {2}x\n {6}y\n {6}actual {4}z\n {6}GET \/\n/);
    assert.match(text, /\nNothing listened\.\n {6}last line\n\n2\.3 s, of which 1\.0 s for starting\n1 passed, 1 failed\n$/);
  });

  it('say what was left out, and why', () => {
    const run: readonly RunEvent[] = [
      { type: 'run-started', project: 'rest-api', command: 'http://pi.local', url: 'http://pi.local', stages },
      { type: 'stage-started', stage: 'hello' },
      { type: 'check-finished', stage: 'hello', check: 'a', ms: 12 },
      { type: 'check-left-out', stage: 'hello', check: 'b', reason: 'Left out: it restarts the program.' },
      { type: 'stage-left-out', stage: 'hello', ms: 1 },
      { type: 'run-finished', outcome: 'partial', ms: 2_345, startMs: 0, requestMs: 40 },
    ];
    const spec = printed((write) => specReporter(write, { colours: false }), run);
    assert.match(spec, /^rest-api {2}http:\/\/pi\.local\n/);
    assert.match(spec, /\n {2}○ Check b < all\n {6}Left out: it restarts the program\.\n/);
    assert.match(spec, /\n1 passed, 0 failed, 1 left out\n$/);
    assert.match(printed(junitReporter, run), /<skipped message="Left out: it restarts the program."\/>/);
    const { url, outcome, stages: told } = JSON.parse(printed(jsonReporter, run)) as { url: string; outcome: string; stages: unknown };
    assert.deepEqual([url, outcome], ['http://pi.local', 'partial']);
    assert.deepEqual(told, [
      {
        id: 'hello',
        title: 'Say "hello" & wave',
        checks: [
          { id: 'a', title: 'Check a < all', ms: 12 },
          { id: 'b', title: 'Check b < all', leftOut: 'Left out: it restarts the program.' },
          { id: 'c', title: 'Check c < all' },
        ],
      },
    ]);
  });

  it('json adds it all up', () => {
    assert.deepEqual(JSON.parse(printed(jsonReporter)), {
      project: 'rest-api',
      outcome: 'problem',
      ms: 2345,
      startMs: 1000,
      requestMs: 40,
      problem: { code: 'port-closed', message: 'Nothing listened.', detail: 'last line' },
      notices: ['It was killed.'],
      stages: [
        {
          id: 'hello',
          title: 'Say "hello" & wave',
          checks: [
            { id: 'a', title: 'Check a < all', ms: 12 },
            {
              id: 'b',
              title: 'Check b < all',
              ms: 5,
              failure: { message: 'It is \u0001<wrong>.', expected: 'x\ny', actual: 'z', exchange: 'GET /' },
            },
            { id: 'c', title: 'Check c < all' },
          ],
        },
      ],
    });
  });

  it('junit is XML, whatever the texts hold', () => {
    const text = printed(junitReporter);
    assert.match(text, /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites tests="4" failures="1" errors="1" time="2\.345">\n/);
    assert.ok(text.includes('<testsuite name="Say &#34;hello&#34; &#38; wave" tests="3" failures="1" skipped="1" time="0.000">'), text);
    assert.ok(text.includes('<failure message="It is &#60;wrong&#62;.">'), text);
    assert.ok(text.includes('name="Check c &#60; all" time="0.000"><skipped/></testcase>'), text);
    assert.ok(text.includes('<error message="Nothing listened.">last line</error>'), text);
  });
});
