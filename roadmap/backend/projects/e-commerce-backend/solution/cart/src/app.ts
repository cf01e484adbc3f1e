/** The HTTP side of the shop: which middleware runs in which order, and which routes there are. No ports, no processes. */
import express, { type Express } from 'express';
import type { Redis } from 'ioredis';
import { requireAdmin } from './admin/requireAdmin.ts';
import type { CartRepository } from './carts/cartRepository.ts';
import { cartRoutes } from './carts/cartRoutes.ts';
import { healthRoutes } from './health/healthRoutes.ts';
import { errorHandler, routeNotFound } from './http/errorHandler.ts';
import { requestContext } from './http/requestContext.ts';
import type { Logger } from './platform/logger.ts';
import type { ProductRepository } from './products/productRepository.ts';
import { productRoutes } from './products/productRoutes.ts';

export interface AppParts {
  readonly logger: Logger;
  readonly redis: Redis;
  readonly adminToken: string;
  readonly products: ProductRepository;
  readonly carts: CartRepository;
}

export function createApp({ logger, redis, adminToken, products, carts }: AppParts): Express {
  const app = express();
  const admin = requireAdmin(adminToken);
  app.disable('x-powered-by');

  app.use(requestContext(logger));
  app.use(express.json({ limit: '100kb' }));

  app.use('/health', healthRoutes(redis));
  app.use('/products', productRoutes(products, admin));
  app.use('/carts', cartRoutes(carts, products));

  app.use(routeNotFound);
  app.use(errorHandler(logger));
  return app;
}
