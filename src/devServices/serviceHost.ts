/**
 * The process that hosts the services of a project, real servers and stand-ins: started by the supervisor, told over IPC what to start, gone as soon as it is told to
 * stop, gets a signal, or loses its parent.
 */
import type { ServiceKind } from '../content/serviceKinds';
import { claimDataFolder } from './dataFolder';
import { DevServicesError, readToHost, type FromHost, type HostedService, type ToHost } from './hostMessages';
import { endWithParent } from './parentWatch';
import { dataNote, startRealServer } from './programs/realServer';

interface RunningService extends HostedService {
  stop(): Promise<void>;
}

const running: RunningService[] = [];
let stopping = false;

// Nothing that a client sends may become a part of all objects.
Object.preventExtensions(Object.prototype);
endWithParent();
process.on('message', (message) => {
  const request = readToHost(message);
  if (request?.type === 'start') void start(request);
  else if (request?.type === 'stop') void stop(0);
});
process.on('disconnect', () => void stop(0));
process.on('SIGTERM', () => void stop(0));
process.on('SIGINT', () => void stop(0));
process.on('uncaughtException', (error) => {
  say({ type: 'failed', message: `the services stopped: ${oneSentence(error)}` });
  void stop(1);
});

async function start(request: Extract<ToHost, { type: 'start' }>): Promise<void> {
  try {
    for (const { kind, port } of request.services) running.push(await startOne(kind, port, request));
    say({ type: 'ready', services: running.map(({ kind, port, from, what, data }) => ({ kind, port, from, what, data })) });
  } catch (error) {
    say({ type: 'failed', message: oneSentence(error) });
    await stop(1);
  }
}

/** A real server that is installed; where there is none, or it does not start, the stand-in, which says why. */
async function startOne(kind: ServiceKind, port: number, request: Extract<ToHost, { type: 'start' }>): Promise<RunningService> {
  const { folder, standInsOnly } = request;
  const real = standInsOnly ? 'as asked' : await startRealServer(kind, port, folder);
  if (typeof real === 'string') return startStandIn(kind, port, folder, real);
  void real.ended.then((words) => {
    if (stopping) return;
    say({ type: 'failed', message: `${real.what} ended: ${words}` });
    void stop(1);
  });
  return { kind, from: 'program', ...real };
}

/** The stand-ins are loaded by the project that needs them: PGlite alone is 14 MB of WebAssembly. */
async function startStandIn(kind: ServiceKind, port: number, folder: string, reason: string): Promise<RunningService> {
  const data = claimDataFolder(folder, kind);
  try {
    const server = await serve(kind, port, data.path);
    const stop = async (): Promise<void> => {
      await server.stop();
      data.release();
    };
    const what = `built-in stand-in${kind === 'postgres' ? ', PGlite' : ''} (${reason})`;
    return { kind, from: 'built-in', port: server.port, what, data: dataNote(kind, folder, kind), stop };
  } catch (error) {
    data.release();
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new DevServicesError(`port ${String(port)} for ${kind} is taken by another program.`);
    }
    throw error;
  }
}

async function serve(kind: ServiceKind, port: number, folder: string): Promise<{ readonly port: number; stop(): Promise<void> }> {
  switch (kind) {
    case 'redis':
      return (await import('./standIns/redis/redisServer')).startRedis(port, folder);
    case 'mongodb':
      return (await import('./standIns/mongodb/mongoServer')).startMongo(port, folder);
    case 'postgres':
      return (await import('./standIns/postgres/postgresServer')).startPostgres(port, folder);
  }
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
