import { connect, createServer, type AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeProcessLock } from '../../platform/processLock';
import { EnvironmentProblem } from './problem';

/** A port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
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
