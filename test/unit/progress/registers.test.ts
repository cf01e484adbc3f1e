import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Clock, keyOf, merge, mergeInto, partsOf, wins, type Register } from '../../../src/progress/model/registers';
import { plain, register, registers } from './arbitraries';

const at = (t: number, w = 'a', v: Register['v'] = 'done'): Register => ({ v, t, w });

describe('registers: merge', () => {
  it('is commutative', () => {
    fc.assert(fc.property(registers, registers, (a, b) => assert.deepEqual(plain(merge(a, b)), plain(merge(b, a)))));
  });

  it('is associative', () => {
    fc.assert(
      fc.property(registers, registers, registers, (a, b, c) =>
        assert.deepEqual(plain(merge(merge(a, b), c)), plain(merge(a, merge(b, c)))),
      ),
    );
  });

  it('is idempotent', () => {
    fc.assert(fc.property(registers, (a) => assert.deepEqual(plain(merge(a, a)), plain(a))));
  });

  it('changes neither of its arguments', () => {
    fc.assert(
      fc.property(registers, registers, (a, b) => {
        const before = [plain(a), plain(b)];
        merge(a, b);
        assert.deepEqual([plain(a), plain(b)], before);
      }),
    );
  });

  it('of two registers that differ, exactly one wins, even when time and writer tie', () => {
    fc.assert(
      fc.property(register, register, (a, b) => {
        const differ = JSON.stringify([a.t, a.w, a.v]) !== JSON.stringify([b.t, b.w, b.v]);
        assert.equal(wins(a, b) !== wins(b, a), differ);
      }),
    );
  });

  it('prefers the later time, then the greater writer, then the greater value', () => {
    assert.ok(wins(at(2, 'a'), at(1, 'z')));
    assert.ok(wins(at(1, 'b'), at(1, 'a')));
    assert.ok(wins(at(1, 'a', 'todo'), at(1, 'a', 'done')));
    assert.ok(!wins(at(1), at(1)));
  });

  it('a copy that says the same changes nothing', () => {
    fc.assert(fc.property(registers, (a) => assert.deepEqual(mergeInto(new Map(a), new Map(a)), [])));
  });

  it('names the keys that it changed, and only those', () => {
    const mine = new Map([
      ['r/kept#status', at(5)],
      ['r/older#status', at(1)],
    ]);
    const theirs = new Map([
      ['r/kept#status', at(4)],
      ['r/older#status', at(2)],
      ['r/new#status', at(0)],
    ]);
    assert.deepEqual(mergeInto(mine, theirs), ['r/older#status', 'r/new#status']);
    assert.deepEqual(
      [...mine].map(([key, { t }]) => [key, t]),
      [
        ['r/kept#status', 5],
        ['r/older#status', 2],
        ['r/new#status', 0],
      ],
    );
  });
});

describe('registers: keys', () => {
  it('come apart as they were put together', () => {
    assert.equal(keyOf('backend', 'http-and-https', 'status'), 'backend/http-and-https#status');
    const parts = partsOf('backend/http-and-https#proof:stage:rest-api.crud');
    assert.deepEqual(parts, { roadmap: 'backend', topic: 'http-and-https', field: 'proof:stage:rest-api.crud' });
  });

  const strange = [
    '',
    '__proto__',
    'constructor',
    'backend',
    'backend/http',
    'backend/HTTP#status',
    'a/b/c#status',
    'a/b#',
    'a/b#1x',
    ' a/b#x',
  ];
  for (const key of [...strange, 'a/b#status\n', `${'a'.repeat(65)}/b#x`, `a/b#${'x'.repeat(152)}`]) {
    it(`${JSON.stringify(key.slice(0, 30))} is none`, () => assert.equal(partsOf(key), undefined));
  }
});

describe('registers: Clock', () => {
  it('goes on from the right time when it was ahead', () => {
    let now = 10_000;
    const clock = new Clock(() => now);
    clock.next();
    now = 4_000;
    assert.equal(clock.next(), 10_001);
    clock.setBack(7_000);
    assert.equal(clock.next(), 4_000);
  });

  it('follows the machine', () => {
    let now = 1_000;
    const clock = new Clock(() => now);
    assert.equal(clock.next(), 1_000);
    now = 2_000;
    assert.equal(clock.next(), 2_000);
  });

  it('gives each call a later time, within one millisecond and when the machine is set back', () => {
    let now = 1_000;
    const clock = new Clock(() => now);
    assert.deepEqual([clock.next(), clock.next()], [1_000, 1_001]);
    now = 10;
    assert.deepEqual([clock.next(), clock.next()], [1_002, 1_003]);
  });

  it('is later than the register in whose place it comes, and goes on as before with others', () => {
    const clock = new Clock(() => 1_000);
    assert.equal(clock.next(at(9_000)), 9_001);
    assert.equal(clock.next(at(9_001)), 9_002);
    assert.equal(clock.next(), 1_002);
    assert.equal(clock.next(at(5)), 1_003);
  });

  it('never runs backwards, whatever the machine says and whatever comes before', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.option(register, { nil: undefined })), { minLength: 2 });
    fc.assert(
      fc.property(steps, (moments) => {
        let now = 0;
        let last = -1;
        const clock = new Clock(() => now);
        for (const [time, before] of moments) {
          now = time;
          assert.ok(clock.next(before) > (before?.t ?? -1));
          const next = clock.next();
          assert.ok(next > last);
          last = next;
        }
      }),
    );
  });
});
