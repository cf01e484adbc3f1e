/** Puts the parts together, in the order in which they need each other, and takes them apart in the reverse order. */
import { createApp } from './app.ts';
import { createCartRepository } from './carts/cartRepository.ts';
import { type Config, DEVELOPMENT_ADMIN_TOKEN } from './config.ts';
import { closeServer, listen, urlOf } from './http/listen.ts';
import { createCheckout } from './orders/checkout.ts';
import { createOrderRepository } from './orders/orderRepository.ts';
import { createPaymentEvents } from './payments/paymentEvents.ts';
import { createPayments } from './payments/payments.ts';
import { type StandIn, startStandIn } from './payments/standIn.ts';
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
  // What has been opened so far, so that it can be closed: at the end, or when a later step fails.
  const opened: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const closeOne of opened.splice(0).reverse()) await closeOne();
  };

  try {
    const redis = await connectRedis(config.redisUrl, logger);
    opened.push(() => closeRedis(redis));

    let stripe = config.stripe;
    let standIn: StandIn | undefined;
    if (!stripe) {
      standIn = await startStandIn(logger);
      opened.push(standIn.close);
      stripe = standIn.config;
    }

    const keys = createKeys(config.redisPrefix);
    const products = createProductRepository(redis, keys);
    const carts = createCartRepository(redis, keys, config.cartTtlSeconds);
    const orders = createOrderRepository(redis, keys);
    const payments = createPayments(stripe);
    await products.seed(sampleProducts);

    const { adminToken } = config;
    const checkout = createCheckout({ carts, products, orders, payments });
    const paymentEvents = createPaymentEvents({ redis, keys, orders, logger });
    const app = createApp({ logger, redis, adminToken, products, carts, orders, checkout, payments, paymentEvents });

    const server = await listen(app, config.host, config.port);
    opened.push(() => closeServer(server));
    const url = urlOf(server);
    standIn?.sendWebhooksTo(`${url}/webhooks/stripe`);

    if (adminToken === DEVELOPMENT_ADMIN_TOKEN) logger.warn('ADMIN_TOKEN is not set: using the one for development, which everybody can read');
    return { url, close };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}
