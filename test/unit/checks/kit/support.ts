import { Agent, createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Api } from '../../../../src/checks/kit/api';

/** A program of one function, and the API that asks it. */
export interface Served {
  readonly api: Api;
  readonly server: Server;
  readonly close: () => Promise<void>;
}

/** Listens on a port of its own. */
export async function serve(answer: RequestListener): Promise<Served> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  const close = () =>
    new Promise<void>((resolve) => {
      agent.destroy();
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { api: apiAt(port, agent), server, close };
}

/** An API at a port, whoever listens there. */
export const apiAt = (port: number, agent = new Agent({ keepAlive: true }), limit = 5_000): Api =>
  new Api({
    ...{ host: () => '127.0.0.1', port: () => port, agent: () => agent, signal: () => new AbortController().signal, limit },
    ...{ onAnswer: () => undefined, whyGone: () => Promise.resolve(undefined), asking: { during: (work) => work } },
  });
