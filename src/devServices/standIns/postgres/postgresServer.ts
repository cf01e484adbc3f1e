import { createServer, type AddressInfo, type Socket } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { PgConnection, type SharedSession, SessionTurns } from './pgConnection';
import { loadPgliteAssets } from './pgliteAssets';
import { splitBackend } from './pgMessages';

const host = '127.0.0.1';
/** How long a query waits for another connection's transaction. */
const defaultPatience = 30_000;

/** A server that runs. */
export interface RunningPostgres {
  readonly port: number;
  /** Closes every connection, the port, and the database in order. */
  stop(): Promise<void>;
}

/** Starts PostgreSQL (PGlite) on the loopback interface with its data in a folder; port 0 takes a free one. */
export async function startPostgres(port: number, folder: string | undefined, patience = defaultPatience): Promise<RunningPostgres> {
  const database = await PGlite.create({ ...(folder === undefined ? {} : { dataDir: folder }), ...(await loadPgliteAssets()) });
  const sockets = new Set<Socket>();
  const connections = new Set<PgConnection>();
  const run = (messages: Buffer): Promise<Buffer> => runRaw(database, messages);
  const session: SharedSession = {
    turns: new SessionTurns(patience),
    greeting: await greetingOf(run),
    run,
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

async function runRaw(database: PGlite, messages: Buffer): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await database.runExclusive(() =>
    database.execProtocolRawStream(new Uint8Array(messages), {
      // The memory behind the data is used again for the next piece.
      onRawData: (data) => chunks.push(Buffer.from(data)),
    }),
  );
  return Buffer.concat(chunks);
}

/** Greets the database once, as a client would, to pass on what it says about itself. */
async function greetingOf(run: (messages: Buffer) => Promise<Buffer>): Promise<Buffer> {
  const body = Buffer.from('\0\0\0\0\0\x03\0\0user\0postgres\0database\0postgres\0\0', 'latin1');
  body.writeInt32BE(body.length, 0);
  const answers = splitBackend(await run(body));
  return Buffer.concat(answers.filter(({ type }) => type === 'R' || type === 'S').map(({ bytes }) => bytes));
}
