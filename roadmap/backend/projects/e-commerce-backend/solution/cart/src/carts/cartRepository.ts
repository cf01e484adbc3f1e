/** Carts in Redis: one hash for each, which Redis itself throws away when nobody has touched it for a while. */
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Keys } from '../platform/keys.ts';
import { luaScript } from '../platform/luaScript.ts';
import { type Cart, MAX_QUANTITY } from './cart.ts';

export type PutResult =
  | { readonly kind: 'ok' | 'no-cart' | 'no-product' | 'too-many' }
  | { readonly kind: 'short'; readonly available: number };

export interface CartRepository {
  create(): Promise<Cart>;
  find(id: string): Promise<Cart | undefined>;
  /** `add` to what is in the cart already, or `set` to exactly this many. */
  put(id: string, productId: string, quantity: number, mode: 'add' | 'set'): Promise<PutResult>;
  /** False when there is no such cart. */
  take(id: string, productId: string): Promise<boolean>;
}

export function createCartRepository(redis: Redis, keys: Keys, ttlSeconds: number): CartRepository {
  const putScript = luaScript(redis, new URL('./put-in-cart.lua', import.meta.url));
  const takeScript = luaScript(redis, new URL('./take-from-cart.lua', import.meta.url));

  const find = async (id: string): Promise<Cart | undefined> => {
    const [hash, ttlMs] = await Promise.all([redis.hgetall(keys.cart(id)), redis.pttl(keys.cart(id))]);
    const { version, ...items } = hash;
    // -2 is "no such key": the cart may expire between the two questions.
    if (version === undefined || ttlMs < 0) return undefined;
    return {
      id,
      version,
      lines: Object.entries(items).map(([field, quantity]) => ({
        productId: field.slice('item:'.length),
        quantity: Number(quantity),
      })),
      expiresAt: new Date(Date.now() + ttlMs).toISOString(),
    };
  };

  return {
    find,

    async create() {
      // Whoever knows the id may use the cart, so it must be impossible to guess.
      const id = randomUUID();
      // A hash without fields does not exist in Redis; the version keeps an empty cart alive.
      await redis.multi().hset(keys.cart(id), 'version', 1).expire(keys.cart(id), ttlSeconds).exec();
      return { id, version: '1', lines: [], expiresAt: new Date(Date.now() + ttlSeconds * 1_000).toISOString() };
    },

    async put(id, productId, quantity, mode) {
      const [kind, stock] = await putScript(
        [keys.cart(id), keys.product(productId)],
        [productId, quantity, mode, MAX_QUANTITY, ttlSeconds],
      );
      return kind === 'short' ? { kind, available: Number(stock) } : { kind: kind as 'ok' };
    },

    async take(id, productId) {
      const [kind] = await takeScript([keys.cart(id)], [productId, ttlSeconds]);
      return kind === 'ok';
    },
  };
}
