/** Opens a port, as a promise. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartupError } from '../platform/errors.ts';

/** Resolves to the address under which the server can be reached. */
export async function listen(server: Server, host: string, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new StartupError(`Cannot listen on ${host}:${port} (${error.code}): is another program using the port?`));
    });
    server.listen(port, host, resolve);
  });
  const { address, port: actualPort, family } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${actualPort}`;
}
