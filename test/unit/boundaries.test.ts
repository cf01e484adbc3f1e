/**
 * What comes over a boundary, fuzzed: each parser gets values that are nearly right and values that are not right at all. It may
 * refuse with its own error and nothing else, and what it accepts it accepts again as it is. 1,000 inputs each in `npm test`,
 * 10,000 in `npm run test:fuzz`.
 */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { outside } from '../../src/base/text';
import { parseDebugNews, parseDebugRequest } from '../../src/checks/model/debugging';
import { parseEvent } from '../../src/checks/model/events';
import { parseResults } from '../../src/checks/model/storedResults';
import { parseServerAddress } from '../../src/checks/serverAddress';
import { parseProcNet, parseProcStat, parseLsof, parseNetstat, parsePs, parseWindowsProcesses } from '../../src/checks/runner/processes';
import { readArguments as readCheckArguments } from '../../src/checks/runner/arguments';
import { parseLink } from '../../src/content/lesson';
import { parseProjectFile, ProjectFileError } from '../../src/content/projectFile';
import { parseDashboardMessage, parseDashboardState } from '../../src/dashboard/model/protocol';
import { parseDashboardRequest } from '../../src/dashboard/model/requests';
import { readArguments as readServiceArguments } from '../../src/devServices/cliArguments';
import { readFromHost, readToHost } from '../../src/devServices/hostMessages';
import { parseEnvFile } from '../../src/devServices/reach';
import { decodeNotes } from '../../src/notes/model/noteImport';
import { renderNote } from '../../src/notes/noteMarkdown';
import { formatDay, parseDay } from '../../src/plan/model/days';
import { encodePlan, parsePlan, promiseOf } from '../../src/plan/model/storedPlan';
import { decodeLines, decodeProgress, encodeLine, encodeProgress } from '../../src/progress/model/codec';
import { withinBounds } from '../../src/transfer/model/bounds';
import { parseReviewState, readProgress } from '../../src/progress/model/progress';
import type { Json } from '../../src/progress/model/registers';
import { decodeRepos, encodeRepos } from '../../src/projects/model/repoList';
import { parseKeptState, parseQuizMessage, parseQuizRequest, parseSessionState } from '../../src/quiz/model/protocol';
import { parseStagePageMessage, parseStagePageRequest, parseStagePageState } from '../../src/stages/model/protocol';
import { parseTopicPageMessage, parseTopicPageRequest, parseTopicPageState } from '../../src/topic/model/protocol';
import { FUZZ_RUNS } from '../support/fuzzRuns';
import { smallIndex } from './smallRoadmap';

const index = smallIndex();

/** Values that have broken parsers before. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, -0, 0.5, 1e308, 8.64e15, 8.64e15 + 1, 2 ** 53, '', '__proto__', '\u0000', '9999-12-31', '🙂', [], {}, [[]], 'x'.repeat(10_000)), // prettier-ignore
  fc.jsonValue({ maxDepth: 3 }),
);

/** A value with one of its parts replaced, removed, or joined by another. */
function nearly(sample: unknown): fc.Arbitrary<unknown> {
  const whole = JSON.stringify(sample);
  return fc
    .tuple(fc.nat(), fc.constantFrom('replace', 'remove', 'add'), odd, fc.string({ maxLength: 12 }))
    .map(([at, how, value, name]) => {
      const root: Record<string, unknown> = { value: JSON.parse(whole) as unknown };
      const places: { readonly holder: Record<string, unknown>; readonly key: string }[] = [];
      const walk = (holder: Record<string, unknown>, key: string) => {
        places.push({ holder, key });
        const inner = holder[key];
        if (typeof inner === 'object' && inner !== null)
          for (const next of Object.keys(inner)) walk(inner as Record<string, unknown>, next);
      };
      walk(root, 'value');
      const { holder, key } = places[at % places.length] ?? { holder: root, key: 'value' };
      if (how === 'remove' && Array.isArray(holder)) holder.splice(Number(key), 1);
      else if (how === 'remove') Reflect.deleteProperty(holder, key);
      else if (how === 'replace') holder[key] = value;
      else if (Array.isArray(holder)) holder.push(value);
      else Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
      return root['value'];
    });
}

