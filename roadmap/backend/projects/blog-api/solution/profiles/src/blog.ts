import { randomBytes } from 'node:crypto';
import type { Express } from 'express';
import { createApp } from './app.ts';
import { Authenticator } from './auth/authenticator.ts';
import { Passwords } from './auth/passwords.ts';
import { Tokens } from './auth/tokens.ts';
import type { Config } from './config.ts';
import { openDatabase } from './database/client.ts';
import { migrate } from './database/migrate.ts';
import type { Logger } from './logger.ts';
import { ProfileRepository } from './profiles/repository.ts';
import { UserRepository } from './users/repository.ts';

export interface Blog {
  readonly app: Express;
  close(): Promise<void>;
}

/** Brings the database up to date and puts all parts together. The server and the tests both start here. */
export async function createBlog(config: Config, log: Logger, schema = 'public'): Promise<Blog> {
  const applied = await migrate(config.DATABASE_URL, schema);
  if (applied.length > 0) log.info('the database was brought up to date', { applied });

  if (!config.JWT_SECRET) log.warn('JWT_SECRET is not set: everybody will be signed out when this program ends');
  const database = openDatabase(config.DATABASE_URL, log, schema);

  const users = new UserRepository(database);
  const tokens = new Tokens(config.JWT_SECRET ?? randomBytes(32).toString('hex'));

  const app = createApp({
    users,
    profiles: new ProfileRepository(database),
    passwords: new Passwords(config.BCRYPT_ROUNDS),
    tokens,
    authenticator: new Authenticator(tokens, users),
    ping: () => database.$queryRaw`SELECT 1`,
    corsOrigin: config.CORS_ORIGIN,
    log,
  });
  return { app, close: () => database.$disconnect() };
}
