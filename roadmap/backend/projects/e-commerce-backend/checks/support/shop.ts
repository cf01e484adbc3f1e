import { createHmac, randomUUID } from 'node:crypto';
import { ability, anyId, anyText, ensure, like, that, type Answer, type Gate, type Api, type Trial } from '#checkKit';

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
export const newProduct = ability(
  'creating a product',
  'products/creates',
  async ({ api, unique }: Shopper, { stock, priceInCents = 1_000 }: NewProduct): Promise<Product> => {
    const name = unique('thing ');
    const answer = await asAdmin(api).post('/products', { name, description: 'Made by a check.', priceInCents, stock });
    answer.hasStatus(201, 'since the admin asks for a new product');
    return { id: idOf(answer), name, priceInCents };
  },
);

export const stockOf = ability(
  'reading a product',
  'catalog/reads',
  async (api: Api, { id }: Pick<Product, 'id'>): Promise<unknown> => (await api.get(`/products/${id}`)).hasStatus(200).object['stock'],
);

interface Line {
  readonly product: Product;
  /** 1 unless said. */
  readonly quantity?: number;
}

/** The products in an answer to GET /products. */
export function itemsOf(answer: Answer): readonly unknown[] {
  const { items } = answer.hasStatus(200).object;
  ensure(Array.isArray(items), `${answer.name} should have the products of the page in a list called "items".`);
  return items as unknown[];
}

const emptyCart = ability('making a cart', 'cart/new', async (api: Api) => idOf((await api.post('/carts')).hasStatus(201)));

const addToCart = ability('adding to a cart', 'cart/prices', async (api: Api, cart: Id, { product, quantity = 1 }: Line) => {
  const answer = await api.post(`/carts/${cart}/items`, { productId: product.id, quantity });
  answer.hasStatus(200, 'since there is enough in stock');
});

/** A cart with so many of each product. */
export async function newCart({ api }: Pick<Trial, 'api'>, ...lines: readonly Line[]): Promise<Id> {
  const id = await emptyCart(api);
  for (const line of lines) await addToCart(api, id, line);
  return id;
}

/** The order of the items in a cart is nobody's business. */
export function sortedItems(items: unknown): readonly unknown[] {
  ensure(Array.isArray(items), 'A cart should have a list called "items".');
  const productOf = (item: unknown): string => String((item as { productId?: unknown } | null)?.productId);
  return [...(items as unknown[])].sort((a, b) => productOf(a).localeCompare(productOf(b)));
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
export const newOrder = ability(
  'ordering with a payment',
  'payments/asks',
  async (shopper: Pick<Trial, 'api'>, product: Product, email?: string): Promise<Order> => {
    const cartId = await newCart(shopper, { product });
    const answer = (await checkout(shopper.api, { cartId, ...(email !== undefined && { email }) })).hasStatus(
      201,
      'since the cart has something in it that is in stock',
    );
    like(answer.name, answer.object, { payment: { intentId: anyText } });
    return { id: idOf(answer), intentId: (answer.object['payment'] as { intentId: string }).intentId };
  },
);

export const statusOf = ability(
  'reading an order',
  'checkout/orders',
  async (api: Api, { id }: Pick<Order, 'id'>): Promise<unknown> => (await api.get(`/orders/${id}`)).hasStatus(200).object['status'],
);

/** The id of what an answer is about. */
export function idOf(answer: Answer): Id {
  like(answer.name, answer.object, { id: anyId });
  return answer.object['id'] as Id;
}

/** Holds an answer to a refusal with a problem document (RFC 9457), as all errors of the project are; `because` ends the sentence. */
export function isProblem(answer: Answer, status: number | readonly number[], because: string): Answer {
  answer.hasStatus(status, because).hasMediaType('application/problem+json');
  return answer.isLike({ title: anyText, status: answer.status, code: anyText });
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
export function sendToWebhook(api: Api, payload: string, signature: string | undefined, gate?: Gate): Promise<Answer> {
  return api.send('POST', '/webhooks/stripe', {
    text: payload,
    ...(gate && { gate }),
    headers: { 'content-type': 'application/json', ...(signature !== undefined && { 'stripe-signature': signature }) },
  });
}

/** Sends an event as Stripe does, and holds the program to accepting it. */
export async function deliver(api: Api, event: StripeEvent, gate?: Gate): Promise<Answer> {
  const payload = eventText(event);
  return accepted(await sendToWebhook(api, payload, signatureOf(payload), gate));
}

/** Holds an answer to what the program says to Stripe when an event is dealt with. */
export const accepted = (answer: Answer, why = 'the signature is right'): Answer => answer.hasStatus(200, `since ${why}`);

export const now = (): number => Math.floor(Date.now() / 1_000);
