import type { ServiceKind } from '../../../src/content/serviceKinds';
import { startRealPostgres, startRealRedis, type RealPostgres } from '../../support/realServers';
import type { Settings } from './programs';

/** Where a project's services come from. */
export type Servers = 'no services' | 'dev services' | 'real servers';

/** The addresses of servers that were started for one use, and how to stop them. */
export interface Addresses {
  readonly settings: Settings;
  stop(): Promise<void>;
}

let postgres: Promise<RealPostgres> | undefined;

/**
 * Starts the real servers that a project needs, which share nothing with those of others: a Redis of its own, an empty database in the one
 * PostgreSQL of the run. There is no MongoDB in Debian or npm: without an address of one, the stand-in takes its place.
 */
export async function startRealServers(services: readonly ServiceKind[]): Promise<Addresses> {
  const redis = services.includes('redis') ? await startRealRedis() : undefined;
  const database = services.includes('postgres') ? await (await sharedPostgres()).createDatabase() : undefined;
  return {
    settings: {
      ...(redis && { REDIS_URL: `redis://127.0.0.1:${redis.port}` }),
      ...(database !== undefined && { DATABASE_URL: database }),
    },
    stop: async () => redis?.stop(),
  };
}

function sharedPostgres(): Promise<RealPostgres> {
  return (postgres ??= startRealPostgres());
}

/** Stops what the whole run has shared. */
export async function stopSharedServers(): Promise<void> {
  const server = await postgres?.catch(() => undefined);
  await server?.stop();
}
