import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { MongoClient, type Collection, type Document } from 'mongodb';
import { startMongo, type RunningMongo } from '../../../src/devServices/standIns/mongodb/mongoServer';

const range = (end: number): Document => ({ $range: [0, end] });
const repeated = (times: number, initialValue: unknown, next: unknown): Document => ({
  $reduce: { input: range(times), initialValue, in: next },
});

/** Each took all memory of the program, with the data of everybody, long before its time was over. */
const large: Readonly<Record<string, Document>> = {
  $range: range(2_000_000_000),
  '$range downwards': { $range: [0, -2_000_000_000, -1] },
  $concatArrays: repeated(40, ['x'], { $concatArrays: ['$$value', '$$value'] }),
  $concat: repeated(40, 'x', { $concat: ['$$value', '$$value'] }),
  $setUnion: { $setUnion: Array.from({ length: 20 }, () => range(1_000_000)) },
  $zip: { $zip: { inputs: [range(1_000_000), ...Array.from({ length: 20 }, () => [])], useLongestLength: true } },
  $regexFindAll: { $regexFindAll: { input: repeated(22, 'x', { $concat: ['$$value', '$$value'] }), regex: 'x' } },
};

describe('MongoDB stand-in and what takes much memory', function () {
  this.timeout(60_000);
  let server: RunningMongo;
  let client: MongoClient;
  let items: Collection<Document & { _id: number }>;

  before(async () => {
    server = await startMongo();
    client = await MongoClient.connect(`mongodb://127.0.0.1:${String(server.port)}/`, { serverSelectionTimeoutMS: 3000 });
    items = client.db('shop').collection('items');
    await items.insertOne({ _id: 1, prices: [1, 2], name: 'pen' });
  });

  after(async () => {
    await client.close();
    await server.stop();
  });

  for (const [name, a] of Object.entries(large)) {
    it(`refuses ${name} as MongoDB does, and answers the next`, async () => {
      await assert.rejects(items.aggregate([{ $project: { a } }]).toArray(), { code: 146, codeName: 'ExceededMemoryLimit' });
      assert.equal(await items.countDocuments(), 1);
    });
  }

  it('refuses a stage that hands on more documents than can be kept', async () => {
    await assert.rejects(items.aggregate([{ $sample: { size: 2_000_000_000 } }]).toArray(), { code: 146, message: /^\$sample would/ });
  });

  it('answers all of them where they are small', async () => {
    const [answer] = await items
      .aggregate([
        {
          $project: {
            _id: 0,
            range: range(3),
            reached: { $range: [4, 0, -2] },
            joined: { $concatArrays: ['$prices', [3], { $map: { input: range(2), as: 'one', in: { $add: ['$$one', 3] } } }] },
            all: { $size: { $setUnion: ['$prices', [2, 3]] } },
            pairs: { $zip: { inputs: ['$prices', ['$name']], useLongestLength: true, defaults: [0, '$name'] } },
            found: { $regexFindAll: { input: '$name', regex: 'n' } },
            sum: repeated(3, 0, { $add: ['$$value', '$$this'] }),
          },
        },
      ])
      .toArray();
    assert.deepEqual(answer, {
      range: [0, 1, 2],
      reached: [4, 2],
      joined: [1, 2, 3, 3, 4],
      all: 3,
      pairs: [[1, 'pen'], [2, 'pen']], // prettier-ignore
      found: [{ match: 'n', idx: 2, captures: [] }],
      sum: 3,
    });
  });

  it('ends the command, and not the program, when many small parts take all that there is', async () => {
    const stages = [{ $project: { a: { $size: { $map: { input: range(1_000_000), in: range(1_000_000) } } } } }];
    const script = `const { aggregate } = require('./src/devServices/standIns/mongodb/queries.ts');
      for (let times = 0; times < 2; times++) try { aggregate([{}], ${JSON.stringify(stages)}, {}); } catch ({ code }) { console.log(code); }
      console.log(aggregate(Array.from({ length: 400_000 }, () => ({})), [{ $addFields: { a: { $add: [1, 1] } } }], {}).length);`;
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...['--max-old-space-size=400', '--require=tsx/cjs', '--eval', script],
    ]);
    assert.equal(stdout, '146\n146\n400000\n');
  });
});
