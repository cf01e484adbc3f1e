/**
 * Products in Redis: one hash for each, and a sorted set as the index, because Redis has no "all rows of a table".
 * A hash holds only text, so this is also where text becomes numbers again.
 */
import type { Redis } from 'ioredis';
import type { Keys } from '../platform/keys.ts';
import type { Product } from './product.ts';

export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
}

export interface ProductRepository {
  list(page: { limit: number; offset: number }): Promise<Page<Product>>;
  find(id: string): Promise<Product | undefined>;
  /** Puts the products in, unless that has been done before. */
  seed(products: readonly Product[]): Promise<void>;
}

export function createProductRepository(redis: Redis, keys: Keys): ProductRepository {
  return {
    async list({ limit, offset }) {
      const [total, ids] = await Promise.all([
        redis.zcard(keys.products),
        redis.zrange(keys.products, offset, String(offset + limit - 1)),
      ]);
      // One round trip for the whole page: ioredis sends what is called in the same turn together.
      const hashes = await Promise.all(ids.map((id) => redis.hgetall(keys.product(id))));
      return { items: hashes.flatMap((hash) => fromHash(hash) ?? []), total };
    },

    async find(id) {
      return fromHash(await redis.hgetall(keys.product(id)));
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
