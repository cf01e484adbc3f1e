/** `/orders`: place one, look at one. Like a cart, an order belongs to whoever knows its id. */
import { Router } from 'express';
import { z } from 'zod';
import { methodNotAllowed } from '../http/methodNotAllowed.ts';
import { notFound, Problem } from '../http/problem.ts';
import { parseBody } from '../http/validate.ts';
import type { Checkout } from './checkout.ts';
import type { OrderRepository } from './orderRepository.ts';

const checkoutSchema = z.strictObject({ cartId: z.string().min(1).max(64), email: z.email().max(254) });

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

export function orderRoutes(checkout: Checkout, orders: OrderRepository): Router {
  const router = Router();

  router
    .route('/')
    .post(async (req, res) => {
      const idempotencyKey = req.get('idempotency-key') ?? '';
      if (!IDEMPOTENCY_KEY.test(idempotencyKey)) {
        throw new Problem(400, 'idempotency-key-missing', 'Send an Idempotency-Key header of 1 to 255 visible characters.');
      }
      const { order, repeated } = await checkout({ ...parseBody(checkoutSchema, req), idempotencyKey });
      if (repeated) res.set('Idempotent-Replayed', 'true');
      res.status(201).location(`/orders/${order.id}`).json(order);
    })
    .all(methodNotAllowed('POST'));

  router
    .route('/:id')
    .get(async (req, res) => {
      const order = await orders.find(req.params.id);
      if (!order) throw notFound(`Order "${req.params.id}"`);
      res.json(order);
    })
    .all(methodNotAllowed('GET', 'HEAD'));

  return router;
}
