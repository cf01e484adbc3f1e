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
    await inTransaction(client, () => client.query(createBooks(schema)));
    const applied: string[] = [];
    for (const migration of migrations) {
      if (await apply(client, schema, migration)) applied.push(migration.name);
    }
    return applied;
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

/** False when the database has it already. */
async function apply(client: pg.Client, schema: string, { name, sql, checksum }: Migration): Promise<boolean> {
  return inTransaction(client, async () => {
    const { rows } = await client.query<{ checksum: string }>(
      `SELECT checksum FROM "${schema}"._prisma_migrations
       WHERE migration_name = $1 AND finished_at IS NOT NULL AND rolled_back_at IS NULL`,
      [name],
    );
    if (rows[0]) {
      if (rows[0].checksum === checksum) return false;
      throw new MigrationError(
        `The migration ${name} was changed after it was applied to this database. ` +
          'Undo the change and write a new migration instead.',
      );
    }

    await client.query(`SET LOCAL search_path TO "${schema}"`);
    await client.query(sql).catch((error: Error) => {
      throw new MigrationError(`The migration ${name} failed: ${error.message}`);
    });
    await client.query(
      `INSERT INTO "${schema}"._prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    return true;
  });
}

/**
 * PostgreSQL can undo changes of tables, too: a migration is applied as a whole and written down, or not at all.
 * The lock is for two servers that start together: the second one waits, and then finds that all is done.
 */
async function inTransaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** Exactly the table that Prisma makes. */
function createBooks(schema: string): string {
  return `CREATE SCHEMA IF NOT EXISTS "${schema}";
  CREATE TABLE IF NOT EXISTS "${schema}"._prisma_migrations (
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
