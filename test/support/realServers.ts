import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { chown, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { findProgram, postgresInit, redisServer } from './debianPackages';
import { freePort, takesConnections } from './ports';
import { run, spawnTree, stopTree } from './processes';
import { makeTemporary, removeTemporary } from './temporary';
import { Stop, waitUntil } from './wait';

/** A server of the real thing, started for a test. */
export interface RealServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** A real PostgreSQL. */
export interface RealPostgres extends RealServer {
  /** Makes a database that is empty and nobody else's, and says where it is. */
  createDatabase(): Promise<string>;
}

/** Longer than a server needs on a machine that is busy with something else. */
const startLimit = 60_000;

/** Starts a `redis-server` on a free loopback port, in a folder of its own, without writing anything to disk, with 16 databases unless said. */
export async function startRealRedis(databases = 16): Promise<RealServer> {
  const program = await findProgram(redisServer);
  const folder = makeTemporary('redis');
  const port = await freePort();
  const settings = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    'no',
    '--databases',
    String(databases),
  ];
  return start('redis-server', program, settings, { port, folder, options: {}, isUp: () => takesConnections(port) });
}

/** Starts a PostgreSQL on a free loopback port, with data in a folder of its own. Nothing is kept, so nothing is flushed. */
export async function startRealPostgres(): Promise<RealPostgres> {
  const initdb = await findProgram(postgresInit);
  const folder = makeTemporary('postgres');
  const data = join(folder, 'data');
  await mkdir(data);
  const options = await notAsRoot([folder, data]);
  try {
    const locale = ['--encoding=UTF8', '--locale=C.UTF-8'];
    await run(initdb, ['--pgdata', data, '--username=postgres', '--auth=trust', '--no-sync', ...locale], { cwd: folder, ...options });
  } catch (error) {
    await removeTemporary(folder);
    throw error;
  }
  const port = await freePort();
  const settings = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-F', '-c', 'max_connections=200'];
  const address = (database: string): string => `postgresql://postgres@127.0.0.1:${port}/${database}`;
  const isUp = async (): Promise<boolean> => {
    await query(address('postgres'), 'SELECT 1');
    return true;
  };
  const server = await start('postgres', join(dirname(initdb), 'postgres'), settings, { port, folder, options, isUp });
  let count = 0;
  return {
    ...server,
    async createDatabase() {
      const name = `test_${(count += 1)}`;
      await query(address('postgres'), `CREATE DATABASE ${name}`);
      return address(name);
    },
  };
}

interface StartOptions {
  port: number;
  folder: string;
  options: SpawnOptions;
  isUp: () => Promise<boolean>;
}

async function start(name: string, program: string, args: string[], { port, folder, options, isUp }: StartOptions): Promise<RealServer> {
  const child = spawnTree(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], ...options });
  const said = collect(child);
  const stop = async (): Promise<void> => {
    await stopTree(child, 10_000);
    await removeTemporary(folder);
  };
  const failed = new Promise<never>((_resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code} before it answered\n${said()}`)));
  });
  // Whoever waits below is told; that it ends later on is as it should be.
  failed.catch(() => undefined);
  try {
    await Promise.race([waitUntil(`${name} answers on port ${port}`, isAliveAnd(child, isUp), startLimit), failed]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, stop };
}

/** Stops asking a server that has ended: somebody else may have its port by then. */
function isAliveAnd(child: ChildProcess, isUp: () => Promise<boolean>): () => Promise<boolean> {
  return () => {
    if (child.exitCode !== null || child.signalCode !== null) throw new Stop('the server has ended');
    return isUp();
  };
}

/** PostgreSQL refuses to run as root: it runs as the user that its package has made, who must have the folders. */
async function notAsRoot(folders: string[]): Promise<SpawnOptions> {
  if (process.getuid?.() !== 0) return {};
  const id = async (which: '-u' | '-g'): Promise<number> => Number(await run('id', [which, 'postgres'], {}));
  const [uid, gid] = [await id('-u'), await id('-g')];
  for (const folder of folders) await chown(folder, uid, gid);
  return { uid, gid };
}

async function query(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  // An error of the connection also fails what is awaited below.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function collect(child: ChildProcess): () => string {
  let text = '';
  const add = (chunk: Buffer): string => (text = (text + chunk.toString()).slice(-4000));
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return () => text;
}
