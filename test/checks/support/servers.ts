import type { ServiceKind } from '../../../src/content/serviceKinds';
import { startRealPostgres, startRealRedis, type RealPostgres, type RealServer } from '../../support/realServers';

let redis: Promise<RealServer> | undefined;
let postgres: Promise<RealPostgres> | undefined;
let redisDatabase = 0;

/**
 * The variables that name real servers for a project: a database of its own in each, on servers that the whole run shares. There is no
 * MongoDB in Debian or npm: where no variable names one, the runner starts the stand-in.
 */
export async function realServices(services: readonly ServiceKind[]): Promise<Record<string, string>> {
  const settings: Record<string, string> = {};
  if (services.includes('redis')) {
    const { port } = await (redis ??= startRealRedis(1_000));
    settings['REDIS_URL'] = `redis://127.0.0.1:${port}/${(redisDatabase += 1)}`;
  }
  if (services.includes('postgres')) settings['DATABASE_URL'] = await (await (postgres ??= startRealPostgres())).createDatabase();
  return settings;
}

/** Stops what was started. A process that mocha gives another file afterwards starts its own. */
export async function stopRealServices(): Promise<void> {
  const [aRedis, aPostgres] = [redis, postgres];
  redis = postgres = undefined;
  await (await aRedis)?.stop();
  await (await aPostgres)?.stop();
}
