import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { globMatcher } from '../../../../../src/devServices/standIns/redis/glob';
import {
  addElement,
  decodeRegisters,
  encodeRegisters,
  estimate,
  isHyperLogLog,
  registerCount,
} from '../../../../../src/devServices/standIns/redis/commands/hyperLogLogs';
import { SortedSet } from '../../../../../src/devServices/standIns/redis/sortedSet';
import { compareIds, formatStreamId, nextId, parseStreamId, previousId } from '../../../../../src/devServices/standIns/redis/streamLog';

describe('Patterns', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['*', '', true],
    ['h?llo', 'hello', true],
    ['h*o', 'ho', true],
    ['h[ae]llo', 'hallo', true],
    ['h[^e]llo', 'hello', false],
    ['h[a-c]', 'hb', true],
    ['h[c-a]', 'hb', true],
    ['\\*', '*', true],
    ['\\*', 'x', false],
    ['a.c', 'abc', false],
    ['[', 'x', false],
    ['[a', 'a', true],
    ['a**b', 'a\nb', true],
  ];
  for (const [pattern, text, expected] of cases) {
    it(`${pattern} and ${JSON.stringify(text)}`, () => {
      assert.equal(globMatcher(pattern)(text), expected);
    });
  }
});

describe('Patterns of many stars', () => {
  it('are decided in a time of their size', () => {
    const began = performance.now();
    assert.equal(globMatcher(`${'a*'.repeat(20)}b`)('a'.repeat(120)), false);
    assert.equal(globMatcher(`${'a*'.repeat(20)}b`)(`${'a'.repeat(120)}b`), true);
    assert.equal(globMatcher(`*${'?*'.repeat(20)}[^a]`)('a'.repeat(10_000)), false);
    assert.equal(globMatcher('a*bc*b')('abbcabcb'), true);
    assert.ok(performance.now() - began < 500);
  });
});

describe('Sorted set', () => {
  it('is ordered by score, then member, whatever was added and removed', () => {
    const step = fc.record({
      member: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      score: fc.integer({ min: -2, max: 2 }),
      remove: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const set = new SortedSet();
        const model = new Map<string, number>();
        for (const { member, score, remove } of steps) {
          if (remove) assert.equal(set.delete(member), model.delete(member));
          else {
            set.set(member, score);
            model.set(member, score);
          }
        }
        const expected = [...model].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
        assert.deepEqual(
          set.entries.map(({ member, score }) => [member, score]),
          expected,
        );
        expected.forEach(([member], rank) => assert.equal(set.rank(member), rank));
      }),
    );
  });
});

describe('HyperLogLog', () => {
  it('estimates within two percent, and survives being packed', () => {
    const registers = new Uint8Array(registerCount);
    for (let i = 0; i < 5000; i++) addElement(registers, `element ${String(i)}`);
    assert.ok(Math.abs(estimate(registers) - 5000) < 100, String(estimate(registers)));
    const packed = encodeRegisters(registers);
    assert.ok(isHyperLogLog(packed) && !isHyperLogLog('HYLL'));
    assert.deepEqual(decodeRegisters(packed), registers);
    assert.equal(addElement(registers, 'element 7'), false);
  });
});

describe('Stream ids', () => {
  it('have neighbours', () => {
    const id = parseStreamId('5-0', 0n);
    assert.equal(formatStreamId(nextId(id) ?? id), '5-1');
    assert.equal(formatStreamId(previousId(id) ?? id), '4-18446744073709551615');
    assert.equal(previousId(parseStreamId('0-0', 0n)), undefined);
    assert.ok(compareIds(parseStreamId('5', 9n), parseStreamId('5-10', 0n)) < 0);
    assert.throws(() => parseStreamId('5-x', 0n));
  });
});
