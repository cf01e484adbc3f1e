/** `/webhooks/stripe`: what Stripe tells us. The answer 2xx means "dealt with", anything else means "tell me again". */
import express, { Router } from 'express';
import { methodNotAllowed } from '../http/methodNotAllowed.ts';
import type { Payments } from './payments.ts';
import type { PaymentEvents } from './paymentEvents.ts';

export function webhookRoutes(payments: Payments, events: PaymentEvents): Router {
  const router = Router();
  router
    .route('/stripe')
    // The signature is over the exact bytes. JSON that was parsed and written again is not the same text any more.
    .post(express.raw({ type: () => true, limit: '1mb' }), async (req, res) => {
      const body = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
      const event = payments.readEvent(body, req.get('stripe-signature'));
      res.json({ received: true, outcome: await events.handle(event) });
    })
    .all(methodNotAllowed('POST'));
  return router;
}
