import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../generated/prisma/index.js';
import type { Logger } from '../logger.ts';

export type Database = PrismaClient;

/** Connections are opened when they are needed; `$disconnect()` closes them all. */
export function openDatabase(url: string, log: Logger, schema = 'public'): Database {
  const database = new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, connectionTimeoutMillis: 5_000 }, { schema }),
    log: [{ emit: 'event', level: 'query' }],
  });
  // LOG_LEVEL=debug shows what Prisma makes of your code. Look at it now and then: it is the best SQL teacher.
  database.$on('query', ({ query, duration }) => log.debug('query', { query, ms: duration }));
  return database;
}

/** Whether a write failed because a unique index said no. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'P2002';
}

/** Whether a write failed because what it refers to, or what it should change, is not there (any more). */
export function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'P2003' || error.code === 'P2025');
}

/** The fields that a change is about. Types say "may be undefined" of what is simply not there; Prisma wants to be sure. */
export function withoutUndefined<T extends object>(fields: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as ReturnType<
    typeof withoutUndefined<T>
  >;
}
