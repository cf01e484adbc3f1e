import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { DatabaseUnreachable } from './unreachable.ts';

const DIRECTORY = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** Any number, as long as everyone who migrates uses the same. This is the one Prisma uses. */
const LOCK = 72_707_369;

/** The files and the database do not fit together: the message is for a person. */
export class MigrationError extends Error {}

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/**
 * Applies the migrations that the database does not have yet, and gives their names.
 *
 * It does what `prisma migrate deploy` does, and keeps the same books (`_prisma_migrations`), so you can change to the
 * real one at any time. In fewer than a hundred lines you can see what a migration tool is: files in order, a table
 * that says which of them were applied, and a lock.
 */
export async function migrate(url: string, schema = 'public'): Promise<string[]> {
  const migrations = await readMigrations();
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect().catch((error: unknown) => {
    throw new DatabaseUnreachable(url, error);
  });

  try {
    // Two servers that start together must not apply the same file twice: the second one waits here.
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
    await client.query(createBooks(schema));
    const pending = await findPending(client, schema, migrations);
    for (const migration of pending) await apply(client, schema, migration);
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK]);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** The names begin with a date, so that the order of the names is the order in which they were written. */
async function readMigrations(): Promise<Migration[]> {
  const entries = await readdir(DIRECTORY, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(DIRECTORY, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function findPending(client: pg.Client, schema: string, migrations: Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    `SELECT migration_name, checksum FROM "${schema}"._prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]));

  const changed = migrations.find(({ name, checksum }) => applied.has(name) && applied.get(name) !== checksum);
  if (changed) {
    throw new MigrationError(
      `The migration ${changed.name} was changed after it was applied to this database. ` +
        'Undo the change and write a new migration instead.',
    );
  }
  return migrations.filter(({ name }) => !applied.has(name));
}

/** PostgreSQL can undo changes of tables, too: a migration is applied as a whole and written down, or not at all. */
async function apply(client: pg.Client, schema: string, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(`SET LOCAL search_path TO "${schema}"`);
    await client.query(sql);
    await client.query(
      `INSERT INTO "${schema}"._prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new MigrationError(`The migration ${name} failed: ${error instanceof Error ? error.message : error}`);
  }
}

/** Exactly the table that Prisma makes. */
function createBooks(schema: string): string {
  return `CREATE TABLE IF NOT EXISTS "${schema}"._prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;
}
