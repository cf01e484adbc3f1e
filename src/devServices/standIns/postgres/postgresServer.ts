import { createServer, type AddressInfo, type Socket } from 'node:net';
import { localPassword, localUser } from '../../../content/serviceKinds';
import { verifierOf } from './passwordExchange';
import { PgConnection, type SharedSession } from './pgConnection';
import { PgliteSession } from './pgliteSession';
import { SessionTurns } from './sessionTurns';

const host = '127.0.0.1';
const defaultPatience = 30_000;

/** A server that runs. */
export interface RunningPostgres {
  readonly port: number;
  /** Closes every connection, the port, and the database in order. */
  stop(): Promise<void>;
}

/** How long clients wait, in milliseconds. */
export interface Limits {
  /** For another connection's transaction. */
  readonly patience?: number;
  /** For the end of a query. */
  readonly query?: number;
}

/** Starts PostgreSQL (PGlite) on the loopback interface with its data in a folder; port 0 takes a free one. */
export async function startPostgres(port: number, folder: string | undefined, limits: Limits = {}): Promise<RunningPostgres> {
  const database = await PgliteSession.open(folder, limits.query);
  const sockets = new Set<Socket>();
  const connections = new Set<PgConnection>();
  const session: SharedSession = {
    turns: new SessionTurns(limits.patience ?? defaultPatience),
    greeting: database.greeting,
    verifier: verifierOf(localUser, localPassword),
    run: (messages) => database.run(messages),
    renewed: (by) => {
      for (const connection of connections) if (connection !== by) connection.afterRenewal();
    },
    notify: (message) => {
      for (const connection of connections) connection.deliver(message);
    },
  };
  let nextId = 1;
  const server = createServer((socket) => {
    const connection = new PgConnection(socket, nextId++, session);
    sockets.add(socket);
    connections.add(connection);
    socket.on('close', () => {
      sockets.delete(socket);
      void connection.finished.then(() => connections.delete(connection));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      // A closed database that is given one more message never comes back.
      await Promise.all([...connections].map((connection) => connection.finished));
      await database.close();
    },
  };
}
