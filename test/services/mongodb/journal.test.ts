import { strict as assert } from 'node:assert';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { startMongo } from '../../../src/devServices/standIns/mongodb/mongoServer';

describe('MongoDB stand-in on disk', function () {
  this.timeout(20_000);
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mongodb-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Starts the server over the same folder, works with it, and stops it. */
  async function session(work: (client: MongoClient, port: number) => Promise<void>): Promise<void> {
    const server = await startMongo(0, folder);
    const client = await MongoClient.connect(`mongodb://127.0.0.1:${String(server.port)}/`);
    try {
      await work(client, server.port);
    } finally {
      await client.close();
      await server.stop();
    }
  }

  it('has everything again after a restart, a torn last record aside', async () => {
    await session(async (client) => {
      const users = client.db('app').collection<{ _id: number; name: string }>('users');
      await users.createIndexes([{ key: { name: 1 }, unique: true }]);
      await users.insertMany([
        { _id: 1, name: 'a' },
        { _id: 2, name: 'b' },
        { _id: 3, name: 'c' },
      ]);
      await users.updateOne({ _id: 1 }, { $set: { name: 'z' } });
      await users.deleteOne({ _id: 3 });
      await client.db('app').createCollection('gone');
      await client.db('app').dropCollection('gone');
    });
    await appendFile(join(folder, 'journal.bson'), Buffer.from([200, 0, 0, 0, 1, 2]));
    for (let restart = 0; restart < 2; restart++) {
      await session(async (client) => {
        const users = client.db('app').collection<{ _id: number; name: string }>('users');
        assert.deepEqual(await users.find().sort({ _id: 1 }).toArray(), [
          { _id: 1, name: 'z' },
          { _id: 2, name: 'b' },
        ]);
        await assert.rejects(users.insertOne({ _id: 9, name: 'b' }), /E11000/);
        assert.deepEqual(
          (await client.db('app').listCollections().toArray()).map(({ name }) => name),
          ['users'],
        );
      });
    }
  });

  it('closes a connection that does not speak its protocol, and serves the others', async () => {
    await session(async (client, port) => {
      for (const bytes of [
        Buffer.from('GET / HTTP/1.1\r\n\r\n'),
        Buffer.from([20, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 221, 7, 0, 0, 0, 0, 0, 0]),
        Buffer.from([30, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 221, 7, 0, 0, 0, 0, 0, 0, 0, 99, 0, 0, 0, 0, 0, 0, 0, 0]),
      ]) {
        const socket = connect(port, '127.0.0.1');
        socket.on('error', () => undefined);
        socket.write(bytes);
        socket.setTimeout(200, () => socket.destroy());
        await new Promise((resolve) => socket.once('close', resolve));
      }
      assert.deepEqual(await client.db('app').command({ ping: 1 }), { ok: 1 });
    });
  });
});
