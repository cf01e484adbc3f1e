/**
 * Starts the real shop and a stand-in for Stripe on free ports, with keys of their own in Redis, and cleans up after
 * itself. The tests talk to it as any client would, over HTTP: whatever you change inside, they stay true.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import Stripe from 'stripe';
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

export interface Client {
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export interface TestShop extends Client {
  readonly url: string;
  readonly stripe: StripeFake;
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
  const config = testConfig({
    STRIPE_SECRET_KEY: 'sk_test_stand_in',
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_API_BASE: stripe.url,
    ...settings,
  });
  const shop = await startShop(config, silent).catch(async (error: unknown) => {
    await stripe.close();
    throw error;
  });
  stripe.sendWebhooksTo(`${shop.url}/webhooks/stripe`);
  return {
    url: shop.url,
    stripe,
    ...clientOf(shop.url),
    async close() {
      await shop.close();
      await stripe.close();
      await forget(config);
    },
  };
}

export function clientOf(url: string): Client {
  return {
    async request(method, path, body, headers = {}) {
      const response = await fetch(url + path, {
        method,
        headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
        // Text goes out as it is, so that a test can send what is not JSON.
        body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
      });
      const text = await response.text();
      const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
      return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
    },
  };
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
export async function newProduct(shop: Client, stock: number, priceInCents = 1_000): Promise<{ id: string }> {
  const { body } = await shop.request('POST', '/products', { name: 'Thing', priceInCents, stock }, ADMIN);
  return body;
}

export async function stockOf(shop: Client, productId: string): Promise<number> {
  return (await shop.request('GET', `/products/${productId}`)).body.stock;
}

export async function newCart(shop: Client, productId?: string, quantity = 1): Promise<string> {
  const { body } = await shop.request('POST', '/carts');
  if (productId) await shop.request('POST', `/carts/${body.id}/items`, { productId, quantity });
  return body.id;
}

export function order(shop: Client, cartId: string, idempotencyKey: string = randomUUID()): Promise<Answer> {
  const headers = { 'idempotency-key': idempotencyKey };
  return shop.request('POST', '/orders', { cartId, email: 'ada@example.com' }, headers);
}

/** An order of one thing, waiting for its money. */
export async function newOrder(shop: Client, product: { id: string }): Promise<any> {
  return (await order(shop, await newCart(shop, product.id))).body;
}

export interface WebhookOptions {
  readonly id?: string;
  readonly secret?: string;
  readonly timestamp?: number;
}

/** A webhook as Stripe would send it. The options make it one that Stripe would not. */
export function sendWebhook(shop: Client, type: string, intentId: string, options: WebhookOptions = {}): Promise<Answer> {
  const id = options.id ?? `evt_${randomUUID()}`;
  const payload = JSON.stringify({ id, object: 'event', type, data: { object: { id: intentId, object: 'payment_intent' } } });
  const signature = new Stripe('sk_test_unused').webhooks.generateTestHeaderString({
    payload,
    secret: options.secret ?? WEBHOOK_SECRET,
    ...(options.timestamp === undefined ? {} : { timestamp: options.timestamp }),
  });
  return shop.request('POST', '/webhooks/stripe', payload, { 'stripe-signature': signature });
}

/** For what happens in the background: asks again until the answer is there. */
export async function eventually<T>(ask: () => Promise<T | undefined | false>, withinMs = 15_000): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`This did not happen within ${withinMs} ms: ${ask}`);
    await sleep(50);
  }
}

export async function mailsFor(shop: Client, orderId: string): Promise<any[]> {
  const { body } = await shop.request('GET', '/admin/outbox', undefined, ADMIN);
  return body.items.filter((mail: { orderId: string }) => mail.orderId === orderId);
}