/** Text that is cut, doubled or sprinkled somewhere. */
const nearlyText = (sample: string): fc.Arbitrary<string> =>
  fc.tuple(fc.nat(sample.length), fc.nat(sample.length), fc.oneof(fc.string(), fc.constantFrom('\n', '\r\n', '"', '\\', '\u0000', '\u202e', '[', '{', '='))).map(
    ([from, to, between]) => sample.slice(0, from) + between + sample.slice(to),
  ); // prettier-ignore

/** Values for a parser, by some that it accepts. */
const values = (...samples: readonly unknown[]): fc.Arbitrary<unknown> => fc.oneof(...samples.map(nearly), odd, fc.anything());

/** Text for a parser, by some that it accepts. */
const texts = (...samples: readonly string[]): fc.Arbitrary<string> => fc.oneof(...samples.map(nearlyText), fc.string(), fc.json());

function fuzz<T>(name: string, input: fc.Arbitrary<T>, take: (value: T) => void): void {
  it(name, function () {
    this.timeout(0);
    fc.assert(fc.property(input, take), { numRuns: FUZZ_RUNS });
  });
}

/** A parser that answers undefined for what is none: what it accepts it accepts again, and gives the same. */
function fuzzParser(name: string, parse: (value: unknown) => unknown, ...samples: readonly unknown[]): void {
  for (const sample of samples)
    it(`${name} accepts ${JSON.stringify(sample).slice(0, 60)}`, () => assert.notEqual(parse(sample), undefined));
  fuzz(name, values(...samples), (value) => {
    const accepted = parse(value);
    if (accepted !== undefined) assert.deepEqual(parse(accepted), accepted);
  });
}

const PLAN = { version: 1, hours: 5, start: '2026-11-23', made: '2026-11-22', target: '2027-05-14', projects: true, works: [['topic', 'http', 10], ['project', 'rest-api', 8]] }; // prettier-ignore
const REGISTERS = {
  'small/http#status': { v: 'done', t: 1_700_000_000_000, w: 'a' },
  'small/internet#proof:quiz:how-web': { v: true, t: 5, w: 'b' },
  'small/http#review': { v: { step: 1, at: 5 }, t: 6, w: 'b' },
  'small/-roadmap#plan': { v: PLAN, t: 7, w: 'c' },
};
const ENVELOPE = { format: 'backend-roadmap-progress', version: 1, registers: REGISTERS };

