import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before } from 'node:test';
import pg from 'pg';
import { createBlog, type Blog } from '../../src/blog.ts';
import { loadDotEnv, readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON, or undefined when the answer has no body. A test says what it expects to find in it. */
  readonly body: any;
}

/** Settings for tests; the rest is yours. Cheap hashes make the tests quick. */
const SETTINGS = { BCRYPT_ROUNDS: '4', JWT_SECRET: 'a secret for tests, and for nothing else' };

/**
 * The real application on a free port with the real PostgreSQL, for all tests of one file. It has a schema (a drawer
 * in the database) of its own, so your data is safe from the tests, and the files can run side by side.
 */
export class TestApp {
  /** What the application has logged so far, one object a line. */
  readonly logged: Record<string, unknown>[] = [];
  readonly schema = `test_${randomBytes(6).toString('hex')}`;
  readonly databaseUrl: string;
  #blog: Blog | undefined;
  #server: Server | undefined;
  readonly #started: Promise<void>;

  constructor() {
    loadDotEnv();
    this.databaseUrl = readConfig(process.env).DATABASE_URL;
    this.#started = this.#start();
    before(() => this.#started);
    after(() => this.#stop());
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server?.address() as AddressInfo).port}`;
  }

  /** Sends `body` as JSON (a string is sent as it is), signed in when there is a `token`. */
  async request(
    method: string,
    path: string,
    { body, token, headers = {} }: { body?: unknown; token?: string; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    await this.#started; // hooks of a test file may come here before ours has ended
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Token ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  }

  async #start(): Promise<void> {
    const log = createLogger('debug', (line) => this.logged.push(JSON.parse(line)));
    this.#blog = await createBlog(readConfig({ ...process.env, ...SETTINGS }), log, this.schema);
    this.#server = createServer(this.#blog.app).listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async #stop(): Promise<void> {
    this.#server?.close();
    this.#server?.closeAllConnections();
    await this.#blog?.close();

    const client = new pg.Client({ connectionString: this.databaseUrl });
    await client.connect();
    await client.query(`DROP SCHEMA IF EXISTS "${this.schema}" CASCADE`);
    await client.end();
  }
}

let count = 0;

/** Somebody who does not exist yet. */
export function somebody() {
  const username = `user${++count}`;
  return { username, email: `${username}@example.com`, password: 'correct horse' };
}
