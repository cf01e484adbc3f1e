import { strict as assert } from 'node:assert';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres, type RunningPostgres } from '../../../src/devServices/standIns/postgres/postgresServer';

describe('Built-in PostgreSQL and a query without end', function () {
  this.timeout(120_000);
  let folder: string;
  let server: RunningPostgres;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postgres-'));
    server = await startPostgres(0, folder, { query: 1500 });
  });
  after(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(): Promise<pg.Client> {
    const client = new pg.Client(`postgresql://postgres:postgres@127.0.0.1:${String(server.port)}/postgres`);
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  it('ends it, keeps what was committed, and serves the others', async () => {
    const [client, other] = [await open(), await open()];
    await client.query('CREATE TABLE kept (id int)');
    let count = 0;
    for (const sql of [
      'SELECT pg_sleep(1000)',
      'SELECT count(*) FROM generate_series(1, 1000000000000)',
      'DO $$ BEGIN LOOP NULL; END LOOP; END $$',
      `SELECT 1 ${'/*'.repeat(200_000)}`,
      'BEGIN; DELETE FROM kept; SELECT pg_sleep(1000)',
    ]) {
      await client.query('INSERT INTO kept VALUES (1)');
      const refused = assert.rejects(client.query(sql), { code: '57014' });
      const answer = await other.query<{ kept: number }>('SELECT count(*)::int AS kept FROM kept');
      assert.deepEqual(answer.rows, [{ kept: ++count }]);
      await refused;
    }
    await Promise.all([client.end(), other.end()]);
  });
});
