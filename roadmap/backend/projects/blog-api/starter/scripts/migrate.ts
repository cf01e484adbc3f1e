import { ConfigError, loadDotEnv, readConfig } from '../src/config.ts';
import { DatabaseUnreachable } from '../src/database/unreachable.ts';
import { migrate, MigrationError } from '../src/database/migrate.ts';

/** `npm run migrate`: brings the database to the newest migration, without starting the server. */
async function main(): Promise<void> {
  loadDotEnv();
  const { DATABASE_URL } = readConfig(process.env);
  const applied = await migrate(DATABASE_URL);
  for (const name of applied) console.log(`applied ${name}`);
  if (applied.length === 0) console.log('The database is up to date.');
}

main().catch((error: unknown) => {
  const isExpected = [ConfigError, DatabaseUnreachable, MigrationError].some((type) => error instanceof type);
  console.error(isExpected ? (error as Error).message : error);
  process.exit(1);
});
