import { startDevServices, type DevServices } from '../../../src/devServices';
import type { ServiceKind } from '../../../src/content/serviceKinds';
import { makeTemporary } from '../../support/temporary';
import { startRealPostgres, startRealRedis, type RealPostgres, type RealServer } from '../../support/realServers';
import { hostPath } from './runner';

let redis: Promise<RealServer> | undefined;
let postgres: Promise<RealPostgres> | undefined;
let mongodb: Promise<DevServices> | undefined;
let [redisDatabase, mongodbDatabase] = [0, 0];

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

/** The same, and of MongoDB the stand-in, which they share as they do the servers: a program with a fault need not wait until it is up. */
export async function sharedServices(services: readonly ServiceKind[]): Promise<Record<string, string>> {
  const settings = await realServices(services);
  if (!services.includes('mongodb')) return settings;
  const dataFolder = makeTemporary('mongodb');
  mongodb ??= startDevServices({ folder: dataFolder, dataFolder, hostPath, only: ['mongodb'], environment: {} });
  const url = new URL((await mongodb).variables['MONGODB_URL'] ?? '');
  url.pathname = `/checks_${(mongodbDatabase += 1)}`;
  return { ...settings, MONGODB_URL: url.href };
}

/** Stops what was started. A process that mocha gives another file afterwards starts its own. */
export async function stopRealServices(): Promise<void> {
  const [aRedis, aPostgres, aMongodb] = [redis, postgres, mongodb];
  redis = postgres = mongodb = undefined;
  await (await aMongodb)?.stop();
  await (await aRedis)?.stop();
  await (await aPostgres)?.stop();
}
