import { strict as assert } from 'node:assert';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres, type RunningPostgres } from '../../../src/devServices/standIns/postgres/postgresServer';

/** As long as a learner's machine has: none of these tests is about it, and a busy machine is slow. */
const PATIENCE = 30_000;

describe('Built-in PostgreSQL with the real driver', function () {
  this.timeout(180_000);
  let folder: string;
  let server: RunningPostgres;
  let pool: pg.Pool;
  const extra: pg.Client[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postgres-'));
    server = await startPostgres(0, folder, { patience: PATIENCE });
    pool = new pg.Pool({ connectionString: url(), max: 15 });
    await pool.query('CREATE TABLE account (id int PRIMARY KEY, amount int NOT NULL)');
  });

  beforeEach(() => pool.query('TRUNCATE account; INSERT INTO account VALUES (1, 0)'));

  afterEach(async () => {
    for (const client of extra.splice(0)) await client.end().catch(() => undefined);
  });

  after(async () => {
    await pool.end();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const url = (database = 'postgres', port = server.port): string => `postgresql://postgres:postgres@127.0.0.1:${String(port)}/${database}`;

  async function open(port?: number): Promise<pg.Client> {
    const client = new pg.Client(url('postgres', port));
    // A connection that a test cuts off reports so.
    client.on('error', () => undefined);
    await client.connect();
    extra.push(client);
    return client;
  }

  async function amount(): Promise<number> {
    const { rows } = await pool.query<{ amount: number }>('SELECT amount FROM account');
    return rows[0]?.amount ?? NaN;
  }

  it('loses no update of 60 transactions over a pool of 15, and none that was rolled back', async () => {
    await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const client = await pool.connect();
        try {
          await client.query('BEGIN');
          const { rows } = await client.query<{ amount: number }>('SELECT amount FROM account WHERE id = $1 FOR UPDATE', [1]);
          await client.query({
            name: 'add',
            text: 'UPDATE account SET amount = $1 WHERE id = $2',
            values: [(rows[0]?.amount ?? 0) + 1, 1],
          });
          await client.query(index % 10 === 9 ? 'ROLLBACK' : 'COMMIT');
        } finally {
          client.release();
        }
      }),
    );
    assert.equal(await amount(), 54);
  });

  it('keeps the prepared statements of connections apart', async () => {
    const [one, two] = [await open(), await open()];
    for (let round = 0; round < 2; round++) {
      const results = await Promise.all([
        one.query<{ x: number }>({ name: 'same', text: 'SELECT 1 AS x' }),
        two.query<{ x: number }>({ name: 'same', text: 'SELECT 2 AS x' }),
      ]);
      assert.deepEqual(
        results.map(({ rows }) => rows[0]?.x),
        [1, 2],
      );
    }
  });

  it('goes on after errors, in simple and in prepared queries', async () => {
    const client = await open();
    await assert.rejects(client.query('SELEC'), { code: '42601' });
    await assert.rejects(client.query('SELECT * FROM nowhere WHERE a = $1', [1]), { code: '42P01' });
    await assert.rejects(client.query('SELECT $1::int', ['x']), { code: '22P02' });
    await assert.rejects(client.query('INSERT INTO account VALUES ($1, 1)', [1]), { code: '23505', constraint: 'account_pkey' });
    const { rows } = await client.query<{ x: number }>('SELECT $1::int AS x', [7]);
    assert.deepEqual(rows, [{ x: 7 }]);
  });

  it('refuses everything in a failed transaction until its end', async () => {
    const client = await open();
    await client.query('BEGIN');
    await assert.rejects(client.query('SELECT 1/0'), { code: '22012' });
    await assert.rejects(client.query('SELECT 1'), { code: '25P02' });
    await client.query('ROLLBACK');
    assert.equal(await amount(), 0);
  });

  it('rolls back for a client that leaves in the middle of a transaction', async () => {
    const client = await open();
    await client.query('BEGIN');
    await client.query('UPDATE account SET amount = 1000');
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    assert.equal(await amount(), 0);
  });

  it('says so when a transaction keeps all others waiting', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'postgres-'));
    const impatient = await startPostgres(0, elsewhere, { patience: 700 });
    try {
      const [holder, other] = [await open(impatient.port), await open(impatient.port)];
      await holder.query('BEGIN');
      await assert.rejects(other.query('SELECT 1'), { code: '55P03', message: /one transaction at a time/ });
      await holder.query('COMMIT');
      assert.equal((await other.query('SELECT 1')).rowCount, 1);
    } finally {
      for (const client of extra.splice(0)) await client.end();
      await impatient.stop();
      await rm(elsewhere, { recursive: true, force: true });
    }
  });

  it('copies from the client and notifies who listens', async () => {
    const client = await open();
    const heard = new Promise((resolve) =>
      client.once('notification', ({ channel, payload }) => {
        resolve([channel, payload]);
      }),
    );
    await client.query('LISTEN news');
    await pool.query("SELECT pg_notify('news', 'hello')");
    assert.deepEqual(await heard, ['news', 'hello']);
    assert.equal(await copyIn(client, 'COPY account FROM STDIN', '2\t5\n3\t6\n'), 'COPY 2');
    assert.equal((await pool.query('SELECT * FROM account')).rowCount, 3);
  });

  it('knows one database, and no other protocol', async () => {
    const elsewhere = new pg.Client(url('elsewhere'));
    await assert.rejects(elsewhere.connect(), { code: '3D000' });
    const socket = connect(server.port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\n\r\n');
    const answer = await new Promise<Buffer>((resolve) => socket.once('data', resolve));
    assert.match(answer.toString('latin1'), /08P01/);
  });
});

/** Sends a COPY over the socket of a driver, which knows no such thing by itself. */
async function copyIn(client: pg.Client, sql: string, data: string): Promise<string> {
  const { connection } = client as unknown as {
    connection: pg.Connection & { sendCopyFromChunk(data: Buffer): void; endCopyFrom(): void };
  };
  const tag = new Promise<string>((resolve, reject) => {
    const copy = {
      submit: () => connection.query(sql),
      handleCopyInResponse: () => {
        connection.sendCopyFromChunk(Buffer.from(data));
        connection.endCopyFrom();
      },
      handleCommandComplete: ({ text }: { text: string }) => resolve(text),
      handleError: reject,
      handleReadyForQuery: () => undefined,
    };
    client.query(copy as unknown as pg.Submittable);
  });
  return tag;
}
