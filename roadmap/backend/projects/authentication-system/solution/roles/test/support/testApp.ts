import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { createApp } from '../../src/app.ts';
import { Passwords } from '../../src/auth/passwords.ts';
import { readConfig, type Config } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { createFirstAdmin } from '../../src/users/firstAdmin.ts';
import { MemoryUserRepository } from '../../src/users/memoryRepository.ts';

export const ADA = { email: 'ada@example.com', password: 'correct horse battery staple' };
export const BOB = { email: 'bob@example.com', password: 'a quite different password' };
export const ADMIN = { email: 'admin@example.com', password: 'the one who decides here' };

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON, or undefined when the answer has no body. A test says what it expects to find in it. */
  readonly body: any;
}

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

export interface TestApp {
  readonly config: Config;
  /** What the application has stored, for a look behind the scenes. */
  readonly users: MemoryUserRepository;
  /** What the application has logged so far, one object a line. */
  readonly logged: Record<string, unknown>[];
  /** Sends `body` as JSON (a string is sent as it is). */
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** GET with an access token. */
  getAs(accessToken: string, path: string): Promise<Answer>;
  /** Registers an account, and gives what was answered. */
  register(account: { email: string; password: string }): Promise<Answer['body']>;
  /** Logs in to an account that exists. */
  login(account: { email: string; password: string }): Promise<Tokens>;
  /** Sets the clock of the application forward. */
  passSeconds(seconds: number): void;
}

/**
 * The real application on a free port, gone when the test ends: each test has one of its own and shares nothing.
 * It has the admin account from above, and the cheapest hash there is: tests need many, and nobody attacks them.
 */
export async function startTestApp(test: TestContext, settings: Record<string, string> = {}): Promise<TestApp> {
  const config = readConfig({
    BCRYPT_COST: '4',
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    ...settings,
  });
  const logged: Record<string, unknown>[] = [];
  const log = createLogger('debug', (line) => logged.push(JSON.parse(line)));
  const users = new MemoryUserRepository();
  const passwords = new Passwords(config.BCRYPT_COST);
  await createFirstAdmin(users, passwords, config);
  let ahead = 0;

  const server = createServer(createApp({ users, passwords, log, config, now: () => Date.now() + ahead }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  test.after(() => {
    server.close();
    server.closeAllConnections();
  });

  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const request: TestApp['request'] = async (method, path, body, headers = {}) => {
    const response = await fetch(new URL(path, url), {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  };

  return {
    config,
    users,
    logged,
    request,
    getAs: (accessToken, path) => request('GET', path, undefined, { authorization: `Bearer ${accessToken}` }),
    async register(account) {
      const answer = await request('POST', '/auth/register', account);
      assert.equal(answer.status, 201);
      return answer.body;
    },
    async login({ email, password }) {
      const answer = await request('POST', '/auth/login', { email, password });
      assert.equal(answer.status, 200);
      return answer.body;
    },
    passSeconds(seconds) {
      ahead += seconds * 1000;
    },
  };
}

/** Fails unless the answer is a problem (RFC 9457) with this status. */
export function assertProblem(answer: Answer, status: number): void {
  assert.equal(answer.status, status);
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
  assert.equal(answer.body.status, status);
  assert.equal(typeof answer.body.title, 'string');
  assert.equal(typeof answer.body.detail, 'string');
}