describe('over a boundary:', () => {
  describe('files that are imported, and what is stored', () => {
    fuzz('an export', values(ENVELOPE), (value) => {
      const decoded = decodeProgress(value);
      if ('refused' in decoded) return;
      const { taken } = withinBounds(index, decoded.registers);
      const progress = readProgress(index, taken);
      assert.ok(progress.done >= 0 && progress.done <= progress.total && progress.percent >= 0 && progress.percent <= 100);
      assert.deepEqual(decodeProgress(encodeProgress(decoded.registers)), { registers: decoded.registers, problems: [] });
    });
    const lines = Object.entries(REGISTERS).map(([key, register]) => encodeLine(key, register as never));
    fuzz('the address of a server', texts('http://localhost:3000', 'https://[::1]:3000/a?b', '127.1', ':80'), (text) => {
      const address = parseServerAddress(text);
      if ('url' in address) assert.deepEqual(parseServerAddress(address.url), address);
    });
    fuzz('a journal', texts(`${lines.join('\n')}\n`), (text) => {
      const { registers } = decodeLines(text);
      const again = [...registers].map(([key, register]) => `${encodeLine(key, register)}\n`).join('');
      assert.deepEqual(decodeLines(again), { registers, problems: [] });
    });
    fuzz('notes', values({ 'small/http': '# mine', 'small/internet': 'x' }), (value) => {
      const { notes } = decodeNotes(value, index);
      assert.ok(notes.size <= index.topics.length && [...notes.values()].every((text) => typeof text === 'string'));
    });
    fuzz('the text of a note', texts('# A\n\n- [x] b `c`\n\n> d [e](https://f.g "h")\n\n```js\ni\n```\n1. j\n'), (text) => {
      for (const match of JSON.stringify(renderNote(text)).matchAll(/"href":"([^"]*)"/g)) assert.match(match[1] ?? '', /^https:\/\//i);
    });
    fuzz('a plan', values(PLAN), (value) => {
      const plan = parsePlan(value as Json);
      if (!plan) return;
      assert.deepEqual(parsePlan(encodePlan(plan)), plan);
      assert.ok(promiseOf(plan).weeks.length <= 522);
    });
    fuzz('a day', texts('2026-11-23'), (text) => {
      const day = parseDay(text);
      if (day !== undefined) assert.equal(formatDay(day), text.trim());
    });
    fuzzParser('a schedule of reviews', parseReviewState, { step: 1, at: 5 });
    fuzz(
      'a list of projects',
      values(encodeRepos([{ project: 'rest-api', uri: 'file:///a', host: 'local', at: 5, gone: false }])),
      (value) => {
        const repos = decodeRepos(value);
        assert.deepEqual(decodeRepos(encodeRepos(repos)), repos);
      },
    );
    const results = { version: 1, uri: 'file:///a', project: 'rest-api', allowed: ['npm start'], stages: { crud: { passed: true, at: 5, firstPassedAt: 5, failures: 1, hints: 0, checks: [{ id: 'x', failure: { message: 'm' } }] } } }; // prettier-ignore
    fuzz(
      'results of checks',
      fc.oneof(
        nearly(results).map((value) => JSON.stringify(value)),
        texts(JSON.stringify(results)),
      ),
      (text) => {
        const parsed = parseResults(text);
        if (parsed) assert.deepEqual(parseResults(JSON.stringify(parsed)), parsed);
      },
    );
  });

  describe('files of a project', () => {
    const file = { project: 'rest-api', start: 'npm start', build: 'npm run build', environment: { PORT: '3000' }, services: ['postgres'] };
    fuzz(
      '.backend-roadmap.json',
      fc.oneof(
        nearly(file)
          .filter((value) => value !== undefined)
          .map((value) => JSON.stringify(value)),
        texts(JSON.stringify(file)),
      ),
      (text) => {
        try {
          const { start = '', build = '' } = parseProjectFile(text);
          assert.ok(!/[\r\n]/.test(start + build));
        } catch (error) {
          if (!(error instanceof ProjectFileError)) throw error;
          assert.ok(error.message.startsWith('.backend-roadmap.json cannot be used: '));
        }
      },
    );
    fuzz('.env', texts('# a\nexport A=1\nB="two\\n"\nC=\'3\' # d\n', 'DATABASE_URL=postgres://u:p@h/d\n'), (text) => {
      for (const [name, value] of Object.entries(parseEnvFile(text))) assert.ok(name !== '' && typeof value === 'string');
    });
    fuzz('a link of a lesson', texts('topic:http', 'https://example.com', '#part'), (text) => void parseLink(text));
  });

  describe('messages of pages, and what pages keep', () => {
    fuzzParser(
      'the dashboard asks',
      parseDashboardRequest,
      { type: 'setStatus', topic: 'http', change: 1, status: 'done' },
      { type: 'plan', hours: 5 },
    );
    fuzzParser('the dashboard is told', parseDashboardMessage, {
      type: 'parts',
      roadmap: 'small',
      answers: 1,
      parts: [],
      news: ['x'],
      celebrates: [],
    });
    fuzzParser('the dashboard keeps', parseDashboardState, {
      roadmap: 'small',
      scroll: 5,
      faq: ['a'],
      levels: [],
      tags: [],
      country: 'all',
      pace: 5,
      planned: 0,
    });
    fuzzParser(
      'a lesson asks',
      parseTopicPageRequest,
      { type: 'setTask', topic: 'http', index: 1, done: true },
      { type: 'setRead', topic: 'http', url: 'https://a.b', read: true },
    );
    fuzzParser('a lesson is told', parseTopicPageMessage, { type: 'reveal', topic: 'http', heading: 'x' });
    fuzzParser('a lesson keeps', parseTopicPageState, { topic: 'http', scroll: { http: 5 } });
    fuzzParser('a quiz asks', parseQuizRequest, { type: 'check', question: 0, answer: [1] });
    fuzzParser('a quiz is told', parseQuizMessage, { type: 'colours', theme: 'vscode-dark', colours: {} });
    const session = {
      subject: { kind: 'quiz', topic: 'http' },
      seed: 5,
      questions: [{ topic: 'http', question: 'a' }],
      answers: [[1]],
      position: 0,
    };
    fuzzParser('a quiz keeps', parseKeptState, { ...session, draft: { seed: 5, question: 0, answer: [1] } });
    fuzzParser('a session', parseSessionState, session);
    fuzzParser(
      'a stage asks',
      parseStagePageRequest,
      { type: 'act', page: 'rest-api/crud', action: 'check' },
      { type: 'unfoldHints', page: 'a', hints: 2 },
      { type: 'reportCheck', page: 'a', check: 'x' },
    );
    fuzzParser('a stage is told', parseStagePageMessage, { type: 'copied', page: 'a', index: 1 });
    fuzzParser('a stage keeps', parseStagePageState, { project: 'a', stage: 'b', folder: null, scroll: { b: 1 }, hints: {} });
  });

  describe('programs', () => {
    const event = { type: 'check-finished', stage: 'crud', check: 'x', ms: 5, failure: { message: 'm', expected: 'a', actual: 'b' } };
    fuzz(
      'a line of the runner',
      fc.oneof(
        nearly(event).map((value) => JSON.stringify(value)),
        texts(JSON.stringify(event)),
      ),
      (line) => {
        const parsed = parseEvent(line);
        if (parsed) assert.deepEqual(parseEvent(JSON.stringify(parsed)), parsed);
      },
    );
    fuzzParser('what a debugger is asked', parseDebugRequest, {
      type: 'launch',
      program: 1,
      command: 'a',
      folder: '/a',
      environment: { A: 'b' },
    });
    fuzzParser('what is told of a debugged program', parseDebugNews, { type: 'printed', program: 1, text: 'a', stream: 'stdout' });
    fuzzParser('what the host of services is asked', readToHost, {
      type: 'start',
      folder: '/a',
      standInsOnly: false,
      services: [{ kind: 'redis', port: 0 }],
    });
    fuzzParser('what it answers', readFromHost, {
      type: 'ready',
      services: [{ kind: 'redis', port: 1, from: 'program', what: 'a', data: 'b' }],
    });
    fuzz(
      'the arguments of a check',
      fc.array(fc.oneof(fc.constantFrom('--json', '--stage', '--help', '--', '-x', '.'), fc.string())),
      (args) => {
        try {
          readCheckArguments(args);
        } catch (error) {
          assert.ok(error instanceof Error && error.message !== '' && !(error instanceof TypeError) && !(error instanceof RangeError));
        }
      },
    );
    fuzz(
      'the arguments of the services',
      fc.array(fc.oneof(fc.constantFrom('--for', '--', 'redis', '--help', 'npm'), fc.string())),
      (args) => {
        try {
          readServiceArguments(args);
        } catch (error) {
          assert.ok(error instanceof Error && error.message !== '' && !(error instanceof TypeError) && !(error instanceof RangeError));
        }
      },
    );
    const tables: readonly [string, (text: string) => unknown, string][] = [
      ['/proc/net/tcp', parseProcNet, '  sl  local_address rem_address   st\n   0: 0100007F:1F90 00000000:0000 0A 0:0 0:0 0 0 0 12345 1\n'],
      ['/proc/<pid>/stat', parseProcStat, '12 (a b) c) S 1 2 3 4 5'],
      ['lsof', parseLsof, 'p12\nn127.0.0.1:8080\n'],
      ['ps', parsePs, '  12   1\n  13  12\n'],
      ['netstat', parseNetstat, '  TCP    127.0.0.1:8080   0.0.0.0:0   LISTENING   12\n'],
      ['the processes of Windows', parseWindowsProcesses, '12 1\n13 12\n'],
    ];
    for (const [name, parse, sample] of tables) fuzz(`the table of ${name}`, texts(sample), (text) => void parse(text));
  });

  fuzz('any text, to be shown', texts('[a](command:b) $(zap)\u202e\n'), (text) => {
    const shown = outside(text);
    assert.equal(outside(shown), shown);
    assert.ok(Array.from(shown).length <= 80);
  });
});
