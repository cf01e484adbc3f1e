import assert from 'node:assert/strict';
import type { RunEvent } from '../../../src/checks/model/events';
import { junitReporter } from '../../../src/checks/runner/reporters/junit';
import { jsonReporter } from '../../../src/checks/runner/reporters/summary';
import { specReporter } from '../../../src/checks/runner/reporters/spec';

const stages = [
  { id: 'hello', number: 1, title: 'Say "hello" & wave', checks: ['a', 'b', 'c'].map((id) => ({ id, title: `Check ${id} < all` })) },
];
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

  it('spec hands the terminal nothing that it would obey, whoever has answered', () => {
    // A link that is none, what goes to the clipboard, and the same in the single characters of old terminals.
    const evil = 'a\u001b]8;;https://evil\u0007b\u001b]52;c;ZXZpbA==\u001b\\c\u009b2Jd\r\u202ee\n\tf';
    const failure = { message: evil, expected: evil, actual: evil, exchange: evil, output: evil };
    const run: readonly RunEvent[] = [
      { type: 'run-started', project: evil, command: evil, stages },
      { type: 'service', kind: 'redis', note: evil },
      { type: 'check-finished', stage: 'hello', check: 'a', ms: 12, failure },
      { type: 'check-left-out', stage: 'hello', check: 'b', reason: evil },
      { type: 'notice', message: evil },
      { type: 'problem', code: 'no-server', message: evil, detail: evil },
    ];
    const text = printed((write) => specReporter(write, { colours: false }), run);
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(text, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
    assert.equal(text.split('\tf').length - 1, 12);
  });

  it('quote what the text says where a check has failed', () => {
    const says = RUN.map((event) =>
      event.type === 'run-started'
        ? {
            ...event,
            stages: stages.map((stage) => ({ ...stage, checks: stage.checks.map((one) => ({ ...one, passage: `Do ${one.id} & more.` })) })),
          }
        : event,
    );
    const spec = printed((write) => specReporter(write, { colours: false }), says);
    assert.match(spec, /✖ Check b < all\n {6}It is [^\n]*\n {6}The text says: “Do b & more\.”\n/);
    assert.doesNotMatch(spec, /Do a/);
    assert.match(printed(junitReporter, says), /\n\nThe text says: “Do b &#38; more\.”\n/);
    const told = JSON.parse(printed(jsonReporter, says)) as { stages: { checks: { passage?: string }[] }[] };
    assert.deepEqual(
      told.stages[0]?.checks.map(({ passage }) => passage),
      ['Do a & more.', 'Do b & more.', 'Do c & more.'],
    );
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

  it('say what was not tried, why, and which check tells what is wrong', () => {
    const run: readonly RunEvent[] = [
      { type: 'run-started', project: 'rest-api', command: 'npm start', stages },
      { type: 'check-finished', stage: 'hello', check: 'a', ms: 12, failure: { message: 'It is wrong.' } },
      {
        ...{ type: 'check-untried', stage: 'hello', check: 'b', ms: 3, reason: 'Not tried, because waving does not work yet.' },
        cause: { stage: 'hello', check: 'a' },
      },
      { type: 'stage-finished', stage: 'hello', passed: false, ms: 20 },
      { type: 'run-finished', outcome: 'failed', ms: 2_345, startMs: 0, requestMs: 40 },
    ];
    const spec = printed((write) => specReporter(write, { colours: false }), run);
    assert.match(spec, /\n {2}○ Check b < all\n {6}Not tried, because waving does not work yet\. See: Check a < all\n/);
    assert.match(spec, /\n0 passed, 1 failed, 1 not tried\n$/);
    const junit = printed(junitReporter, run);
    assert.match(junit, /<skipped message="Not tried, because waving does not work yet\. See hello\/a\."\/>/);
    assert.match(junit, /<testsuite name="[^"]+" tests="3" failures="1" skipped="2"/);
    const { stages: told } = JSON.parse(printed(jsonReporter, run)) as { stages: { checks: unknown[] }[] };
    assert.deepEqual(told[0]?.checks[1], {
      ...{ id: 'b', title: 'Check b < all' },
      untried: { reason: 'Not tried, because waving does not work yet.', cause: 'hello/a' },
    });
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
