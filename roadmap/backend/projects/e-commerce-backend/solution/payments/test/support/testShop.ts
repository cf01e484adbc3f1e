/**
 * Starts the real shop and a stand-in for Stripe on free ports, with keys of their own in Redis, and cleans up after
 * itself. The tests talk to it as any client would, over HTTP: whatever you change inside, they stay true.
 */
import { randomUUID } from 'node:crypto';
import { startStripeFake, type StripeFake } from '../../dev/stripe-fake/stripeFake.ts';
import { type Config, loadConfig } from '../../src/config.ts';
import { loadEnvFile } from '../../src/platform/loadEnvFile.ts';
import { createLogger } from '../../src/platform/logger.ts';
import { connectRedis } from '../../src/platform/redis.ts';
import { startShop } from '../../src/shop.ts';

export const ADMIN = { authorization: 'Bearer admin-token-of-the-tests' };
export const WEBHOOK_SECRET = 'whsec_of_the_tests';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Tests look into answers freely; a wrong guess fails the test, which is what tests are for.
  readonly body: any;
}

export interface TestShop {
  readonly url: string;
  readonly stripe: StripeFake;
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

const silent = createLogger('silent');

/** The developer's own Redis, and nothing else of their settings: a test must not talk to a real Stripe. */
export function testConfig(settings: Record<string, string> = {}): Config {
  loadEnvFile();
  return loadConfig({
    REDIS_URL: process.env['REDIS_URL'],
    NODE_ENV: 'test',
    PORT: '0',
    REDIS_PREFIX: `test-${randomUUID()}`,
    ADMIN_TOKEN: 'admin-token-of-the-tests',
    ...settings,
  });
}

export async function startTestShop(settings: Record<string, string> = {}): Promise<TestShop> {
  const stripe = await startStripeFake({ webhookSecret: WEBHOOK_SECRET });
  const config = testConfig({ STRIPE_SECRET_KEY: 'sk_test_stand_in', STRIPE_API_BASE: stripe.url, ...settings });
  const shop = await startShop(config, silent).catch(async (error: unknown) => {
    await stripe.close();
    throw error;
  });
  return {
    url: shop.url,
    stripe,
    request: (method, path, body, headers) => send(shop.url + path, method, body, headers),
    async close() {
      await shop.close();
      await stripe.close();
      await forget(config);
    },
  };
}

async function send(
  url: string,
  method: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
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

/** Removes every key of one test, and only those. */
export async function forget(config: Config): Promise<void> {
  const redis = await connectRedis(config.redisUrl, silent);
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', `${config.redisPrefix}:*`, 'COUNT', 500);
    if (keys.length > 0) await redis.del(...keys);
    cursor = next;
  } while (cursor !== '0');
  await redis.quit();
}

/** A product of its own, so that tests do not take each other's stock. */
export async function newProduct(shop: TestShop, stock: number, priceInCents = 1_000): Promise<{ id: string }> {
  const { body } = await shop.request('POST', '/products', { name: 'Thing', priceInCents, stock }, ADMIN);
  return body;
}

export async function stockOf(shop: TestShop, productId: string): Promise<number> {
  return (await shop.request('GET', `/products/${productId}`)).body.stock;
}

export async function newCart(shop: TestShop, productId?: string, quantity = 1): Promise<string> {
  const { body } = await shop.request('POST', '/carts');
  if (productId) await shop.request('POST', `/carts/${body.id}/items`, { productId, quantity });
  return body.id;
}

export function order(shop: TestShop, cartId: string, idempotencyKey: string = randomUUID()): Promise<Answer> {
  const headers = { 'idempotency-key': idempotencyKey };
  return shop.request('POST', '/orders', { cartId, email: 'ada@example.com' }, headers);
}
