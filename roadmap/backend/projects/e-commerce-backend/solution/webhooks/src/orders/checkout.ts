/**
 * Checkout: a cart becomes an order that has its goods reserved and its payment begun.
 *
 * Networks fail between "the server did it" and "the client knows", so clients ask again. The Idempotency-Key makes
 * asking again safe: the same key gives the same order, never a second one. It also repairs: when Stripe was away
 * the first time, asking again begins the payment that is missing.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { CartRepository } from '../carts/cartRepository.ts';
import { priceCart } from '../carts/priceCart.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { Payments } from '../payments/payments.ts';
import type { ProductRepository } from '../products/productRepository.ts';
import { insufficientStock } from '../products/stockProblem.ts';
import type { Order } from './order.ts';
import type { OrderRepository } from './orderRepository.ts';

export interface CheckoutRequest {
  readonly cartId: string;
  readonly email: string;
  readonly idempotencyKey: string;
}

export type Checkout = (request: CheckoutRequest) => Promise<{ order: Order; repeated: boolean }>;

export interface CheckoutParts {
  readonly carts: CartRepository;
  readonly products: ProductRepository;
  readonly orders: OrderRepository;
  readonly payments: Payments;
}

/** What Stripe takes at most in one payment. */
const MAX_TOTAL_IN_CENTS = 99_999_999;

/** Somebody changes the cart while we price it: look again. Nobody does that five times in a row by accident. */
const ATTEMPTS = 5;

export function createCheckout({ carts, products, orders, payments }: CheckoutParts): Checkout {
  return async (request) => {
    const { orderId, repeated } = await reserve(request);
    const order = await orders.find(orderId);
    if (!order) throw new Error(`The order ${orderId} is gone.`);
    return { order: await beginPayment(order), repeated };
  };

  async function reserve(request: CheckoutRequest): Promise<{ orderId: string; repeated: boolean }> {
    const fingerprint = fingerprintOf(request);

    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      // In this order: if a twin of this request takes the cart in between, its record is there when we look for it.
      const cart = await carts.find(request.cartId);
      const earlier = await orders.findRequest(request.idempotencyKey);
      if (earlier) return repeat(earlier, fingerprint);

      if (!cart) throw notFound(`Cart "${request.cartId}"`);
      if (cart.lines.length === 0) throw new Problem(409, 'cart-empty', 'There is nothing in the cart.');


      const priced = await priceCart(cart, products);
      if (priced.totalInCents > MAX_TOTAL_IN_CENTS) {
        throw new Problem(409, 'order-too-large', 'Please split this into several orders.');
      }
      const now = new Date().toISOString();
      const order: Order = {
        id: randomUUID(),
        status: 'pending',
        email: request.email,
        ...priced,
        payment: null,
        createdAt: now,
        updatedAt: now,
      };

      const result = await orders.place({
        order,
        cartId: cart.id,
        cartVersion: cart.version,
        idempotencyKey: request.idempotencyKey,
        fingerprint,
      });
      switch (result.kind) {
        case 'placed':
          return { orderId: order.id, repeated: false };
        case 'repeated':
          return repeat(result, fingerprint);
        case 'short':
          throw insufficientStock(result.productId, result.available);
        case 'cart-changed':
          continue;
      }
    }
    throw new Problem(409, 'cart-changed', 'The cart kept changing during checkout. Try again.');
  }

  async function beginPayment(order: Order): Promise<Order> {
    if (order.payment !== null || order.status !== 'pending') return order;
    const payment = await payments.begin(order);
    await orders.attachPayment(order.id, payment);
    return { ...order, payment };
  }
}

function repeat(earlier: { fingerprint: string; orderId: string }, fingerprint: string) {
  if (earlier.fingerprint !== fingerprint) {
    throw new Problem(422, 'idempotency-key-reused', 'This Idempotency-Key was used for another request.');
  }
  return { orderId: earlier.orderId, repeated: true };
}

/** Tells "asked again" from "another question under the same key". */
const fingerprintOf = ({ cartId, email }: CheckoutRequest): string =>
  createHash('sha256').update(JSON.stringify({ cartId, email })).digest('hex');
