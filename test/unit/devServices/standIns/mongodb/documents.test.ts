import { strict as assert } from 'node:assert';
import { ObjectId } from 'bson';
import { keyOf, setAt, valuesAt, type Document } from '../../../../../src/devServices/standIns/mongodb/documents';
import { applyChange, readChange, upsertedDocument } from '../../../../../src/devServices/standIns/mongodb/updates';
import { encodeResponse, WireError, WireReader } from '../../../../../src/devServices/standIns/mongodb/wireProtocol';

describe('Documents of MongoDB', () => {
  it('have one key for equal values and different ones for others', () => {
    const id = new ObjectId();
    assert.equal(keyOf(id), keyOf(new ObjectId(id.toHexString())));
    assert.equal(keyOf(null), keyOf(undefined));
    assert.equal(new Set(['1', 1, true, null, new Date(1), [1], { a: 1 }, id].map(keyOf)).size, 8);
  });

  it('are read and written by dotted paths, through arrays', () => {
    const document: Document = { a: [{ b: 1 }, { b: 2 }, 3], c: { d: 4 } };
    assert.deepEqual(valuesAt(document, ['a', 'b']), [1, 2]);
    assert.deepEqual(valuesAt(document, ['a', '1', 'b']), [2]);
    assert.deepEqual(valuesAt(document, ['c', 'x']), [undefined]);
    setAt(document, 'c.e.f', 5);
    assert.deepEqual(document['c'], { d: 4, e: { f: 5 } });
  });

  it('are changed in a copy, never in place', () => {
    const original = { _id: 1, list: [1, 2], part: { n: 1 } };
    const changed = applyChange(original, readChange({ $push: { list: 3 }, $inc: { 'part.n': 1 } }), { _id: 1 });
    assert.deepEqual(
      [original, changed],
      [
        { _id: 1, list: [1, 2], part: { n: 1 } },
        { _id: 1, list: [1, 2, 3], part: { n: 2 } },
      ],
    );
  });

  it('come into being by upserts from what the filter says for certain', () => {
    const filter = { _id: 5, a: 1, 'b.c': 2, d: { $gt: 3 }, e: { $eq: 4 }, $and: [{ f: 5 }], g: /x/ };
    assert.deepEqual(upsertedDocument(filter, readChange({ $set: { h: 6 }, $setOnInsert: { i: 7 } })), {
      _id: 5,
      a: 1,
      b: { c: 2 },
      e: 4,
      f: 5,
      h: 6,
      i: 7,
    });
    assert.deepEqual(upsertedDocument({ _id: 5, a: 1 }, readChange({ b: 2 })), { _id: 5, b: 2 });
  });

  it('refuse a mixture of operators and fields', () => {
    assert.throws(() => readChange({ $set: { a: 1 }, b: 2 }), { code: 9 });
    assert.throws(() => readChange(5), { code: 14 });
  });
});

describe('Wire protocol of MongoDB', () => {
  it('refuses lengths that cannot be', () => {
    for (const length of [3, 100_000_000, -1]) {
      const header = Buffer.alloc(16);
      header.writeInt32LE(length, 0);
      const reader = new WireReader();
      reader.push(header);
      assert.throws(() => reader.next(), WireError);
    }
  });

  it('waits for the rest of a message', () => {
    // An answer has the form of a request, so it will do for one.
    const message = encodeResponse({ requestId: 7, command: {}, legacy: false, silent: false }, 9, { ping: 1, $db: 'x' });
    const reader = new WireReader();
    reader.push(message.subarray(0, 10));
    assert.equal(reader.next(), undefined);
    reader.push(message.subarray(10));
    assert.deepEqual(reader.next()?.command, { ping: 1, $db: 'x' });
  });
});
