import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import pg from 'pg';
import { startPostgres, type RunningPostgres } from '../../../src/devServices/standIns/postgres/postgresServer';
import { FUZZ_RUNS, fuzzTimeout } from '../../support/fuzzRuns';

/** Statements that PGlite alone could not do, or did not come back from, with PostgreSQL's code for each. */
const refused: readonly (readonly [sql: string, code: string])[] = [
  ["COPY (SELECT 1) TO PROGRAM 'cat > /tmp/backend-roadmap-out'", '42501'],
  ["COPY account FROM PROGRAM 'echo 1'", '42501'],
  ["DO $$ BEGIN EXECUTE 'COPY account TO PROGRAM ''cat'''; END $$", '42501'],
  ["SELECT pg_import_system_collations('public')", '42501'],
  ["COPY account TO '/tmp/backend-roadmap-out'", '42501'],
  ["COPY account TO '/pglite/data/postgresql.conf'", '42501'],
  ["COPY account TO '/pglite/data/pg_hba.conf'", '42501'],
  ["COPY account TO '/pglite/data/base/1/../../PG_VERSION'", '42501'],
  ["COPY account TO '/pglite/data/../lost'", '42501'],
  ["COPY account TO '/dev/lost'", '42501'],
  ["COPY account TO '/dev/shm/../stdout'", '42501'],
  // It would wait for the input of the process itself.
  ["COPY account FROM '/dev/stdin'", '42501'],
  ["COPY account FROM '/proc/self/fd/0'", '42501'],
  ["SELECT lo_from_bytea(7, 'x'); SELECT lo_export(7, '/pglite/data/pg_ident.conf')", '42501'],
  ["COPY account FROM '/etc/passwd'", '58P01'],
  // Kept beside the data: with such a setting it would never start again.
  ["ALTER SYSTEM SET shared_preload_libraries = 'nothing'", '42501'],
  ["SELECT pg_read_file('/etc/passwd')", '58P01'],
  ['SELECT 1; COPY account FROM STDIN; SELECT 2', '57014'],
  ["LOAD 'nothing'", '58P01'],
  ['CREATE EXTENSION dblink', '0A000'],
  [`SELECT ${'('.repeat(20_000)}1${')'.repeat(20_000)}`, '42601'],
  [`SELECT ${Array.from({ length: 30_000 }, () => '1').join('+')}`, '54001'],
  // A library that could not be loaded stood in the way of all others, such as that of PL/pgSQL.
  ["CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p", '58P01'],
  ["BEGIN; PREPARE TRANSACTION 'x'", '55000'],
];

