import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { loadDotEnv, readConfig } from '../src/config.ts';
import { migrate, MigrationError } from '../src/database/migrate.ts';
import { DatabaseUnreachable } from '../src/database/unreachable.ts';

loadDotEnv();
const { DATABASE_URL } = readConfig(process.env);
const schema = `test_${randomBytes(6).toString('hex')}`;
const client = new pg.Client({ connectionString: DATABASE_URL });

before(() => client.connect());
after(async () => {
  await client.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
  await client.end();
});

test('applies each migration once, even when two servers start together', async () => {
  const [one, other] = await Promise.all([migrate(DATABASE_URL, schema), migrate(DATABASE_URL, schema)]);

  const applied = [...one, ...other];
  assert.ok(applied.includes('20260105090000_users'));
  assert.equal(new Set(applied).size, applied.length);
  assert.deepEqual(await migrate(DATABASE_URL, schema), []);
});

test('writes down what it did, as Prisma would', async () => {
  const { rows } = await client.query(`SELECT * FROM "${schema}"._prisma_migrations ORDER BY migration_name LIMIT 1`);

  assert.equal(rows[0].migration_name, '20260105090000_users');
  assert.match(rows[0].checksum, /^[0-9a-f]{64}$/);
  assert.equal(rows[0].applied_steps_count, 1);
  assert.ok(rows[0].finished_at >= rows[0].started_at);
  assert.equal(rows[0].rolled_back_at, null);
});

test('refuses to go on when an applied migration was changed', async () => {
  await client.query(
    `UPDATE "${schema}"._prisma_migrations SET checksum = 'another' WHERE migration_name LIKE '%_users'`,
  );

  await assert.rejects(migrate(DATABASE_URL, schema), MigrationError);
});

test('says where it looked for the database, without the password', async () => {
  await assert.rejects(migrate('postgresql://me:secret@127.0.0.1:1/blog'), (error) => {
    return (
      error instanceof DatabaseUnreachable &&
      error.message.startsWith('Cannot reach PostgreSQL at 127.0.0.1:1/blog') &&
      !error.message.includes('secret')
    );
  });
});
