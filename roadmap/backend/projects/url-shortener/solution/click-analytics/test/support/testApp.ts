import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { loadDotEnv, readConfig } from '../../src/config.ts';
import { keys } from '../../src/keys.ts';
import { createLogger } from '../../src/logger.ts';
import { connectRedis } from '../../src/redis.ts';
import { createShortener } from '../../src/shortener.ts';

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
  /** Sends `body` as JSON (a string is sent as it is). Redirects are not followed: they are what we look at. */
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Makes a link, with whatever else a test wants, and gives its code. */
  shorten(link?: object): Promise<string>;
}

/** Settings for all tests; a test about one of them sets it itself. */
const DEFAULTS = { VISITOR_SALT: 'a salt for tests only' };

/**
 * The real application on a free port with the real Redis, gone when the test ends. All tests share that Redis, and
 * perhaps your own data is in it: so each test makes links of its own, and they are removed afterwards.
 */
export async function startTestApp(test: TestContext, settings: Record<string, string> = {}): Promise<TestApp> {
  loadDotEnv();
  const config = readConfig({ ...process.env, ...DEFAULTS, ...settings });

  const logged: Record<string, unknown>[] = [];
  const log = createLogger('debug', (line) => logged.push(JSON.parse(line)));
  const shortener = await createShortener(config, log);
  const created = new Set<string>();

  const server = createServer(shortener.app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  test.after(async () => {
    server.close();
    server.closeAllConnections();
    await shortener.close();
    await removeLinks(config.REDIS_URL, created);
  });

  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const app: TestApp = {
    url,
    logged,
    async request(method, path, body, headers = {}) {
      const response = await fetch(new URL(path, url), {
        method,
        redirect: 'manual',
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const answer = await read(response);
      if (response.status === 201) created.add(answer.body.code);
      return answer;
    },
    async shorten(link = {}) {
      const { body } = await app.request('POST', '/links', { url: 'https://example.com/page', ...link });
      return body.code;
    },
  };
  return app;
}

/** An alias that no other test, and no link of yours, has. */
export function freeAlias(): string {
  return `test-${randomBytes(6).toString('hex')}`;
}

/** An address that no other test uses (from a range that exists for examples only). */
export function visitorFrom(address = randomBytes(4).toString('hex')): Record<string, string> {
  return { 'x-forwarded-for': `2001:db8::${address.slice(0, 4)}:${address.slice(4) || '0'}` };
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : undefined };
}

async function removeLinks(redisUrl: string, codes: Set<string>): Promise<void> {
  const redis = await connectRedis(redisUrl, createLogger('silent'));
  for (const code of codes) await redis.del(keys.link(code), keys.clicks(code), keys.visitors(code));
  await redis.quit();
}
