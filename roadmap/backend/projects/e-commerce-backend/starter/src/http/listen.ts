/** Starts and stops an HTTP server, as promises. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartupError } from '../platform/errors.ts';

export async function listen(handler: RequestListener, host: string, port: number): Promise<Server> {
  const server = createServer(handler);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new StartupError(`Cannot listen on ${host}:${port} (${error.code}): is another program using the port?`));
    });
    server.listen(port, host, resolve);
  });
  return server;
}

export function urlOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

/** Takes no new connections, lets running requests finish, and hangs up on clients that merely keep a line open. */
export async function closeServer(server: Server): Promise<void> {
  const hangUp = setInterval(() => server.closeIdleConnections(), 50);
  try {
    await new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
  } finally {
    clearInterval(hangUp);
  }
}
