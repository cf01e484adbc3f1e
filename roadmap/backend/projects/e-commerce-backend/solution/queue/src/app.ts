/** The HTTP side of the shop: which middleware runs in which order, and which routes there are. No ports, no processes. */
import express, { type Express } from 'express';
import type { Redis } from 'ioredis';
import { adminRoutes } from './admin/adminRoutes.ts';
import { requireAdmin } from './admin/requireAdmin.ts';
import type { CartRepository } from './carts/cartRepository.ts';
import { cartRoutes } from './carts/cartRoutes.ts';
import { healthRoutes } from './health/healthRoutes.ts';
import { errorHandler, routeNotFound } from './http/errorHandler.ts';
import { requestContext } from './http/requestContext.ts';
import type { Outbox } from './mail/outbox.ts';
import type { Checkout } from './orders/checkout.ts';
import type { OrderRepository } from './orders/orderRepository.ts';
import { orderRoutes } from './orders/orderRoutes.ts';
import type { PaymentEvents } from './payments/paymentEvents.ts';
import type { Payments } from './payments/payments.ts';
import { webhookRoutes } from './payments/webhookRoutes.ts';
import type { Logger } from './platform/logger.ts';
import type { ProductRepository } from './products/productRepository.ts';
import { productRoutes } from './products/productRoutes.ts';

export interface AppParts {
  readonly logger: Logger;
  readonly redis: Redis;
  readonly adminToken: string;
  readonly products: ProductRepository;
  readonly carts: CartRepository;
  readonly orders: OrderRepository;
  readonly checkout: Checkout;
  readonly payments: Payments;
  readonly paymentEvents: PaymentEvents;
  readonly outbox: Outbox;
}

export function createApp(parts: AppParts): Express {
  const app = express();
  const admin = requireAdmin(parts.adminToken);
  app.disable('x-powered-by');

  app.use(requestContext(parts.logger));
  // Before the JSON parser: a signature is checked over the body as it came.
  app.use('/webhooks', webhookRoutes(parts.payments, parts.paymentEvents));
  app.use(express.json({ limit: '100kb' }));

  app.use('/health', healthRoutes(parts.redis));
  app.use('/products', productRoutes(parts.products, admin));
  app.use('/carts', cartRoutes(parts.carts, parts.products));
  app.use('/orders', orderRoutes(parts.checkout, parts.orders));
  app.use('/admin', admin, adminRoutes(parts.outbox));

  app.use(routeNotFound);
  app.use(errorHandler(parts.logger));
  return app;
}
