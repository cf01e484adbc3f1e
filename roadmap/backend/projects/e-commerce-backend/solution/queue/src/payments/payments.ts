/** Everything the shop asks Stripe for. The rest of the code does not know that it is Stripe. */
import Stripe from 'stripe';
import type { StripeConfig } from '../config.ts';
import { Problem } from '../http/problem.ts';
import type { Order } from '../orders/order.ts';

export interface Payments {
  /** Creates the PaymentIntent of an order. Asked twice, it gives the same one. */
  begin(order: Order): Promise<{ intentId: string; clientSecret: string }>;
  /** Makes sure that nobody can pay any more. */
  cancel(intentId: string): Promise<void>;
  /** Checks the signature of a webhook and gives back what it says. Throws when it is not from Stripe. */
  readEvent(rawBody: Buffer, signature: string | undefined): Stripe.Event;
}

export function createPayments(config: StripeConfig): Payments {
  const stripe = new Stripe(config.secretKey, {
    maxNetworkRetries: 2,
    timeout: 8_000,
    ...(config.apiBase === undefined ? {} : addressOf(config.apiBase)),
  });

  return {
    async begin(order) {
      try {
        const intent = await stripe.paymentIntents.create(
          { amount: order.totalInCents, currency: order.currency, receipt_email: order.email, metadata: { orderId: order.id } },
          // If the answer is lost on the way, Stripe gives the same PaymentIntent when we ask again.
          { idempotencyKey: `order-${order.id}` },
        );
        if (intent.client_secret === null) throw new Error(`The PaymentIntent ${intent.id} has no client secret.`);
        return { intentId: intent.id, clientSecret: intent.client_secret };
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeError)) throw error;
        throw new Problem(
          503,
          'payment-provider-unavailable',
          'The payment could not be started. Your goods are reserved: send the same request again, with the same Idempotency-Key.',
          { headers: { 'Retry-After': '5' }, cause: error },
        );
      }
    },

    async cancel(intentId) {
      try {
        await stripe.paymentIntents.cancel(intentId, { cancellation_reason: 'abandoned' });
      } catch (error) {
        // It is paid or canceled already. If paid, the webhook tells us.
        if (error instanceof Stripe.errors.StripeError && error.code === 'payment_intent_unexpected_state') return;
        throw error;
      }
    },

    readEvent(rawBody, signature) {
      try {
        // Also refuses events that were signed more than five minutes ago, so that nobody can replay an old one.
        return stripe.webhooks.constructEvent(rawBody, signature ?? '', config.webhookSecret);
      } catch (error) {
        throw new Problem(400, 'invalid-signature', 'This is not a webhook signed by Stripe.', { cause: error });
      }
    },
  };
}

function addressOf(apiBase: string): { host: string; port: string; protocol: 'http' | 'https' } {
  const { hostname, port, protocol } = new URL(apiBase);
  const isHttps = protocol === 'https:';
  return { host: hostname, port: port || (isHttps ? '443' : '80'), protocol: isHttps ? 'https' : 'http' };
}