describe('Built-in PostgreSQL and what it cannot do', function () {
  this.timeout(fuzzTimeout(300_000));
  let folder: string;
  let server: RunningPostgres;
  let client: pg.Client;

  const url = (user = 'postgres:postgres', port = server.port): string => `postgresql://${user}@127.0.0.1:${String(port)}/postgres`;

  async function open(address = url()): Promise<pg.Client> {
    const opened = new pg.Client(address);
    // One that is sent away reports so.
    opened.on('error', () => undefined);
    await opened.connect();
    return opened;
  }

  async function assertRight(on = client): Promise<void> {
    const { rows } = await on.query<{ right: number; kept: string }>('SELECT 1 AS right, (SELECT count(*) FROM account) AS kept');
    assert.deepEqual(rows, [{ right: 1, kept: '1' }]);
  }

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postgres-'));
    server = await startPostgres(0, folder);
    client = await open();
    await client.query('CREATE TABLE account (id int); INSERT INTO account VALUES (1)');
  });

  after(async () => {
    await client.end();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  for (const [sql, code] of refused) {
    it(`refuses ${sql.slice(0, 60)} with ${code}, and answers the next query`, async () => {
      await assert.rejects(client.query(sql), { code });
      await client.query('ROLLBACK');
      await assertRight();
      assert.equal(existsSync('/tmp/backend-roadmap-out'), false);
    });
  }

  it('refuses them in prepared queries too', async () => {
    await assert.rejects(client.query({ text: "COPY account TO PROGRAM 'cat'", values: [] }), { code: '42501' });
    await assertRight();
  });

  it('comes back from a recursion without end with all that was committed, and sends away who relied on the session', async () => {
    const [other, relying] = [await open(), await open()];
    await relying.query({ name: 'kept', text: 'SELECT 1' });
    const sentAway = new Promise((resolve) => relying.once('error', (error: Error & { code?: string }) => resolve(error.code)));
    await client.query('CREATE FUNCTION deep() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN deep(); END $$');
    await client.query('BEGIN');
    await client.query('DELETE FROM account');
    await assert.rejects(client.query('SELECT deep()'), { code: '54001' });
    await assertRight();
    await assertRight(other);
    assert.equal(await sentAway, '57P02');
    await other.end();
  });

  it('goes on in its session after any number of mistakes', async () => {
    // Each left some of its stack behind: after 1,483 of them there was none.
    await client.query('SET search_path TO public, elsewhere');
    for (let count = 0; count < 3_000; count++) await assert.rejects(client.query('SELECT FROM WHERE'), { code: '42601' });
    assert.deepEqual((await client.query('SHOW search_path')).rows, [{ search_path: 'public, elsewhere' }]);
    await client.query('RESET search_path');
    await assertRight();
  });

  it('answers the next query whatever came before it', async () => {
    const word = fc.constantFrom(
      ...[
        'SELECT',
        'COPY',
        'account',
        'FROM',
        'TO',
        'STDIN',
        'STDOUT',
        'PROGRAM',
        "'x'",
        '1',
        ',',
        '(',
        ')',
        ';',
        'BEGIN',
        'COMMIT',
        'ROLLBACK',
      ],
      ...[
        'DECLARE c CURSOR FOR',
        'FETCH c',
        'PREPARE p AS',
        'EXECUTE p',
        'DEALLOCATE ALL',
        'LISTEN x',
        'NOTIFY x',
        '$1',
        '$$',
        '/*',
        '*/',
        '--',
        '\n',
      ],
      ...[
        'VALUES',
        'EXPLAIN',
        'ANALYZE',
        'SAVEPOINT s',
        'SET',
        'x',
        '=',
        'NULL',
        'generate_series',
        'CSV',
        'WITH',
        'DISCARD ALL',
        'LOCK',
        'account.id',
      ],
    );
    const statement = fc.oneof(
      { weight: 4, arbitrary: fc.array(word, { maxLength: 9 }).map((words) => words.join(' ')) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.replaceAll('\0', '')) },
    );
    await fc.assert(
      fc.asyncProperty(statement, fc.boolean(), async (sql, prepared) => {
        await client.query(prepared ? { text: sql, values: [] } : sql).catch((error: unknown) => {
          assert.ok(error instanceof pg.DatabaseError, String(error));
        });
        await client.query('ROLLBACK');
        await assertRight();
      }),
      { numRuns: FUZZ_RUNS },
    );
  });

  it('asks for the password, and refuses a wrong one, none, and another user', async () => {
    for (const user of ['postgres:wrong', 'postgres:', 'someone:postgres', 'postgres:postgres%20']) {
      await assert.rejects(
        open(url(user)),
        (error: Error & { code?: string }) => error.code === '28P01' || /password must be/.test(error.message),
      );
    }
    await assertRight();
  });

  it('takes over what was kept before it asked for a password', async () => {
    const earlier = await mkdtemp(join(tmpdir(), 'postgres-'));
    const before = await PGlite.create({ dataDir: earlier });
    await before.exec('CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)');
    await before.close();
    const again = await startPostgres(0, earlier);
    const heir = await open(url('postgres:postgres', again.port));
    assert.deepEqual((await heir.query('SELECT id FROM kept')).rows, [{ id: 7 }]);
    await assert.rejects(open(url('postgres:wrong', again.port)), { code: '28P01' });
    await heir.end();
    await again.stop();
    await rm(earlier, { recursive: true, force: true });
  });

  it('lets nobody in who leaves the question for the password out', async () => {
    const start = Buffer.from('\0\0\0\x32\0\x03\0\0user\0postgres\0database\0postgres\0\0', 'latin1');
    start.writeInt32BE(start.length, 0);
    const query = Buffer.from('Q\0\0\0\x23INSERT INTO account VALUES (2)\0', 'latin1');
    query.writeInt32BE(query.length - 1, 1);
    assert.match(await answerTo(server.port, Buffer.concat([start, query])), /08P01/);
    await assertRight();
  });
});

/** All that is said to who sends this, until the connection ends. */
function answerTo(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => (heard += chunk.toString('latin1')));
    socket.once('error', reject);
    socket.once('close', () => resolve(heard));
  });
}
