import { strict as assert } from 'node:assert';
import type { Document } from '../../../../../src/devServices/standIns/mongodb/documents';
import { CollectionIndex, readIndexSpec } from '../../../../../src/devServices/standIns/mongodb/indexes';

const unique = (...paths: string[]): CollectionIndex =>
  new CollectionIndex(readIndexSpec({ key: Object.fromEntries(paths.map((path) => [path, 1])), unique: true }), 'a.x');

const isDuplicate = (index: CollectionIndex, one: Document, other: Document): boolean => {
  index.add(one, '1');
  try {
    index.check(other, undefined);
    return false;
  } catch (error) {
    assert.match(String(error), /E11000/);
    return true;
  }
};

describe('A unique index of the MongoDB stand-in', () => {
  it('tells apart values that are the same only when they are joined', () => {
    assert.equal(isDuplicate(unique('a', 'b'), { a: 'x\0sy', b: 'z' }, { a: 'x', b: 'y\0sz' }), false);
    assert.equal(isDuplicate(unique('a', 'b'), { a: 'x', b: 'y' }, { a: 'x', b: 'y' }), true);
  });

  it('refuses two arrays in one key, whatever their size, as MongoDB does', () => {
    const items = Array.from({ length: 100_000 }, (_, item) => item);
    const refused = { code: 171, message: 'cannot index parallel arrays [b] [a]' };
    const began = performance.now();
    assert.throws(() => unique('a', 'b').check({ a: items, b: [...items] }, undefined), refused);
    assert.throws(() => unique('a.x.y', 'b').check({ a: { x: [{ y: 1 }] }, b: [2] }, undefined), {
      message: 'cannot index parallel arrays [b] [a.x]',
    });
    assert.ok(performance.now() - began < 500);
  });

  it('has one key for each item of an array, with what belongs to it', () => {
    const index = unique('list.a', 'list.b', 'c');
    const one = {
      list: [
        { a: 1, b: 1 },
        { a: 2, b: 2 },
      ],
      c: 0,
    };
    assert.equal(isDuplicate(index, one, { list: [{ a: 1, b: 2 }], c: 0 }), false);
    assert.equal(isDuplicate(index, one, { list: [{ a: 3 }, { a: 2, b: 2 }], c: 0 }), true);
    assert.equal(isDuplicate(unique('a'), { a: [1, 2] }, { a: [3, 2] }), true);
    assert.equal(isDuplicate(unique('a'), { a: [[1, 2]] }, { a: [[1], [2]] }), false);
    assert.equal(isDuplicate(unique('a.1'), { a: [1, 2] }, { a: [2, 1] }), false);
    assert.equal(isDuplicate(unique('a.b'), { a: [1] }, {}), true);
  });
});
