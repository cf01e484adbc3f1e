import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ServiceKind } from '../../content/serviceKinds';
import { identityOf, isRunning, readIdentity } from '../../platform/processIdentity';
import { claimDataFolder, otherData } from '../dataFolder';
import { DevServicesError } from '../hostMessages';
import { describeProgram, lookFor, pathFolders, type FoundProgram, startServer, type ServerProcess, type ServerRun } from './serverProcess';
import { debianFolders, isClusterReady, postgresUser, prepareCluster } from './postgresFolder';

/** How the servers of a kind are found and run. */
interface ServerProgram {
  readonly names: readonly string[];
  readonly folders?: () => string[];
  /** The folders in `.data` that hold data of this kind, whoever wrote it. */
  readonly family: RegExp;
  readonly stopSignal: ServerRun['stopSignal'];
  /** Gets the folder ready; answers as whom the server is to run. */
  prepare?(program: FoundProgram, folder: string): Promise<ServerRun['user']>;
  args(port: number): string[];
  isReady(port: number, folder: string, said: string): boolean | Promise<boolean>;
}

const programs: Readonly<Record<ServiceKind, ServerProgram>> = {
  postgres: {
    names: ['postgres'],
    folders: debianFolders,
    family: /^postgres(?:-\d+)?$/,
    stopSignal: 'INT',
    prepare: async (program, folder) => {
      const user = await postgresUser(folder);
      await prepareCluster(program, folder, user);
      return user;
    },
    args: (port) => ['-D', '.', '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=.'],
    isReady: (_port, folder) => isClusterReady(folder),
  },
  redis: {
    names: ['redis-server', 'valkey-server'],
    family: /^(?:redis|valkey)(?:-\d+)?$/,
    stopSignal: 'TERM',
    args: (port) => ['--port', String(port), '--bind', '127.0.0.1', '--appendonly', 'yes', '--save', ''],
    // Its own folder in the answer: a Redis of somebody else may have taken the port a moment ago.
    isReady: (port, folder) => answers(port, 'CONFIG GET dir\r\n', Buffer.from(realpathSync(folder))),
  },
  mongodb: {
    names: ['mongod'],
    family: /^(?:mongodb|mongod-\d+)$/,
    stopSignal: 'TERM',
    args: (port) => [
      '--dbpath',
      '.',
      '--port',
      String(port),
      '--bind_ip',
      '127.0.0.1',
      ...(process.platform === 'win32' ? [] : ['--nounixsocket']),
    ],
    isReady: (_port, _folder, said) => /waiting for connections/i.test(said),
  },
};

/** A real server that runs for a project. */
export interface RunningServer {
  readonly port: number;
  /** Which one it is, for people: its name, its version and where it was found. */
  readonly what: string;
  readonly data: string;
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** Starts the server of a kind that is installed. A text is the reason why there is none: said to people in one clause. */
export async function startRealServer(kind: ServiceKind, port: number, projectFolder: string): Promise<RunningServer | string> {
  const { names, folders } = programs[kind];
  const path = lookFor(names, [...pathFolders(), ...(folders?.() ?? [])]);
  if (path === undefined) return `no ${names.join(' or ')} on PATH`;
  try {
    const program = await describeProgram(path);
    const what = `${program.name} ${program.version} from ${dirname(path)}`;
    try {
      return { what, ...(await startFound(kind, program, port, projectFolder)) };
    } catch (error) {
      if (error instanceof DevServicesError) throw error;
      return `${what} did not start: ${clause(error)}`;
    }
  } catch (error) {
    if (error instanceof DevServicesError) throw error;
    return `${path} does not run: ${clause(error)}`;
  }
}

/** What else of a kind lies in a project's `.data`, for the learner who misses it. */
export function dataNote(kind: ServiceKind, projectFolder: string, name: string): string {
  const others = otherData(projectFolder, name, programs[kind].family);
  const earlier = others.length === 0 ? '' : `; what others kept stays in ${others.map((other) => `.data/${other}`).join(', ')}`;
  return `data in .data/${name}${earlier}`;
}

async function startFound(
  kind: ServiceKind,
  program: FoundProgram,
  wantedPort: number,
  projectFolder: string,
): Promise<Omit<RunningServer, 'what'>> {
  if (wantedPort !== 0 && !(await isFree(wantedPort))) {
    throw new DevServicesError(`port ${String(wantedPort)} for ${kind} is taken by another program.`);
  }
  const serverProgram = programs[kind];
  const { stopSignal } = serverProgram;
  const name = `${program.name.replace(/-server$/, '')}-${program.major}`;
  const data = claimDataFolder(projectFolder, name);
  const pidFile = `${data.path}.pid`;
  try {
    await previousEnd(pidFile);
    const user = await serverProgram.prepare?.(program, data.path);
    const { port, server } = await onFreePort(wantedPort, (port) =>
      startServer({
        ...{ path: program.path, args: serverProgram.args(port), folder: data.path, user, stopSignal },
        isReady: (said) => serverProgram.isReady(port, data.path, said),
      }),
    );
    writeFileSync(pidFile, JSON.stringify(identityOf(server.pid)));
    const stop = async (): Promise<void> => {
      await server.stop();
      rmSync(pidFile, { force: true });
      data.release();
    };
    return { port, data: dataNote(kind, projectFolder, name), ended: server.ended, stop };
  } catch (error) {
    data.release();
    throw error;
  }
}

/** After a crash of ours, the server of before may still be closing its files. */
async function previousEnd(pidFile: string, limit = 5_000): Promise<void> {
  if (!existsSync(pidFile)) return;
  const previous = readIdentity(readFileSync(pidFile, 'utf8'));
  for (const end = performance.now() + limit; previous && isRunning(previous) && performance.now() < end;) await wait(20);
  rmSync(pidFile, { force: true });
}

/** Another program may take a free port before the server does: then it is another one's turn. A port that was asked for is tried once. */
async function onFreePort(
  wanted: number,
  start: (port: number) => Promise<ServerProcess>,
): Promise<{ readonly port: number; readonly server: ServerProcess }> {
  for (let attempt = 1; ; attempt++) {
    const port = wanted === 0 ? await freePort() : wanted;
    try {
      return { port, server: await start(port) };
    } catch (error) {
      if (wanted !== 0 || attempt === 3 || (await isFree(port))) throw error;
    }
  }
}

const freePort = async (): Promise<number> => (await listen(0)) ?? 0;
const isFree = async (port: number): Promise<boolean> => (await listen(port)) !== undefined;

/** Takes a port for a moment; undefined when somebody has it. */
function listen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const taken = (server.address() as AddressInfo).port;
      server.close(() => resolve(taken));
    });
  });
}

/** Whether somebody at a port answers a question with something in it. */
function answers(port: number, question: string, expected: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    let heard = Buffer.alloc(0);
    const socket = connect({ port, host: '127.0.0.1', timeout: 1_000 });
    const finish = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => socket.write(question));
    socket.on('data', (chunk) => {
      heard = Buffer.concat([heard, chunk]);
      if (heard.includes(expected)) finish(true);
      else if (heard[0] === 0x2d) finish(false);
    });
    for (const event of ['timeout', 'error', 'close'] as const) socket.once(event, () => finish(false));
  });
}

const clause = (error: unknown): string =>
  ((error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '').replace(/\.$/, '');
