import assert from 'node:assert/strict';
import { HeldRegisters, isKnown } from '../../../src/progress/model/held';
import type { Register } from '../../../src/progress/model/registers';
import { smallIndex } from '../smallRoadmap';

const at = (t: number, v: Register['v'] = 'done'): Register => ({ v, t, w: 'a' });
const index = smallIndex();
const unknown = (count: number, v: Register['v'] = 'done') =>
  Array.from({ length: count }, (_, i): [string, Register] => [`other/t${i}#status`, at(i, v)]);

describe('held registers', () => {
  for (const key of [
    'small/http#status',
    'small/internet#status',
    'small/http#review',
    'small/http#proof:stage:rest-api.crud',
    'small/http#read:0123456789abcdef',
    'small/-roadmap#plan',
  ]) {
    it(`know ${key}`, () => assert.ok(isKnown(index, key)));
  }
  for (const key of [
    'other/http#status',
    'small/gone#status',
    'small/http#mood',
    'small/http#read:x',
    'small/-roadmap#status',
    'nonsense',
  ]) {
    it(`do not know ${key}`, () => assert.ok(!isKnown(index, key)));
  }

  it('keep apart what is known, and give all of it', () => {
    const held = new HeldRegisters(index);
    assert.deepEqual(held.merge(new Map([['small/http#status', at(2)], ['other/x#status', at(1)]])), ['small/http#status', 'other/x#status']); // prettier-ignore
    assert.deepEqual(held.merge(new Map([['small/http#status', at(1)], ['other/x#status', at(3)]])), ['other/x#status']); // prettier-ignore
    assert.deepEqual([...held.known.keys()], ['small/http#status']);
    assert.deepEqual([held.get('small/http#status')?.t, held.get('other/x#status')?.t, held.get('x')], [2, 3, undefined]);
    assert.equal(held.all().size, 2);
    assert.deepEqual([...held.news(new Map([['small/http#status', at(2)], ['other/x#status', at(4)]])).keys()], ['other/x#status']); // prettier-ignore
  });

  it('give the synced copy all that is known, and of the rest the latest 1,000', () => {
    const held = new HeldRegisters(index);
    held.merge(new Map([['small/http#status', at(1)], ...unknown(10_000)]));
    const synced = held.synced();
    assert.equal(synced.size, 1_001);
    assert.ok(synced.has('small/http#status') && synced.has('other/t9999#status') && synced.has('other/t9000#status'));
    assert.ok(!synced.has('other/t8999#status'));
    held.merge(new Map([['other/new#status', at(10_000)]]));
    assert.ok(held.synced().has('other/new#status'));
  });

  it('give the synced copy no more than 100,000 characters that nobody here knows', () => {
    const held = new HeldRegisters(index);
    held.merge(new Map(unknown(100, 'x'.repeat(9_900))));
    assert.equal(held.synced().size, 10);
  });

  it('keep a value that no field but a plan can have apart, so that no tick writes it again', () => {
    const held = new HeldRegisters(index);
    held.merge(new Map(Array.from({ length: 500 }, (_, i) => [`small/http#proof:quiz:q${i}`, at(i, 'x'.repeat(49_000))])));
    held.merge(new Map([['small/-roadmap#plan', at(1, 'x'.repeat(49_000))]]));
    assert.deepEqual([...held.known.keys()], ['small/-roadmap#plan']);
    assert.equal(held.all().size, 501);
    assert.equal(held.synced().size, 3);
  });

  it('hold one register of a key, whether this release knows what it says or not', () => {
    const held = new HeldRegisters(index);
    const key = 'small/http#status';
    held.merge(new Map([[key, at(1)]]));
    held.merge(new Map([[key, at(2, 'x'.repeat(5_000))]]));
    assert.deepEqual([held.known.has(key), held.get(key)?.t, held.all().size], [false, 2, 1]);
    assert.deepEqual(held.merge(new Map([[key, at(1)]])), []);
    assert.deepEqual(held.merge(new Map([[key, at(3)]])), [key]);
    assert.deepEqual([held.known.has(key), held.get(key)?.t, held.all().size], [true, 3, 1]);
    assert.deepEqual([...held.synced().values()], [at(3)]);
  });
});
