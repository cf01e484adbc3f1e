import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { decodeLines, decodeProgress, encodeLine, encodeProgress, type Decoded } from '../../../src/progress/model/codec';
import type { Register } from '../../../src/progress/model/registers';
import { anyRegisters, plain, register } from './arbitraries';

const GOOD: Register = { v: 'done', t: 1_700_000_000_000, w: 'writer' };
const nested = (levels: number): unknown => {
  let value: unknown = 1;
  for (let i = 0; i < levels; i++) value = [value];
  return value;
};
const envelope = (registers: unknown) => ({ format: 'backend-roadmap-progress', version: 1, registers });

function decoded(value: unknown): Decoded {
  const result = decodeProgress(value);
  if ('refused' in result) assert.fail(`refused as ${result.refused}`);
  return result;
}

describe('codec: envelope', () => {
  it('comes back from JSON as it went in', () => {
    fc.assert(
      fc.property(anyRegisters, (all) => {
        const result = decoded(JSON.parse(JSON.stringify(encodeProgress(all))));
        assert.deepEqual(result.problems, []);
        assert.deepEqual(plain(result.registers), plain(all));
      }),
    );
  });

  it('is the same text for the same progress, whatever the order it was made in', () => {
    const a: [string, Register] = ['r/a#status', GOOD];
    const b: [string, Register] = ['r/b#status', GOOD];
    assert.equal(JSON.stringify(encodeProgress(new Map([b, a]))), JSON.stringify(encodeProgress(new Map([a, b]))));
    assert.deepEqual(Object.keys(encodeProgress(new Map([b, a])).registers), ['r/a#status', 'r/b#status']);
  });

  it('carries roadmaps, topics and fields that this release does not know', () => {
    const unknown = {
      'frontend/css#status': GOOD,
      'backend/no-such-topic#status': GOOD,
      'backend/http#mood': { ...GOOD, v: { stars: [1, null] } },
    };
    const { registers } = decoded(envelope(unknown));
    assert.deepEqual(encodeProgress(registers).registers, unknown);
  });

  const notProgress = {
    nothing: undefined,
    null: null,
    text: 'garbage',
    number: 7,
    list: [],
    'an empty object': {}, // prettier-ignore
    'another format': { ...envelope({}), format: 'x' },
    'no version': { format: 'backend-roadmap-progress', registers: {} },
    'a version in words': { ...envelope({}), version: '1' },
    'no registers': envelope(undefined),
    'a list of registers': envelope([GOOD]),
  };
  for (const [name, value] of Object.entries(notProgress)) {
    it(`refuses ${name}`, () => assert.deepEqual(decodeProgress(value), { refused: 'not-progress' }));
  }

  it('refuses what a newer release wrote, and says which format', () => {
    assert.deepEqual(decodeProgress({ ...envelope({}), version: 2 }), { refused: 'newer', version: 2 });
    assert.deepEqual(decodeProgress({ format: 'backend-roadmap-progress', version: 3, topics: [] }), { refused: 'newer', version: 3 });
  });

  const damaged: [name: string, key: string, candidate: unknown, problem: string][] = [
    ['no object', 'r/x#status', 'done', '"r/x#status" is no register'],
    ['a list', 'r/x#status', [GOOD], '"r/x#status" is no register'],
    ['no time', 'r/x#status', { v: 'done', w: 'a' }, '"r/x#status" has no valid time'],
    ['a negative time', 'r/x#status', { ...GOOD, t: -1 }, '"r/x#status" has no valid time'],
    ['half a millisecond', 'r/x#status', { ...GOOD, t: 0.5 }, '"r/x#status" has no valid time'],
    ['a time that no date holds', 'r/x#status', { ...GOOD, t: 8.64e15 + 1 }, '"r/x#status" has no valid time'],
    ['an endless time', 'r/x#status', { ...GOOD, t: Infinity }, '"r/x#status" has no valid time'],
    ['no writer', 'r/x#status', { ...GOOD, w: '' }, '"r/x#status" has no valid writer'],
    ['a long writer', 'r/x#status', { ...GOOD, w: 'w'.repeat(65) }, '"r/x#status" has no valid writer'],
    ['no value', 'r/x#status', { t: 1, w: 'a' }, '"r/x#status" has no value'],
    ['a huge value', 'r/x#status', { ...GOOD, v: 'x'.repeat(50_000) }, '"r/x#status" has a value that is too large'],
    ['a value of 17 levels', 'r/x#status', { ...GOOD, v: nested(17) }, '"r/x#status" has a value that is nested too deeply'],
    ['a value without end', 'r/x#status', { ...GOOD, v: nested(100_000) }, '"r/x#status" has a value that is nested too deeply'],
    ['no key', 'nonsense', GOOD, '"nonsense" is no key of a topic'],
  ];
  for (const [name, key, candidate, problem] of damaged) {
    it(`a register with ${name} is reported and does not spoil the others`, () => {
      const { registers, problems } = decoded(envelope({ 'r/good#status': GOOD, [key]: candidate }));
      assert.deepEqual(problems, [problem]);
      assert.deepEqual(plain(registers), { 'r/good#status': GOOD });
    });
  }

  it('a value of 16 levels is read', () => {
    assert.deepEqual(decoded(envelope({ 'r/x#status': { ...GOOD, v: nested(16) } })).problems, []);
  });

  it('reads so many entries and no more', () => {
    const many = Object.fromEntries(Array.from({ length: 50_002 }, (_, i) => [`r/t${i}#status`, GOOD]));
    const { registers, problems } = decoded(envelope(many));
    assert.deepEqual([registers.size, problems], [50_000, ['2 entries are more than can be read']]);
  });

  it('a key named __proto__ is damage like any other', () => {
    const hostile: unknown = JSON.parse(
      '{"format":"backend-roadmap-progress","version":1,"registers":{"__proto__":{"v":"done","t":1,"w":"a"}}}',
    );
    const { registers, problems } = decoded(hostile);
    assert.deepEqual([...registers], []);
    assert.deepEqual(problems, ['"__proto__" is no key of a topic']);
    assert.equal(({} as { v?: unknown }).v, undefined);
  });

  it('leaves out what is beside value, time and writer', () => {
    assert.deepEqual(plain(decoded(envelope({ 'r/a#status': { ...GOOD, extra: 1 } })).registers), { 'r/a#status': GOOD });
  });

  it('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.anything(), (value) => void decodeProgress(value)));
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.anything()), (value) => void decodeProgress(envelope(value))));
  });
});

