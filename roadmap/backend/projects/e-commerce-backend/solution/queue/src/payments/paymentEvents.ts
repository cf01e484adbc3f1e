/**
 * What an event from Stripe means for an order.
 *
 * Stripe delivers at least once and in any order, so events come twice, late and in the wrong sequence. Two things
 * keep that harmless. Every step below may run again without doing anything twice: an order moves only along the
 * table in orderStatus.ts, and a job with an id that exists is not added again. And the event's id is written down
 * when all is done, as a short cut. Written down first, a crash in between would lose the event for good.
 */
import type { Redis } from 'ioredis';
import type Stripe from 'stripe';
import type { OrderJobs } from '../jobs/orderJobs.ts';
import type { Order } from '../orders/order.ts';
import type { OrderRepository } from '../orders/orderRepository.ts';
import type { OrderStatus } from '../orders/orderStatus.ts';
import type { Keys } from '../platform/keys.ts';
import type { Logger } from '../platform/logger.ts';

export type Outcome = 'handled' | 'duplicate' | 'ignored';

export interface PaymentEvents {
  handle(event: Stripe.Event): Promise<Outcome>;
}

export interface PaymentEventParts {
  readonly redis: Redis;
  readonly keys: Keys;
  readonly orders: OrderRepository;
  readonly jobs: OrderJobs;
  readonly logger: Logger;
}

/** Longer than Stripe goes on trying (three days). */
const REMEMBER_SECONDS = 30 * 24 * 60 * 60;

export function createPaymentEvents({ redis, keys, orders, jobs, logger }: PaymentEventParts): PaymentEvents {
  return {
    async handle(event) {
      const key = keys.webhookEvent(event.id);
      if (await redis.exists(key)) return 'duplicate';
      const outcome = await apply(event);
      await redis.set(key, event.type, 'EX', REMEMBER_SECONDS);
      return outcome;
    },
  };

  async function apply(event: Stripe.Event): Promise<Outcome> {
    switch (event.type) {
      case 'payment_intent.succeeded':
        return withOrderOf(event.data.object.id, paid);
      case 'payment_intent.payment_failed':
        return withOrderOf(event.data.object.id, (order) => closeUnpaid(order, 'payment_failed'));
      case 'payment_intent.canceled':
        return withOrderOf(event.data.object.id, (order) => closeUnpaid(order, 'cancelled'));
      default:
        // Stripe sends whatever the account is subscribed to. An error would only make it send this again.
        return 'ignored';
    }
  }

  async function withOrderOf(intentId: string, change: (order: Order) => Promise<void>): Promise<Outcome> {
    const order = await orders.findByIntent(intentId);
    if (!order) {
      logger.warn('event for a payment that is not ours', { intentId });
      return 'ignored';
    }
    await change(order);
    return 'handled';
  }

  async function paid(order: Order): Promise<void> {
    const { status } = await orders.move(order, 'paid');
    if (status === 'paid') {
      // Also when it was paid before: the process may have died between the move and this line.
      await jobs.sendConfirmation(order.id);
      return;
    }
    const late = await orders.move(order, 'refund_due');
    if (late.moved) logger.error('paid after the goods had gone back: refund needed', { orderId: order.id, was: status });
  }

  async function closeUnpaid(order: Order, to: OrderStatus): Promise<void> {
    const { status } = await orders.move(order, to);
    // Stripe would let the customer try another card, but the goods are no longer reserved.
    if (status === 'payment_failed' && order.payment) await jobs.cancelPayment(order.id, order.payment.intentId);
  }
}
