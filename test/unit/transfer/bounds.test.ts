import assert from 'node:assert/strict';
import type { Register } from '../../../src/progress/model/registers';
import { withinBounds } from '../../../src/transfer/model/bounds';
import { smallIndex } from '../smallRoadmap';

const at = (t: number, v: Register['v'] = 'done'): Register => ({ v, t, w: 'a' });
const index = smallIndex();
const unknown = (count: number) => Array.from({ length: count }, (_, i): [string, Register] => [`other/t${i}#status`, at(i)]);

describe('an import takes', () => {
  it('everything of an honest file', () => {
    const file = new Map([['small/http#status', at(1)], ...unknown(1_000)]);
    const { taken, leftOut } = withinBounds(index, file);
    assert.deepEqual([taken, leftOut], [file, 0]);
  });

  it('so many of one topic and so many that are unknown, and says how many it left out', () => {
    const proofs = Array.from({ length: 300 }, (_, i): [string, Register] => [`small/http#proof:quiz:q${i}`, at(1, true)]);
    const { taken, leftOut } = withinBounds(index, new Map([...proofs, ...unknown(1_500), ['small/sql#status', at(1)]]));
    assert.deepEqual([taken.size, leftOut, taken.has('small/sql#status')], [1_251, 550, true]);
  });

  it('of one topic no more than 50,000 characters, however few registers they are', () => {
    const long = Array.from({ length: 200 }, (_, i): [string, Register] => [`small/http#proof:quiz:q${i}`, at(1, 'x'.repeat(1_000))]);
    const { taken, leftOut } = withinBounds(index, new Map([...long, ['small/sql#status', at(1)]]));
    // A register of 1,000 letters, with its key and what belongs to it, has some 1,050 characters.
    assert.ok(taken.size >= 45 && taken.size <= 50, String(taken.size));
    assert.deepEqual([taken.size + leftOut, taken.has('small/sql#status')], [201, true]);
  });

  it('a plan of the largest size beside all that the learner has done', () => {
    const plan: [string, Register] = ['small/-roadmap#plan', at(1, 'x'.repeat(49_000))];
    assert.equal(withinBounds(index, new Map([plan, ['small/http#status', at(1)]])).leftOut, 0);
  });
});
