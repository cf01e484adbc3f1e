import { strict as assert } from 'node:assert';
import { MongoClient, type Collection, type Document } from 'mongodb';
import { startMongo, type RunningMongo } from '../../../src/devServices/standIns/mongodb/mongoServer';

/** Takes longer than the universe has been there. */
const endless = '^(a+)+$';
const text = `${'a'.repeat(60)}!`;

describe('MongoDB stand-in and what takes too long', function () {
  this.timeout(60_000);
  let server: RunningMongo;
  let client: MongoClient;
  let items: Collection<Document & { _id: number }>;

  before(async () => {
    server = await startMongo();
    client = await MongoClient.connect(`mongodb://127.0.0.1:${String(server.port)}/`, { serverSelectionTimeoutMS: 3000 });
    items = client.db('shop').collection('items');
  });

  beforeEach(async () => {
    await client.db('shop').dropDatabase();
    await items.insertMany([
      { _id: 1, name: text, tags: [text], price: 1 },
      { _id: 2, name: 'pen', tags: [], price: 2 },
    ]);
  });

  after(async () => {
    await client.close();
    await server.stop();
  });

  const ways: Readonly<Record<string, () => Promise<unknown>>> = {
    'a find': () => items.find({ name: { $regex: endless } }, { maxTimeMS: 50 }).toArray(),
    'a pattern of its own type': () => items.find({ name: new RegExp(endless) }, { maxTimeMS: 50 }).toArray(),
    'a count': () => items.countDocuments({ name: { $regex: endless } }, { maxTimeMS: 50 }),
    'a distinct': () => items.distinct('price', { name: { $regex: endless } }, { maxTimeMS: 50 }),
    'an aggregation': () =>
      items.aggregate([{ $project: { hit: { $regexMatch: { input: '$name', regex: endless } } } }], { maxTimeMS: 50 }).toArray(),
    'an update': () => items.updateMany({ name: { $regex: endless } }, { $set: { price: 9 } }, { maxTimeMS: 50 }),
    'a change of an array': () => items.updateMany({}, { $pull: { tags: { $regex: endless } } } as Document, { maxTimeMS: 50 }),
    'a filter of an array': () =>
      items.updateMany({}, { $set: { 'tags.$[one]': 'x' } }, { arrayFilters: [{ one: { $regex: endless } }], maxTimeMS: 50 }),
    'a delete': () => items.deleteMany({ name: { $regex: endless } }, { maxTimeMS: 50 }),
    'a find and change': () => items.findOneAndUpdate({ name: { $regex: endless } }, { $set: { price: 9 } }, { maxTimeMS: 50 }),
    'an aggregation without a pattern': () =>
      items
        .aggregate(
          [{ $project: { n: { $reduce: { input: { $range: [0, 3_000_000] }, initialValue: 0, in: { $add: ['$$value', '$$this'] } } } } }],
          {
            maxTimeMS: 50,
          },
        )
        .toArray(),
  };

  for (const [name, run] of Object.entries(ways)) {
    it(`ends ${name} as MongoDB does, keeps what there was, and answers the next`, async () => {
      await assert.rejects(run(), { code: 50, message: 'operation exceeded time limit' });
      assert.deepEqual(
        await items
          .find({ price: { $lt: 9 } })
          .sort({ _id: 1 })
          .toArray(),
        [
          { _id: 1, name: text, tags: [text], price: 1 },
          { _id: 2, name: 'pen', tags: [], price: 2 },
        ],
      );
    });
  }

  it('has a limit of its own for who sets none, for all statements of a command together', async () => {
    const statement = { updateMany: { filter: { name: { $regex: endless } }, update: { $set: { price: 9 } } } };
    const error = await items.bulkWrite([statement, statement, statement], { ordered: false }).then(
      () => undefined,
      (caught: unknown) => caught,
    );
    const writeErrors = (error as { writeErrors?: { code: number; errmsg: string }[] }).writeErrors ?? [];
    assert.deepEqual(
      writeErrors.map(({ code }) => code),
      [50, 50, 50],
    );
    assert.match(writeErrors[0]?.errmsg ?? '', /gives a command 10 seconds/);
    assert.equal(await items.countDocuments({ price: 9 }), 0);
  });

  it('answers more than one message holds in several, and a document of any size', async () => {
    const large = client.db('shop').collection<Document & { _id: number }>('large');
    for (let _id = 0; _id < 20; _id++) await large.insertOne({ _id, text: `${String(_id)}${'x'.repeat(1_000_000)}` });
    assert.equal((await large.find().toArray()).length, 20);
    assert.equal((await large.aggregate([{ $match: {} }]).toArray()).length, 20);
    await assert.rejects(large.distinct('text'), { code: 10334 });
    await large.deleteMany({});
    await large.insertOne({ _id: 0, text: 'x'.repeat(13_000_000) });
    await large.insertMany(Array.from({ length: 1_500 }, (_, index) => ({ _id: index + 1 })));
    assert.equal((await large.find().toArray()).length, 1_501);
  });

  it('takes no document that is nested deeper than MongoDB takes it', async () => {
    const nested = (depth: number): Document => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`) as Document;
    await items.insertOne({ _id: 8, ...nested(150) });
    const refused = { code: 15, message: /nested more than 180 deep/ };
    await assert.rejects(items.insertOne({ _id: 9, ...nested(5_000) }), refused);
    await assert.rejects(items.updateOne({ _id: 8 }, { $set: { b: nested(500) } }), refused);
    assert.deepEqual((await items.find().toArray()).map(({ _id }) => _id), [1, 2, 8]); // prettier-ignore
  });

  it('changes many documents within it', async () => {
    await items.insertMany(Array.from({ length: 5_000 }, (_, index) => ({ _id: index + 10, price: 1 })));
    const { modifiedCount } = await items.updateMany({ _id: { $gte: 10 } }, { $inc: { price: 1 } });
    assert.equal(modifiedCount, 5_000);
  });
});
