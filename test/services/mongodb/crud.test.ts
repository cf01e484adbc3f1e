import { strict as assert } from 'node:assert';
import { MongoBulkWriteError, MongoClient, MongoServerError, ObjectId, type Collection, type Document } from 'mongodb';
import { startMongo, type RunningMongo } from '../../../src/devServices/standIns/mongodb/mongoServer';

/*
 * These cases are our own, in the spirit of the public CRUD specification of the MongoDB drivers: what the real driver gets back must be
 * what it would get from a single server of version 7.0.
 */
describe('MongoDB stand-in with the real driver', function () {
  this.timeout(20_000);
  let server: RunningMongo;
  let client: MongoClient;
  let items: Collection<Document & { _id: number }>;

  before(async () => {
    server = await startMongo();
    client = await MongoClient.connect(`mongodb://127.0.0.1:${String(server.port)}/`, { serverSelectionTimeoutMS: 3000 });
  });

  beforeEach(async () => {
    await client.db('shop').dropDatabase();
    items = client.db('shop').collection('items');
    await items.insertMany([
      { _id: 1, name: 'pen', price: 2, tags: ['blue', 'small'], stock: { here: 5 } },
      { _id: 2, name: 'book', price: 12.5, tags: ['paper'], stock: { here: 0 } },
      { _id: 3, name: 'lamp', price: 40, tags: [], stock: { here: 3 } },
      { _id: 4, name: 'Pencil', price: 1, tags: ['small', 'wood'] },
    ]);
  });

  after(async () => {
    await client.close();
    await server.stop();
  });

  async function ids(filter: Document): Promise<number[]> {
    return (await items.find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
  }

  /** Runs what must fail and answers the error. */
  async function failing(work: Promise<unknown>): Promise<MongoServerError> {
    try {
      await work;
    } catch (error) {
      assert.ok(error instanceof MongoServerError, String(error));
      return error;
    }
    assert.fail('it should have failed');
  }

  describe('find', () => {
    const cases: readonly (readonly [string, Document, number[]])[] = [
      ['everything', {}, [1, 2, 3, 4]],
      ['by equality', { name: 'pen' }, [1]],
      ['by a field within', { 'stock.here': { $gt: 0 } }, [1, 3]],
      ['by an item of an array', { tags: 'small' }, [1, 4]],
      ['by a whole array', { tags: ['paper'] }, [2]],
      ['by size', { tags: { $size: 0 } }, [3]],
      ['by range', { price: { $gte: 2, $lt: 40 } }, [1, 2]],
      ['by a list', { _id: { $in: [2, 4, 9] } }, [2, 4]],
      ['by none of a list', { name: { $nin: ['pen', 'book'] } }, [3, 4]],
      ['by pattern', { name: /^pen/i }, [1, 4]],
      ['by pattern in words', { name: { $regex: '^pen', $options: 'i' } }, [1, 4]],
      ['by presence', { stock: { $exists: false } }, [4]],
      ['by null, which absence is too', { stock: null }, [4]],
      ['by alternatives', { $or: [{ price: 1 }, { name: 'lamp' }] }, [3, 4]],
      ['by negation', { price: { $not: { $gt: 2 } } }, [1, 4]],
      ['by all of', { tags: { $all: ['small', 'wood'] } }, [4]],
      ['by expression', { $expr: { $gt: ['$price', 10] } }, [2, 3]],
      ['by type', { price: { $type: 'double' } }, [2]],
      ['by elemMatch', { tags: { $elemMatch: { $eq: 'blue' } } }, [1]],
      ['by modulo', { _id: { $mod: [2, 0] } }, [2, 4]],
    ];
    for (const [title, filter, expected] of cases) {
      it(title, async () => {
        assert.deepEqual(await ids(filter), expected);
      });
    }

    it('sorts, skips, limits and projects', async () => {
      const found = await items.find({}, { sort: { price: -1 }, skip: 1, limit: 2, projection: { name: 1, _id: 0 } }).toArray();
      assert.deepEqual(found, [{ name: 'book' }, { name: 'pen' }]);
      assert.deepEqual(await items.findOne({ _id: 1 }, { projection: { tags: { $slice: 1 }, stock: 0 } }), {
        _id: 1,
        name: 'pen',
        price: 2,
        tags: ['blue'],
      });
    });

    it('fetches batch by batch and forgets a cursor that is closed', async () => {
      const many = client.db('shop').collection<{ _id: number }>('many');
      await many.insertMany(Array.from({ length: 250 }, (_, _id) => ({ _id })));
      const seen: number[] = [];
      for await (const { _id } of many.find().batchSize(7)) seen.push(_id);
      assert.deepEqual(
        seen,
        Array.from({ length: 250 }, (_, index) => index),
      );
      const cursor = many.find().batchSize(2);
      await cursor.next();
      const { id } = cursor;
      await cursor.close();
      const error = await failing(client.db('shop').command({ getMore: id, collection: 'many' }));
      assert.equal(error.code, 43);
    });

    it('says what is wrong with a filter', async () => {
      assert.equal((await failing(items.find({ price: { $nope: 1 } }).toArray())).code, 2);
    });
  });

  describe('insert', () => {
    it('reports a duplicate by index and goes on when told to', async () => {
      const error = await failing(items.insertMany([{ _id: 9 }, { _id: 1 }, { _id: 10 }]));
      assert.ok(error instanceof MongoBulkWriteError);
      assert.equal(error.code, 11000);
      assert.equal(error.insertedCount, 1);
      const unordered = await failing(items.insertMany([{ _id: 1 }, { _id: 11 }, { _id: 12 }], { ordered: false }));
      assert.ok(unordered instanceof MongoBulkWriteError);
      assert.equal(unordered.insertedCount, 2);
      assert.deepEqual(await ids({ _id: { $gt: 4 } }), [9, 11, 12]);
    });

    it('refuses ids that are arrays or have operators', async () => {
      assert.equal((await failing(items.insertOne({ _id: [1] } as never))).code, 53);
      assert.equal((await failing(items.insertOne({ _id: { $a: 1 } } as never))).code, 52);
    });

    it('keeps types', async () => {
      const things = client.db('shop').collection('things');
      const document = {
        _id: new ObjectId(),
        when: new Date(5),
        none: null,
        yes: true,
        part: { list: [1, 2.5, 'x'] },
        big: 2 ** 40,
        bytes: Buffer.from([1, 2]),
        pattern: /a/i,
      };
      await things.insertOne(document);
      const found = await things.findOne({ _id: document._id });
      assert.deepEqual({ ...found, bytes: Buffer.from((found?.['bytes'] as { buffer: Uint8Array }).buffer) }, document);
    });
  });

  describe('update', () => {
    const operators: readonly (readonly [Document, Document])[] = [
      [{ $set: { price: 3, 'stock.there': 1 } }, { price: 3, stock: { here: 5, there: 1 } }],
      [{ $unset: { tags: '', stock: '' } }, { tags: undefined, stock: undefined }],
      [{ $inc: { price: 5, sold: 1 } }, { price: 7, sold: 1 }],
      [{ $mul: { price: 2 } }, { price: 4 }],
      [
        { $min: { price: 1 }, $max: { 'stock.here': 9 } },
        { price: 1, stock: { here: 9 } },
      ],
      [{ $rename: { name: 'title' } }, { name: undefined, title: 'pen' }],
      [{ $push: { tags: 'new' } }, { tags: ['blue', 'small', 'new'] }],
      [{ $push: { tags: { $each: ['a', 'b'], $position: 0, $slice: 3 } } }, { tags: ['a', 'b', 'blue'] }],
      [{ $push: { tags: { $each: ['aa'], $sort: 1 } } }, { tags: ['aa', 'blue', 'small'] }],
      [{ $addToSet: { tags: { $each: ['blue', 'red'] } } }, { tags: ['blue', 'small', 'red'] }],
      [{ $pull: { tags: 'blue' } }, { tags: ['small'] }],
      [{ $pullAll: { tags: ['blue', 'small'] } }, { tags: [] }],
      [{ $pop: { tags: -1 } }, { tags: ['small'] }],
      [{ $bit: { price: { or: 5 } } }, { price: 7 }],
    ];
    for (const [change, expected] of operators) {
      it(JSON.stringify(change), async () => {
        const result = await items.updateOne({ _id: 1 }, change);
        assert.deepEqual([result.matchedCount, result.modifiedCount], [1, 1]);
        const found = await items.findOne({ _id: 1 });
        for (const [field, value] of Object.entries(expected)) assert.deepEqual(found?.[field], value, field);
      });
    }

    it('counts matched and modified apart, one or many', async () => {
      const { matchedCount, modifiedCount } = await items.updateMany({ price: { $lte: 2 } }, { $set: { price: 2 } });
      assert.deepEqual([matchedCount, modifiedCount], [2, 1]);
      assert.equal((await items.updateOne({ price: 2 }, { $inc: { price: 1 } })).modifiedCount, 1);
      assert.deepEqual(await ids({ price: 2 }), [4]);
    });

    it('upserts from the filter, the change and $setOnInsert', async () => {
      const result = await items.updateOne(
        { _id: 7, name: 'cup', price: { $gt: 1 } },
        { $set: { price: 4 }, $setOnInsert: { tags: ['new'] } },
        { upsert: true },
      );
      assert.deepEqual([result.matchedCount, result.upsertedCount, result.upsertedId], [0, 1, 7]);
      assert.deepEqual(await items.findOne({ _id: 7 }), { _id: 7, name: 'cup', price: 4, tags: ['new'] });
      await items.updateOne({ _id: 7 }, { $setOnInsert: { tags: [] } }, { upsert: true });
      assert.deepEqual((await items.findOne({ _id: 7 }))?.['tags'], ['new']);
    });

    it('changes items of arrays by position and by array filters', async () => {
      const carts = client.db('shop').collection<Document & { _id: number }>('carts');
      await carts.insertOne({
        _id: 1,
        lines: [
          { id: 1, n: 1 },
          { id: 2, n: 5 },
        ],
      });
      await carts.updateOne({ 'lines.id': 2 }, { $inc: { 'lines.$.n': 1 } });
      await carts.updateOne({}, { $set: { 'lines.$[few].sale': true } }, { arrayFilters: [{ 'few.n': { $lt: 3 } }] });
      await carts.updateOne({}, { $inc: { 'lines.$[].n': 10 } });
      assert.deepEqual(await carts.findOne(), {
        _id: 1,
        lines: [
          { id: 1, n: 11, sale: true },
          { id: 2, n: 16 },
        ],
      });
    });

    it('takes a pipeline', async () => {
      await items.updateMany({}, [{ $set: { total: { $multiply: ['$price', { $ifNull: ['$stock.here', 0] }] } } }, { $unset: 'tags' }]);
      assert.deepEqual(
        (await items.find({}, { sort: { _id: 1 } }).toArray()).map(({ total }) => total as number),
        [10, 0, 120, 0],
      );
    });

    it('replaces whole documents but never the _id', async () => {
      await items.replaceOne({ _id: 1 }, { name: 'quill' });
      assert.deepEqual(await items.findOne({ _id: 1 }), { _id: 1, name: 'quill' });
      assert.equal((await failing(items.updateOne({ _id: 1 }, { $set: { _id: 99 } }))).code, 66);
      assert.equal((await failing(items.replaceOne({ _id: 1 }, { _id: 99 }))).code, 66);
    });

    it('refuses arithmetic on texts and pushes to what is no array', async () => {
      assert.equal((await failing(items.updateOne({ _id: 1 }, { $inc: { name: 1 } }))).code, 14);
      assert.equal((await failing(items.updateOne({ _id: 1 }, { $push: { name: 1 } } as never))).code, 2);
      assert.equal((await failing(items.updateOne({ _id: 1 }, { $nope: { a: 1 } }))).code, 9);
    });
  });

  it('deletes one or many', async () => {
    assert.equal((await items.deleteOne({ tags: 'small' })).deletedCount, 1);
    assert.equal((await items.deleteMany({ price: { $gt: 5 } })).deletedCount, 2);
    assert.deepEqual(await ids({}), [4]);
  });

  it('finds and changes in one step', async () => {
    assert.deepEqual(
      await items.findOneAndUpdate({ _id: 4 }, { $inc: { price: 1 } }, { returnDocument: 'after', projection: { price: 1 } }),
      { _id: 4, price: 2 },
    );
    assert.equal(
      (await items.findOneAndUpdate({ price: { $lt: 50 } }, { $set: { top: true } }, { sort: { price: -1 } }))?.['name'],
      'lamp',
    );
    assert.equal((await items.findOneAndReplace({ _id: 2 }, { name: 'tome' }))?.['name'], 'book');
    assert.equal((await items.findOneAndDelete({ _id: 2 }))?.['name'], 'tome');
    assert.equal(await items.findOneAndDelete({ _id: 2 }), null);
    assert.deepEqual(await items.findOneAndUpdate({ _id: 8 }, { $set: { a: 1 } }, { upsert: true, returnDocument: 'after' }), {
      _id: 8,
      a: 1,
    });
    assert.equal(await items.findOneAndUpdate({ _id: 9 }, { $set: { a: 1 } }, { upsert: true }), null);
  });

  it('counts, lists distinct values, writes in bulk', async () => {
    assert.equal(await items.countDocuments({ price: { $gt: 1 } }), 3);
    assert.equal(await items.estimatedDocumentCount(), 4);
    assert.deepEqual((await items.distinct('tags')).sort(), ['blue', 'paper', 'small', 'wood']);
    const result = await items.bulkWrite([
      { insertOne: { document: { _id: 5 } } },
      { updateMany: { filter: { price: { $lt: 3 } }, update: { $set: { cheap: true } } } },
      { replaceOne: { filter: { _id: 6 }, replacement: { a: 1 }, upsert: true } },
      { deleteOne: { filter: { _id: 3 } } },
    ]);
    assert.deepEqual([result.insertedCount, result.modifiedCount, result.upsertedCount, result.deletedCount], [1, 2, 1, 1]);
  });

  describe('aggregate', () => {
    it('matches, unwinds, groups, sorts and counts', async () => {
      const tags = await items
        .aggregate([
          { $unwind: '$tags' },
          { $group: { _id: '$tags', n: { $sum: 1 }, top: { $max: '$price' } } },
          { $sort: { n: -1, _id: 1 } },
          { $limit: 2 },
        ])
        .toArray();
      assert.deepEqual(tags, [
        { _id: 'small', n: 2, top: 2 },
        { _id: 'blue', n: 1, top: 2 },
      ]);
      assert.deepEqual(await items.aggregate([{ $match: { price: { $gt: 1 } } }, { $count: 'n' }]).toArray(), [{ n: 3 }]);
    });

    it('looks up in another collection, also by lists with gaps', async () => {
      const orders = client.db('shop').collection<Document & { _id: number }>('orders');
      await orders.insertMany([
        { _id: 1, item: 3 },
        { _id: 2, items: [1, 99] },
      ]);
      const one = await orders
        .aggregate([
          { $match: { _id: 1 } },
          { $lookup: { from: 'items', localField: 'item', foreignField: '_id', as: 'found' } },
          { $unwind: '$found' },
          { $project: { name: '$found.name' } },
        ])
        .toArray();
      assert.deepEqual(one, [{ _id: 1, name: 'lamp' }]);
      const [list] = await orders
        .aggregate([{ $match: { _id: 2 } }, { $lookup: { from: 'items', localField: 'items', foreignField: '_id', as: 'found' } }])
        .toArray();
      assert.deepEqual(
        (list?.['found'] as Document[]).map(({ name }) => name as string),
        ['pen'],
      );
    });

    it('writes its results elsewhere', async () => {
      const cheap = client.db('shop').collection('cheap');
      await items.aggregate([{ $match: { price: { $lt: 5 } } }, { $out: 'cheap' }]).toArray();
      assert.equal(await cheap.countDocuments(), 2);
      await items
        .aggregate([{ $match: { _id: { $in: [1, 3] } } }, { $project: { seen: { $literal: true } } }, { $merge: 'cheap' }])
        .toArray();
      assert.deepEqual(
        (await cheap.find({ seen: true }, { sort: { _id: 1 } }).toArray()).map(({ name }) => name as unknown),
        ['pen', undefined],
      );
    });

    it('refuses stages it does not know', async () => {
      assert.equal((await failing(items.aggregate([{ $nope: {} }]).toArray())).code, 40324);
      assert.equal((await failing(items.aggregate([{ $changeStream: {} }]).toArray())).code, 40573);
    });
  });

  describe('indexes', () => {
    it('keep values unique and say which key it was', async () => {
      assert.deepEqual(await items.createIndexes([{ key: { name: 1 }, unique: true }]), ['name_1']);
      const error = await failing(items.insertOne({ _id: 5, name: 'pen' }));
      assert.deepEqual([error.code, error['keyPattern'], error['keyValue']], [11000, { name: 1 }, { name: 'pen' }]);
      assert.match(error.message, /^E11000 duplicate key error collection: shop.items index: name_1 dup key: \{ name: "pen" \}/);
      assert.equal((await failing(items.updateOne({ _id: 2 }, { $set: { name: 'pen' } }))).code, 11000);
      await items.updateOne({ _id: 1 }, { $set: { name: 'pen', price: 3 } });
      await items.deleteOne({ _id: 1 });
      await items.insertOne({ _id: 5, name: 'pen' });
    });

    it('may be compound, sparse or partial', async () => {
      await items.createIndexes([{ key: { name: 1, price: 1 }, unique: true }]);
      await items.insertOne({ _id: 5, name: 'pen', price: 3 });
      assert.equal((await failing(items.insertOne({ _id: 6, name: 'pen', price: 2 }))).code, 11000);
      await items.createIndexes([{ key: { code: 1 }, unique: true, sparse: true }]);
      await items.createIndexes([{ key: { slot: 1 }, unique: true, partialFilterExpression: { active: true } }]);
      await items.insertMany([
        { _id: 7, name: 'a', slot: 1 },
        { _id: 8, name: 'b', slot: 1 },
      ]);
      await items.insertOne({ _id: 9, name: 'c', slot: 1, active: true });
      assert.equal((await failing(items.insertOne({ _id: 10, name: 'd', slot: 1, active: true }))).code, 11000);
    });

    it('are refused over duplicates, listed and dropped', async () => {
      await items.insertOne({ _id: 5, name: 'pen' });
      assert.equal((await failing(items.createIndexes([{ key: { name: 1 }, unique: true }]))).code, 11000);
      await items.createIndexes([{ key: { price: -1 } }]);
      assert.deepEqual(
        (await items.listIndexes().toArray()).map(({ name }) => name as string),
        ['_id_', 'price_-1'],
      );
      assert.equal((await failing(items.createIndexes([{ key: { price: -1 }, unique: true, name: 'price_-1' }]))).code, 86);
      await items.dropIndex('price_-1');
      assert.equal((await failing(items.dropIndex('price_-1'))).code, 27);
      assert.equal((await failing(client.db('shop').collection('nowhere').listIndexes().toArray())).code, 26);
    });
  });

  it('lists, makes and drops collections and databases', async () => {
    const db = client.db('shop');
    await db.createCollection('empty');
    assert.equal((await failing(db.command({ create: 'empty', collation: { locale: 'en' } }))).code, 48);
    assert.deepEqual((await db.listCollections({ name: 'empty' }).toArray()).length, 1);
    await db.dropCollection('empty');
    assert.deepEqual(
      (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name),
      ['items'],
    );
    assert.ok((await client.db().admin().listDatabases()).databases.some(({ name }) => name === 'shop'));
  });

  it('answers what it cannot do as MongoDB would', async () => {
    assert.equal((await failing(client.db('shop').command({ frobnicate: 1 }))).codeName, 'CommandNotFound');
    const session = client.startSession();
    await assert.rejects(
      session.withTransaction(() => items.insertOne({ _id: 70 }, { session })),
      /retryable writes|Transaction numbers/,
    );
    await session.endSession();
    assert.equal((await failing(items.find({ name: 'PEN' }, { collation: { locale: 'en', strength: 2 } }).toArray())).code, 115);
  });

  it('serves many connections at once', async () => {
    await Promise.all(Array.from({ length: 200 }, () => items.updateOne({ _id: 1 }, { $inc: { price: 1 } })));
    assert.equal((await items.findOne({ _id: 1 }))?.['price'], 202);
  });
});
