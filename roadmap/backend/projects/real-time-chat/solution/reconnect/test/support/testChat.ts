/**
 * Starts the real chat on a free port, with a database and channels of its own, and cleans up after itself. The tests
 * talk to it as any client would, over HTTP and WebSocket: whatever you change inside, they stay true.
 */
import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { io, type Socket } from 'socket.io-client';
import { startChat } from '../../src/chat.ts';
import { type Config, loadConfig } from '../../src/config.ts';
import { loadEnvFile } from '../../src/platform/loadEnvFile.ts';
import { createLogger } from '../../src/platform/logger.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Tests look into answers freely; a wrong guess fails the test, which is what tests are for.
  readonly body: any;
}

export interface TestChat {
  readonly url: string;
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** A session of that name, connected. */
  connect(name: string): Promise<TestClient>;
  /** The same session again: another tab, or the same one after the tunnel. */
  connectAgain(client: TestClient): Promise<TestClient>;
  /** A session of that name, connected and in the room. */
  join(name: string, room: string): Promise<TestClient>;
  /** A second server with the same MongoDB and Redis. */
  startAnother(): Promise<TestChat>;
  close(): Promise<void>;
}

const silent = createLogger('silent');

/** Much longer than anything takes, because the machine may be busy with something else. */
const PATIENCE_MS = 10_000;

/** The developer's own MongoDB and Redis, and nothing else of their settings. */
export function testConfig(settings: Record<string, string> = {}): Config {
  loadEnvFile();
  const config = loadConfig({
    MONGODB_URL: process.env['MONGODB_URL'],
    REDIS_URL: process.env['REDIS_URL'],
    NODE_ENV: 'test',
    PORT: '0',
    REDIS_PREFIX: `chat-test-${randomUUID()}`,
    ...settings,
  });
  return { ...config, mongodbUrl: withDatabase(config.mongodbUrl, `chat-test-${randomUUID()}`) };
}

/** The same server, another database. */
function withDatabase(url: string, database: string): string {
  const [, server, options = ''] = /^([^/]*\/\/[^/?]+)[^?]*(\?.*)?$/.exec(url) ?? [];
  return `${server}/${database}${options}`;
}

export async function startTestChat(settings: Record<string, string> = {}): Promise<TestChat> {
  const config = testConfig(settings);
  const chat = await startInstance(config);
  return {
    ...chat,
    async close() {
      await chat.close();
      await forget(config);
    },
  };
}

async function startInstance(config: Config): Promise<TestChat> {
  const chat = await startChat(config, silent);
  const clients: TestClient[] = [];
  const others: TestChat[] = [];

  const request: TestChat['request'] = (method, path, body, headers) => send(chat.url + path, method, body, headers);
  const open = async (token: unknown): Promise<TestClient> => {
    const client = await connectWith(chat.url, token);
    clients.push(client);
    return client;
  };
  const connect: TestChat['connect'] = async (name) => open((await request('POST', '/sessions', { name })).body.token);

  return {
    url: chat.url,
    request,
    connect,
    connectAgain: (client) => open(client.token),
    async join(name, room) {
      const client = await connect(name);
      await client.ask('room:join', { room });
      return client;
    },
    async startAnother() {
      const other = await startInstance(config);
      others.push(other);
      return other;
    },
    async close() {
      for (const other of others) await other.close();
      for (const client of clients) client.disconnect();
      await chat.close();
    },
  };
}

/** One connection, and what arrived over it. */
export interface TestClient {
  readonly token: string;
  readonly socket: Socket;
  /** Sends an event and waits for the answer. */
  ask(event: string, payload?: unknown): Promise<any>;
  /** Says something in a room, under a clientId of its own unless one is given. */
  say(room: string, text: string, clientId?: string): Promise<any>;
  /** The payloads of one event, in the order in which they came. */
  received(event: string): any[];
  disconnect(): void;
}

export async function connectWith(url: string, token: unknown): Promise<TestClient> {
  const socket = io(url, { auth: { token }, reconnection: false, transports: ['websocket'] });
  const seen: { event: string; payload: unknown }[] = [];
  socket.onAny((event: string, payload: unknown) => seen.push({ event, payload }));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', (error) => {
      socket.disconnect();
      reject(error);
    });
  });
  return {
    token: String(token),
    socket,
    ask: (event, payload) => socket.timeout(PATIENCE_MS).emitWithAck(event, payload),
    say: (room, text, clientId = randomUUID()) =>
      socket.timeout(PATIENCE_MS).emitWithAck('message:send', { room, text, clientId }),
    received: (event) => seen.filter((entry) => entry.event === event).map((entry) => entry.payload),
    disconnect: () => void socket.disconnect(),
  };
}

/** For what arrives on its own: looks again until it is there. */
export async function eventually<T>(look: () => T | Promise<T>, withinMs = PATIENCE_MS): Promise<NonNullable<T>> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`This did not happen within ${withinMs} ms: ${look}`);
    await pause(20);
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function send(url: string, method: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    // Text goes out as it is, so that a test can send what is not JSON.
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** Removes the database of one test. */
export async function forget(config: Config): Promise<void> {
  const mongo = await MongoClient.connect(config.mongodbUrl, { serverSelectionTimeoutMS: 3_000 });
  await mongo.db().dropDatabase();
  await mongo.close();
}
