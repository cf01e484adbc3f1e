/**
 * Checkout: a cart becomes an order that has its goods reserved.
 *
 * Networks fail between "the server did it" and "the client knows", so clients ask again. The Idempotency-Key makes
 * asking again safe: the same key gives the same order, never a second one.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { Cart } from '../carts/cart.ts';
import type { CartRepository } from '../carts/cartRepository.ts';
import { priceCart } from '../carts/priceCart.ts';
import { notFound, Problem } from '../http/problem.ts';
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
}

/** Somebody changes the cart while we price it: look again. Nobody does that five times in a row by accident. */
const ATTEMPTS = 5;

export function createCheckout({ carts, products, orders }: CheckoutParts): Checkout {
  return async (request) => {
    const { orderId, repeated } = await reserve(request);
    const order = await orders.find(orderId);
    if (!order) throw new Error(`The order ${orderId} is gone.`);
    return { order, repeated };
  };

  async function reserve(request: CheckoutRequest): Promise<{ orderId: string; repeated: boolean }> {
    const fingerprint = fingerprintOf(request);

    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      // In this order: if a twin of this request takes the cart and the goods in between, its record is there when we
      // look for it.
      const cart = await carts.find(request.cartId);
      const short = cart && (await findShortLine(cart));
      const earlier = await orders.findRequest(request.idempotencyKey);
      if (earlier) return repeat(earlier, fingerprint);

      if (!cart) throw notFound(`Cart "${request.cartId}"`);
      if (cart.lines.length === 0) throw new Problem(409, 'cart-empty', 'There is nothing in the cart.');

      if (short) throw insufficientStock(short.productId, short.available);

      const priced = await priceCart(cart, products);
      const order: Order = {
        id: randomUUID(),
        status: 'pending',
        email: request.email,
        ...priced,
        createdAt: new Date().toISOString(),
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
        case 'cart-changed':
          continue;
      }
    }
    throw new Problem(409, 'cart-changed', 'The cart kept changing during checkout. Try again.');
  }

  /** What is in a cart is not reserved: others may have bought it since it was put in. */
  async function findShortLine(cart: Cart): Promise<{ productId: string; available: number } | undefined> {
    for (const { productId, quantity } of cart.lines) {
      const available = (await products.find(productId))?.stock ?? 0;
      if (available < quantity) return { productId, available };
    }
    return undefined;
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
