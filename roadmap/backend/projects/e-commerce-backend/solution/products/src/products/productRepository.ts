/**
 * Products in Redis: one hash for each, and a sorted set as the index, because Redis has no "all rows of a table".
 * A hash holds only text, so this is also where text becomes numbers again.
 */
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Keys } from '../platform/keys.ts';
import { luaScript } from '../platform/luaScript.ts';
import type { NewProduct, Product, ProductChanges } from './product.ts';

export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
}

export type StockChange =
  | { readonly kind: 'ok'; readonly product: Product }
  | { readonly kind: 'missing' }
  | { readonly kind: 'short'; readonly available: number };

export interface ProductRepository {
  list(page: { limit: number; offset: number }): Promise<Page<Product>>;
  find(id: string): Promise<Product | undefined>;
  create(product: NewProduct): Promise<Product>;
  update(id: string, changes: ProductChanges): Promise<Product | undefined>;
  changeStock(id: string, change: number): Promise<StockChange>;
  /** Puts the products in, unless that has been done before. */
  seed(products: readonly Product[]): Promise<void>;
}

export function createProductRepository(redis: Redis, keys: Keys): ProductRepository {
  const updateScript = luaScript(redis, new URL('./update-product.lua', import.meta.url));
  const changeStockScript = luaScript(redis, new URL('./change-stock.lua', import.meta.url));

  const find = async (id: string): Promise<Product | undefined> => fromHash(await redis.hgetall(keys.product(id)));

  return {
    find,

    async list({ limit, offset }) {
      const [total, ids] = await Promise.all([
        redis.zcard(keys.products),
        redis.zrange(keys.products, offset, String(offset + limit - 1)),
      ]);
      // One round trip for the whole page: ioredis sends what is called in the same turn together.
      const products = await Promise.all(ids.map(find));
      return { items: products.filter((product) => product !== undefined), total };
    },

    async create(newProduct) {
      const now = new Date().toISOString();
      const product: Product = { id: randomUUID(), currency: 'usd', ...newProduct, createdAt: now, updatedAt: now };
      await redis
        .multi()
        .hset(keys.product(product.id), toHash(product))
        .zadd(keys.products, Date.parse(now), product.id)
        .exec();
      return product;
    },

    async update(id, changes) {
      // Only what changes is written: writing the whole product back would undo what others changed meanwhile,
      // and would sell items again that were sold a moment ago.
      const fields = Object.entries({ ...changes, updatedAt: new Date().toISOString() }).flat();
      await updateScript([keys.product(id)], fields);
      return find(id);
    },

    async changeStock(id, change) {
      const [kind, stock] = await changeStockScript([keys.product(id)], [change, new Date().toISOString()]);
      if (kind === 'short') return { kind, available: Number(stock) };
      const product = await find(id);
      return product ? { kind: 'ok', product } : { kind: 'missing' };
    },

    async seed(products) {
      if (await redis.exists(keys.seeded)) return;
      // MULTI … EXEC: all of it happens or nothing does, and nobody sees a half-filled shop.
      const transaction = redis.multi();
      for (const product of products) {
        transaction.hset(keys.product(product.id), toHash(product));
        transaction.zadd(keys.products, Date.parse(product.createdAt), product.id);
      }
      transaction.set(keys.seeded, new Date().toISOString());
      await transaction.exec();
    },
  };
}

function toHash(product: Product): Record<string, string | number> {
  return { ...product };
}

/** HGETALL answers with an empty object when there is no such key. */
function fromHash(hash: Record<string, string>): Product | undefined {
  if (!hash['id']) return undefined;
  return {
    id: hash['id'],
    name: hash['name'] ?? '',
    description: hash['description'] ?? '',
    priceInCents: Number(hash['priceInCents']),
    currency: 'usd',
    stock: Number(hash['stock']),
    createdAt: hash['createdAt'] ?? '',
    updatedAt: hash['updatedAt'] ?? '',
  };
}
