import { strict as assert } from 'node:assert';
import { connect } from 'node:net';
import { BSON } from 'bson';
import fc from 'fast-check';
import { MongoClient, type Document, type UpdateFilter } from 'mongodb';
import { startMongo, type RunningMongo } from '../../../src/devServices/standIns/mongodb/mongoServer';
import { FUZZ_RUNS, fuzzTimeout } from '../../support/fuzzRuns';

/** An OP_MSG with one body, as drivers send it. */
function message(command: object): Buffer {
  const body = BSON.serialize(command);
  const bytes = Buffer.alloc(21 + body.length);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(1, 4);
  bytes.writeInt32LE(2013, 12);
  bytes.set(body, 21);
  return bytes;
}

const commands: readonly object[] = [
  { ping: 1, $db: 'shop' },
  { find: 'items', filter: { price: { $gt: 1 }, name: /a/ }, sort: { price: 1 }, limit: 2, $db: 'shop' },
  { aggregate: 'items', pipeline: [{ $match: { price: 1 } }, { $group: { _id: '$price', n: { $sum: 1 } } }], cursor: {}, $db: 'shop' },
  { insert: 'other', documents: [{ _id: 1, at: new Date(0), list: [1, 'a', null] }], $db: 'shop' },
  { update: 'other', updates: [{ q: {}, u: { $set: { 'a.b': 1 }, $inc: { n: 1 } }, upsert: true }], $db: 'shop' },
];

/** Sends bytes, and resolves when the server has answered or hung up. */
const send = (port: number, bytes: Buffer): Promise<void> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
    socket.on('error', () => undefined).on('close', () => resolve());
    socket.resume();
  });

describe('MongoDB stand-in and what is not its protocol', function () {
  this.timeout(fuzzTimeout(60_000));
  let server: RunningMongo;
  let client: MongoClient;

  before(async () => {
    server = await startMongo();
    client = await MongoClient.connect(`mongodb://127.0.0.1:${String(server.port)}/`, { serverSelectionTimeoutMS: 3000 });
    await client.db('kept').collection('items').insertOne({ name: 'pen' });
  });

  after(async () => {
    await client.close();
    await server.stop();
  });

  it('lets no document become a part of all others', async () => {
    const [evil, kept] = [client.db('evil').collection('x'), client.db('kept').collection('items')];
    await evil.insertOne({ list: [1], constructor: { prototype: { admin: true } }, stored: { constructor: 'Ferrari' } });
    const [path, refused] = ['constructor.prototype.admin', { code: 2, message: /takes no "(?:constructor|__proto__)" in a path/ }];
    for (const projection of [{ [path]: 1 }, { [path]: 0 }, { constructor: { prototype: { admin: 1 } } }, { ['__proto__.admin']: 1 }]) {
      await assert.rejects(evil.find({}, { projection }).toArray(), refused);
      await assert.rejects(evil.findOneAndUpdate({}, { $set: { seen: 1 } }, { projection }), refused);
    }
    await assert.rejects(evil.find({}, { sort: { [path]: 1 } }).toArray(), refused);
    for (const stage of [
      { $project: { [path]: 1 } },
      { $set: { [path]: true } },
      { $set: { constructor: { prototype: { admin: true } } } },
      { $unset: path },
      { $unset: [path] },
      { $group: { _id: `$${path}` } },
      { $lookup: { from: 'x', localField: 'a', foreignField: 'a', as: path } },
      { $unwind: { path: '$list', includeArrayIndex: path } },
      { $replaceRoot: { newRoot: { ['__proto__.admin']: 1 } } },
      { $facet: { a: [{ $addFields: { [path]: 1 } }] } },
    ]) {
      await assert.rejects(evil.aggregate([stage]).toArray(), refused);
    }
    for (const change of [
      { $set: { [path]: true } },
      { $rename: { stored: path } },
      { $push: { [path]: 1 } },
      { $unset: { [path]: '' } },
    ]) {
      await assert.rejects(evil.updateMany({}, change as UpdateFilter<Document>), refused);
    }
    assert.equal(await kept.countDocuments({ admin: true }), 0);
    assert.equal('admin' in {}, false);
    await evil.updateOne({}, { $set: { team: { constructor: 'Ferrari' } } });
    assert.deepEqual(await evil.distinct('team'), [{ constructor: 'Ferrari' }]);
  });

  it('answers the next command whatever bytes came before it', async () => {
    const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
    const nearly = fc.tuple(fc.constantFrom(...commands), fc.array(change, { minLength: 1, maxLength: 6 })).map(([command, changes]) => {
      const bytes = message(command);
      // The size in front stays, mostly: else all that follows is only waited for.
      for (const [place, byte] of changes) bytes[4 + (place % (bytes.length - 4))] = byte;
      return bytes;
    });
    const anything = fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes));
    const sized = anything.map((bytes) => {
      const whole = Buffer.concat([Buffer.alloc(16), bytes]);
      whole.writeInt32LE(whole.length, 0);
      whole.writeInt32LE([1, 2004, 2013][bytes.length % 3] ?? 1, 12);
      return whole;
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof({ weight: 4, arbitrary: nearly }, sized, anything), async (bytes) => {
        await send(server.port, bytes);
        assert.equal(await client.db('kept').collection('items').countDocuments(), 1);
      }),
      { numRuns: FUZZ_RUNS },
    );
  });
});
