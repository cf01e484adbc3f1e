/** Puts the parts together, in the order in which they need each other, and takes them apart in the reverse order. */
import { createApp } from './app.ts';
import { type Config, DEVELOPMENT_ADMIN_TOKEN } from './config.ts';
import { closeServer, listen, urlOf } from './http/listen.ts';
import { createKeys } from './platform/keys.ts';
import type { Logger } from './platform/logger.ts';
import { closeRedis, connectRedis } from './platform/redis.ts';
import { createProductRepository } from './products/productRepository.ts';
import { sampleProducts } from './products/sampleProducts.ts';

export interface Shop {
  readonly url: string;
  close(): Promise<void>;
}

export async function startShop(config: Config, logger: Logger): Promise<Shop> {
  const redis = await connectRedis(config.redisUrl, logger);
  try {
    const products = createProductRepository(redis, createKeys(config.redisPrefix));
    await products.seed(sampleProducts);

    const { adminToken } = config;
    const app = createApp({ logger, redis, adminToken, products });
    const server = await listen(app, config.host, config.port);
    const url = urlOf(server);

    if (adminToken === DEVELOPMENT_ADMIN_TOKEN) logger.warn('ADMIN_TOKEN is not set: using the one for development, which everybody can read');
    return {
      url,
      async close() {
        await closeServer(server);
        await closeRedis(redis);
      },
    };
  } catch (error) {
    redis.disconnect();
    throw error;
  }
}