describe('codec: journal', () => {
  it('comes back from its lines as it went in', () => {
    fc.assert(
      fc.property(anyRegisters, (all) => {
        const { registers, problems } = decodeLines([...all].map(([key, one]) => `${encodeLine(key, one)}\n`).join(''));
        assert.deepEqual(problems, []);
        assert.deepEqual(plain(registers), plain(all));
      }),
    );
  });

  it('writes one line for one register', () => {
    assert.equal(encodeLine('r/a#note', { v: 'two\nlines', t: 5, w: 'me' }), '{"k":"r/a#note","v":"two\\nlines","t":5,"w":"me"}');
  });

  it('the winner counts, not the last line', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([3, 9, 4, 1, 7], { minLength: 5 }), (times) => {
        const lines = times.map((t) => `${encodeLine('r/a#status', { ...GOOD, t })}\n`);
        assert.equal(decodeLines(lines.join('')).registers.get('r/a#status')?.t, 9);
      }),
    );
  });

  it('a torn last line is passed over in silence, wherever it was torn', () => {
    const whole = `${encodeLine('r/a#status', GOOD)}\n`;
    const last = encodeLine('r/b#status', GOOD);
    for (let length = 0; length <= last.length; length++) {
      const { registers, problems } = decodeLines(whole + last.slice(0, length));
      assert.deepEqual([plain(registers), problems], [{ 'r/a#status': GOOD }, []]);
    }
  });

  it('a line that a full disk has torn is passed over in silence, and what was written again is read', () => {
    const [first, torn, last] = ['r/a#status', 'r/b#status', 'r/c#status'].map((key) => encodeLine(key, GOOD)) as [string, string, string];
    for (let length = 0; length <= torn.length; length++) {
      const { registers, problems } = decodeLines(`${first}\n${torn.slice(0, length)}\n\n${torn}\n${last}\n`);
      assert.deepEqual([[...registers.keys()], problems], [['r/a#status', 'r/b#status', 'r/c#status'], []]);
    }
  });

  it('other unreadable lines are reported by number, and the rest is read', () => {
    const lines = [
      'garbage',
      '',
      '[]',
      '{"k":"nonsense","v":1,"t":1,"w":"a"}',
      '{"k":"r/a#status","v":1,"t":-1,"w":"a"}',
      encodeLine('r/b#status', GOOD),
      '',
    ];
    const { registers, problems } = decodeLines(lines.join('\n'));
    assert.deepEqual(problems, ['line 1 is no entry', 'line 3 is no entry', 'line 4 is no entry', 'line 5 has no valid time']);
    assert.deepEqual(plain(registers), { 'r/b#status': GOOD });
  });

  it('an empty file is an empty journal', () => {
    assert.deepEqual(decodeLines(''), { registers: new Map(), problems: [] });
  });

  it('never throws, whatever the file holds', () => {
    const line = fc.oneof(
      fc.string(),
      fc.json(),
      register.map((one) => encodeLine('r/a#status', one)),
    );
    fc.assert(fc.property(fc.array(line), (lines) => void decodeLines(lines.join('\n'))));
  });
});
