import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { CommandContext, Handler } from './command';
import { commandNotFound, MongoError, noTransactions } from './mongoError';
import { collectionCommands, handshakeCommands } from './commands/administration';
import { findAndModifyCommands, writeCommands } from './commands/writes';
import { readCommands } from './commands/reads';
import type { Document } from './documents';
import { Cursors } from './collection';
import { removeExpired, type Store } from './store';
import { openStore } from './journal';
import { withTimeLimit } from './timeLimit';
import { encodeResponse, WireReader, type WireRequest } from './wireProtocol';

const table: ReadonlyMap<string, Handler> = new Map(
  [handshakeCommands, readCommands, writeCommands, findAndModifyCommands, collectionCommands].flatMap((family) => Object.entries(family)),
);

/** Carries out a command; whatever goes wrong becomes an answer too. */
function runCommand(context: Omit<CommandContext, 'database'>, command: Document): Document {
  try {
    const [name = ''] = Object.keys(command);
    refuseTransaction(name, command);
    const handler = table.get(name);
    if (handler === undefined) throw commandNotFound(name);
    const database = command['$db'];
    const scope = { ...context, database: typeof database === 'string' ? database : 'test' };
    return { ...withTimeLimit(command['maxTimeMS'], () => handler(scope, command)), ok: 1 };
  } catch (error) {
    if (error instanceof MongoError) {
      return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.details };
    }
    // A fault of the stand-in must not look like an answer of MongoDB.
    return { ok: 0, errmsg: `the stand-in failed: ${String(error)}`, code: 8, codeName: 'UnknownError' };
  }
}

function refuseTransaction(name: string, command: Document): void {
  const isPart = name === 'commitTransaction' || name === 'abortTransaction';
  if (isPart || command['startTransaction'] === true || command['autocommit'] === false) throw noTransactions();
}

const host = '127.0.0.1';
const sweepInterval = 10_000;

/** A server that runs. */
export interface RunningMongo {
  readonly port: number;
  /** Closes every connection, the port and the journal. */
  stop(): Promise<void>;
}

/** Starts the stand-in for MongoDB on the loopback interface; port 0 takes a free one, no folder keeps all in memory. */
export async function startMongo(port = 0, folder?: string): Promise<RunningMongo> {
  const { store, close } = openStore(folder);
  const cursors = new Cursors();
  const sockets = new Set<Socket>();
  let nextConnection = 1;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, { store, cursors, connectionId: nextConnection++ });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const sweeper = setInterval(() => {
    cursors.sweep();
    sweepExpired(store);
  }, sweepInterval);
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      clearInterval(sweeper);
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      close();
    },
  };
}

/** What cannot be written now, on a disk that is full, is over the next time as well. */
function sweepExpired(store: Store): void {
  try {
    removeExpired(store);
  } catch (error) {
    if (!(error instanceof MongoError)) throw error;
  }
}

/** The bytes of an answer; those of an error where it is larger than one document can be, as of `distinct` over long texts. */
function written(request: WireRequest, id: number, answer: Document): Buffer {
  try {
    return encodeResponse(request, id, answer);
  } catch (error) {
    const errmsg = `the answer cannot be written: ${error instanceof Error ? error.message : String(error)}`;
    return encodeResponse(request, id, { ok: 0, errmsg, code: 10334, codeName: 'BSONObjectTooLarge' });
  }
}

function serve(socket: Socket, context: Omit<CommandContext, 'database'>): void {
  const reader = new WireReader();
  let responseId = 1;
  socket.setNoDelay(true);
  // A client that goes away in the middle is ordinary; 'close' follows.
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    reader.push(chunk);
    try {
      for (let request = reader.next(); request !== undefined; request = reader.next()) {
        const answer = runCommand(context, request.command);
        if (!request.silent) socket.write(written(request, responseId++, answer));
      }
    } catch {
      // What is not the protocol (or not BSON) cannot be answered in it; the other connections must not suffer.
      socket.destroy();
    }
  });
}
