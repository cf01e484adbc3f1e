/**
 * The process that hosts the built-in services: started by the supervisor, told over IPC what to start, gone as soon as it is told to
 * stop, gets a signal, or loses its parent.
 */
import { claimDataFolder, type DataFolder } from './dataFolder';
import { DevServicesError } from './hostMessages';
import { readToHost, type FromHost, type ToHost } from './hostMessages';
import type { ServiceKind } from '../content/serviceKinds';

interface HostedService {
  readonly kind: ServiceKind;
  readonly port: number;
  stop(): Promise<void>;
}

const running: HostedService[] = [];
let stopping = false;

process.on('message', (message) => {
  const request = readToHost(message);
  if (request?.type === 'start') void start(request);
  else if (request?.type === 'stop') void stop(0);
});
process.on('disconnect', () => void stop(0));
process.on('SIGTERM', () => void stop(0));
process.on('SIGINT', () => void stop(0));
process.on('uncaughtException', (error) => {
  say({ type: 'failed', message: `the built-in services stopped: ${oneSentence(error)}` });
  void stop(1);
});

async function start(request: Extract<ToHost, { type: 'start' }>): Promise<void> {
  try {
    for (const { kind, port } of request.services) running.push(await startOne(kind, port, request.folder));
    say({ type: 'ready', services: running.map(({ kind, port }) => ({ kind, port })) });
  } catch (error) {
    say({ type: 'failed', message: oneSentence(error) });
    await stop(1);
  }
}

/** The servers are loaded by the project that needs them: PGlite alone is 14 MB of WebAssembly. */
async function startOne(kind: ServiceKind, port: number, folder: string): Promise<HostedService> {
  try {
    if (kind === 'redis') {
      const { startRedis } = await import('./standIns/redis/redisServer');
      return { kind, ...(await startRedis(port)) };
    }
    const data = claimDataFolder(folder, kind);
    if (kind === 'mongodb') {
      const { startMongo } = await import('./standIns/mongodb/mongoServer');
      return withData(kind, data, await startMongo(port, data.path));
    }
    const { startPostgres } = await import('./standIns/postgres/postgresServer');
    return withData(kind, data, await startPostgres(port, data.path));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new DevServicesError(`port ${String(port)} for ${kind} is taken by another program.`);
    }
    throw error;
  }
}

function withData(kind: ServiceKind, data: DataFolder, server: { port: number; stop(): Promise<void> }): HostedService {
  return {
    kind,
    port: server.port,
    stop: async () => {
      await server.stop();
      data.release();
    },
  };
}

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  // A server that hangs while it stops must not keep the process.
  setTimeout(() => process.exit(code), 5000).unref();
  await Promise.allSettled(running.map((service) => service.stop()));
  process.exit(code);
}

function say(message: FromHost): void {
  if (process.connected) process.send?.(message);
}

function oneSentence(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
