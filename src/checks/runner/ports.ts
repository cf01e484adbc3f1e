import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeProcessLock } from '../../platform/processLock';
import { EnvironmentProblem } from './runContext';

/** Below the ports that systems give to outgoing connections, and away from those that databases and frameworks choose. */
const FIRST_PORT = 21_000;
const PAIRS = 2_000;

/**
 * The ports that a run has for the programs it starts, until it ends. An even port of the range goes with the odd one above it, on which
 * the run listens as long as it claims the port: no two runs can, and what was claimed by one that was killed is free at once.
 */
export class PortClaims {
  private readonly locks: Server[] = [];

  /** A port of 127.0.0.1 on which nobody listens, and that no other run will choose. @throws EnvironmentProblem when there is none. */
  async claim(): Promise<number> {
    const start = Math.floor(Math.random() * PAIRS);
    for (let place = 0; place < PAIRS; place++) {
      const port = FIRST_PORT + 2 * ((start + place) % PAIRS);
      const lock = await listen(port + 1);
      if (!lock) continue;
      if (await isFree(port)) {
        this.locks.push(lock);
        return port;
      }
      await close(lock);
    }
    throw new EnvironmentProblem(
      'port-closed',
      `Somebody listens on every port from ${FIRST_PORT} to ${FIRST_PORT + 2 * PAIRS - 1}: end what does, and check again.`,
    );
  }

  async release(): Promise<void> {
    await Promise.all(this.locks.splice(0).map(close));
  }
}

/** Undefined when somebody listens there already. */
function listen(port: number): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy()).unref();
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

const close = (server: Server): Promise<void> => new Promise((resolve) => void server.close(() => resolve()));

/** On macOS a port can be bound although somebody listens on it for all addresses. */
async function isFree(port: number): Promise<boolean> {
  if (await takesConnections(port)) return false;
  const server = await listen(port);
  if (server) await close(server);
  return server !== undefined;
}

/** Whether somebody on this machine listens there. */
export function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 1_000 });
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => finish(true));
    socket.once('timeout', () => finish(false));
    socket.once('error', () => finish(false));
  });
}

/** Sees to it that a repo is checked by one run at a time, whoever started it. Returns what gives it free. @throws EnvironmentProblem */
export function lockRepo(folder: string): () => void {
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16);
  const file = join(tmpdir(), `backend-roadmap-check-${name}.lock`);
  const owner = takeProcessLock(file);
  if (owner !== undefined) {
    throw new EnvironmentProblem('busy', `This repo is being checked already (process ${owner}): wait until that has ended, or cancel it.`);
  }
  return () => rmSync(file, { force: true });
}
