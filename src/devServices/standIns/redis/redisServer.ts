import { createServer, type AddressInfo, type Socket } from 'node:net';
import { openAppendLog, type AppendLog } from './appendLog';
import { Client } from './client';
import { execute, repeat } from './executor';
import { RedisState } from './redisState';
import { encodeReply, RedisError, ProtocolError, RespParser } from './resp';

const host = '127.0.0.1';
const sweepInterval = 100;

/** A server that runs. */
export interface RunningRedis {
  readonly port: number;
  /** Closes every connection and the port. */
  stop(): Promise<void>;
}

/** Starts the stand-in for Redis on the loopback interface; port 0 takes a free one. What it holds is kept in a folder, if there is one. */
export async function startRedis(port = 0, folder?: string): Promise<RunningRedis> {
  const state = new RedisState();
  const log = folder === undefined ? undefined : openLog(state, folder);
  const sockets = new Set<Socket>();
  let nextId = 1;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    state.connectionsReceived++;
    serve(state, socket, nextId++);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      log?.close();
      reject(error);
    });
    server.listen(port, host, resolve);
  });
  state.port = (server.address() as AddressInfo).port;
  const sweeper = setInterval(() => {
    state.tick();
    for (const db of state.databases) db.sweep();
  }, sweepInterval);
  return {
    port: state.port,
    stop: () => {
      clearInterval(sweeper);
      for (const client of state.clients.values()) state.forget(client);
      for (const socket of sockets) socket.destroy();
      log?.close();
      state.log = undefined;
      return new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}

function openLog(state: RedisState, folder: string): AppendLog {
  const client = new Client(0, '', '', { send: () => undefined, close: () => undefined, hangUp: () => undefined, resume: () => undefined });
  return openAppendLog(state, folder, (database, name, args) => {
    client.dbIndex = database;
    repeat(state, client, name, args);
  });
}

function serve(state: RedisState, socket: Socket, id: number): void {
  const parser = new RespParser();
  const output = new SocketOutput(state, socket, () => {
    run();
  });
  const client = new Client(
    id,
    addressOf(socket.remoteAddress, socket.remotePort),
    addressOf(socket.localAddress, socket.localPort),
    output,
  );
  state.clients.set(id, client);
  socket.setNoDelay(true);
  // A client that goes away in the middle is ordinary; 'close' follows and cleans up.
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    client.closing = true;
    state.forget(client);
  });
  socket.on('data', (chunk) => {
    parser.push(chunk);
    run();
  });

  function run(): void {
    try {
      while (client.blocked === undefined && !client.closing) {
        const parts = parser.next();
        if (parts === undefined) break;
        if (parts.length > 0) execute(state, client, parts);
      }
    } catch (error) {
      if (error instanceof ProtocolError) client.send(new RedisError(`ERR Protocol error: ${error.message}`));
      else client.send(new RedisError(`ERR the stand-in failed: ${String(error)}`));
      client.close();
    }
  }
}

/** Collects what one turn of the event loop answers, and writes it at once: pipelines would otherwise cost a write each. */
class SocketOutput {
  private pending = '';
  private closing = false;

  constructor(
    private readonly state: RedisState,
    private readonly socket: Socket,
    private readonly onResume: () => void,
  ) {}

  send(reply: Parameters<typeof encodeReply>[0]): void {
    if (this.closing || this.socket.destroyed) return;
    if (this.pending === '')
      setImmediate(() => {
        this.flush();
      });
    this.pending += encodeReply(reply);
  }

  close(): void {
    if (this.closing) return;
    this.flush();
    this.closing = true;
    this.socket.end();
  }

  hangUp(): void {
    this.pending = '';
    this.close();
  }

  resume(): void {
    setImmediate(this.onResume);
  }

  private flush(): void {
    // Nobody is told of a change that could still be lost.
    this.state.log?.flush();
    if (this.pending !== '' && !this.socket.destroyed) this.socket.write(this.pending, 'latin1');
    this.pending = '';
  }
}

function addressOf(address: string | undefined, port: number | undefined): string {
  return `${address ?? ''}:${String(port ?? 0)}`;
}
