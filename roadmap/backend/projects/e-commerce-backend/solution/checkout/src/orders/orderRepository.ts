/** Orders in Redis. What must happen together (take the stock, write the order, empty the cart) is one Lua script. */
import type { Redis } from 'ioredis';
import type { PricedLine } from '../carts/priceCart.ts';
import type { Keys } from '../platform/keys.ts';
import { luaScript } from '../platform/luaScript.ts';
import type { Order } from './order.ts';

export interface PlaceOrder {
  readonly order: Order;
  readonly cartId: string;
  readonly cartVersion: string;
  readonly idempotencyKey: string;
  readonly fingerprint: string;
}

export interface EarlierRequest {
  readonly fingerprint: string;
  readonly orderId: string;
}

export type PlaceResult =
  | { readonly kind: 'placed' | 'cart-changed' }
  | ({ readonly kind: 'repeated' } & EarlierRequest);

export interface OrderRepository {
  find(id: string): Promise<Order | undefined>;
  findRequest(idempotencyKey: string): Promise<EarlierRequest | undefined>;
  place(request: PlaceOrder): Promise<PlaceResult>;
}

const REMEMBER_REQUESTS_SECONDS = 24 * 60 * 60;

export function createOrderRepository(redis: Redis, keys: Keys): OrderRepository {
  const placeScript = luaScript(redis, new URL('./place-order.lua', import.meta.url));

  return {
    async find(id) {
      return fromHash(await redis.hgetall(keys.order(id)));
    },

    async findRequest(idempotencyKey) {
      const { fingerprint, orderId } = await redis.hgetall(keys.request(idempotencyKey));
      return fingerprint !== undefined && orderId !== undefined ? { fingerprint, orderId } : undefined;
    },

    async place({ order, cartId, cartVersion, idempotencyKey, fingerprint }) {
      const [kind, earlierFingerprint = '', earlierOrderId = ''] = await placeScript(
        [
          keys.request(idempotencyKey),
          keys.cart(cartId),
          keys.order(order.id),
          ...order.items.map((line) => keys.product(line.productId)),
        ],
        [
          fingerprint,
          REMEMBER_REQUESTS_SECONDS,
          cartVersion,
          order.id,
          ...order.items.map((line) => line.quantity),
          ...Object.entries(toHash(order)).flat(),
        ],
      );
      return kind === 'repeated'
        ? { kind, fingerprint: earlierFingerprint, orderId: earlierOrderId }
        : { kind: kind as 'placed' | 'cart-changed' };
    },
  };
}

function toHash({ items, ...rest }: Order): Record<string, string | number> {
  return { ...rest, items: JSON.stringify(items) };
}

function fromHash(hash: Record<string, string>): Order | undefined {
  if (!hash['id']) return undefined;
  return {
    id: hash['id'],
    status: 'pending',
    email: hash['email'] ?? '',
    items: JSON.parse(hash['items'] ?? '[]') as PricedLine[],
    totalInCents: Number(hash['totalInCents']),
    currency: 'usd',
    createdAt: hash['createdAt'] ?? '',
  };
}
