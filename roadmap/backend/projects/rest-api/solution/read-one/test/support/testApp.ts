import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { createApp, type AppDependencies } from '../../src/app.ts';
import { createLogger } from '../../src/logger.ts';
import { MemoryTodoRepository } from '../../src/todos/memoryRepository.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON, or undefined when the answer has no body. A test says what it expects to find in it. */
  readonly body: any;
}

export interface TestApp {
  readonly url: string;
  /** What the application has logged so far, one object a line. */
  readonly logged: Record<string, unknown>[];
  /** Sends `body` as JSON (a string is sent as it is). */
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

/** Creates todos with these titles, one after the other, and gives them as the API answered them. */
export async function createTodos(app: TestApp, ...titles: string[]): Promise<any[]> {
  const created = [];
  for (const title of titles) created.push((await app.request('POST', '/todos', { title })).body);
  return created;
}

/** Fails unless the answer is a problem (RFC 9457) with this status. */
export function assertProblem(answer: Answer, status: number): void {
  assert.equal(answer.status, status);
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
  assert.equal(answer.body.status, status);
  assert.equal(typeof answer.body.title, 'string');
  assert.equal(typeof answer.body.detail, 'string');
}

/** The real application on a free port, gone when the test ends: each test has one of its own and shares nothing. */
export async function startTestApp(test: TestContext, options: Partial<AppDependencies> = {}): Promise<TestApp> {
  const logged: Record<string, unknown>[] = [];
  const log = createLogger('debug', (line) => logged.push(JSON.parse(line)));

  const server = createServer(createApp({ todos: new MemoryTodoRepository(), log, ...options }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  test.after(() => {
    server.close();
    server.closeAllConnections();
  });

  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    logged,
    async request(method, path, body, headers = {}) {
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
    },
  };
}
