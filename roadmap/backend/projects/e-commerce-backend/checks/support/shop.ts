import { createHmac, randomUUID } from 'node:crypto';
import { anyId, anyText, ensure, like, that, type Answer, type Gate, type Api, type Trial } from '#checkKit';

/** The project's ADMIN_TOKEN, see `environment` in project.yaml. */
export const ADMIN_TOKEN = 'admin-token-of-the-checks';

export const asAdmin = (api: Api): Api => api.with({ authorization: `Bearer ${ADMIN_TOKEN}` });

export const anyCents = that('a whole number of cents', (value) => Number.isInteger(value) && Number(value) >= 0);

/** What most checks need of a trial. */
export type Shopper = Pick<Trial, 'api' | 'unique'>;

/** Text or a number, as the program likes it. */
export type Id = string | number | bigint;

export interface Product {
  readonly id: Id;
  readonly name: string;
  readonly priceInCents: number;
}

interface NewProduct {
  readonly stock: number;
  readonly priceInCents?: number;
}

/** A product that nobody else buys. */
export async function newProduct({ api, unique }: Shopper, { stock, priceInCents = 1_000 }: NewProduct): Promise<Product> {
  const name = unique('thing ');
  const answer = await asAdmin(api).post('/products', { name, description: 'Made by a check.', priceInCents, stock });
  answer.hasStatus(201, 'since the admin asks for a new product');
  return { id: idOf(answer), name, priceInCents };
}

export async function stockOf(api: Api, { id }: Pick<Product, 'id'>): Promise<unknown> {
  return (await api.get(`/products/${id}`)).hasStatus(200).object['stock'];
}

/** A cart with so many of each product; the quantity is 1 unless said. */
export async function newCart({ api }: Pick<Trial, 'api'>, ...lines: readonly { product: Product; quantity?: number }[]): Promise<Id> {
  const id = idOf((await api.post('/carts')).hasStatus(201));
  for (const { product, quantity = 1 } of lines) {
    const answer = await api.post(`/carts/${id}/items`, { productId: product.id, quantity });
    answer.hasStatus(200, 'since there is enough in stock');
  }
  return id;
}

export interface Checkout {
  readonly cartId: Id;
  readonly email?: string;
  readonly key?: string;
  /** Where it waits for the other checkouts, to arrive at the same moment. */
  readonly gate?: Gate;
}

/** Asks for an order, whatever the answer is. */
export function checkout(api: Api, { cartId, email = 'ada@example.com', key = randomUUID(), gate }: Checkout): Promise<Answer> {
  return api.post('/orders', { cartId, email }, { headers: { 'idempotency-key': key }, ...(gate && { gate }) });
}

export interface Order {
  readonly id: Id;
  readonly intentId: string;
}

/** An order of one product, which waits for its money. */
export async function newOrder(shopper: Pick<Trial, 'api'>, product: Product, email?: string): Promise<Order> {
  const cartId = await newCart(shopper, { product });
  const answer = (await checkout(shopper.api, { cartId, ...(email !== undefined && { email }) })).hasStatus(201);
  like(answer.name, answer.object, { payment: { intentId: anyText } });
  return { id: idOf(answer), intentId: (answer.object['payment'] as { intentId: string }).intentId };
}

export async function statusOf(api: Api, { id }: Pick<Order, 'id'>): Promise<unknown> {
  return (await api.get(`/orders/${id}`)).hasStatus(200).object['status'];
}

/** The id of what an answer is about. */
export function idOf(answer: Answer): Id {
  like(answer.name, answer.object, { id: anyId });
  return answer.object['id'] as Id;
}

/** Holds the path of `Location` to being the one of a thing. */
export function hasLocation(answer: Answer, path: string): void {
  const [location, address] = [answer.header('location'), answer.locationAt('http://the-program.invalid')];
  const leadsThere = address !== undefined && new URL(address).pathname === path;
  ensure(
    leadsThere,
    `${answer.name} should have the header Location: ${path}, but ${location === undefined ? 'has none' : `has ${location}`}.`,
  );
}

export const WEBHOOK_SECRET = 'whsec_of_the_checks';

interface StripeEvent {
  /** An id of its own unless said. */
  readonly id?: string;
  readonly type: string;
  readonly intentId: string;
}

/** An event as Stripe writes it, as text. */
export const eventText = ({ id = `evt_${randomUUID()}`, type, intentId }: StripeEvent): string =>
  JSON.stringify({
    ...{ id, object: 'event', type, created: now(), livemode: false },
    data: { object: { id: intentId, object: 'payment_intent' } },
  });

/** Stripe's scheme: an HMAC-SHA256, keyed with the secret, over the time, a dot and the body as it is sent. */
export function signatureOf(payload: string, { secret = WEBHOOK_SECRET, time = now() }: { secret?: string; time?: number } = {}): string {
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${payload}`).digest('hex')}`;
}

/** Sends a body to where Stripe sends its webhooks; without a signature when there is none. */
export function sendToWebhook(api: Api, payload: string, signature: string | undefined): Promise<Answer> {
  return api.send('POST', '/webhooks/stripe', {
    text: payload,
    headers: { 'content-type': 'application/json', ...(signature !== undefined && { 'stripe-signature': signature }) },
  });
}

/** Sends an event as Stripe does, and holds the program to accepting it. */
export async function deliver(api: Api, event: StripeEvent): Promise<Answer> {
  const payload = eventText(event);
  return accepted(await sendToWebhook(api, payload, signatureOf(payload)));
}

/** Holds an answer to what Stripe understands as "dealt with"; after anything else it sends the event again. */
export function accepted(answer: Answer, why = 'the signature is right'): Answer {
  const isAccepted = answer.status >= 200 && answer.status < 300;
  ensure(isAccepted, `${answer.name} should have status 200 OK, since ${why}, but has ${answer.status}.`);
  return answer;
}

export const now = (): number => Math.floor(Date.now() / 1_000);
