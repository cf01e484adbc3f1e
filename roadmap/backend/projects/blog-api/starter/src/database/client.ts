import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../generated/prisma/index.js';

export type Database = PrismaClient;

/** Connections are opened when they are needed; `$disconnect()` closes them all. */
export function openDatabase(url: string, schema = 'public'): Database {
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, connectionTimeoutMillis: 5_000 }, { schema }),
  });
}

/** Whether a write failed because a unique index said no. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'P2002';
}
