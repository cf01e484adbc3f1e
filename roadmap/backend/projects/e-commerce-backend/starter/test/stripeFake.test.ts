/** The stand-in for Stripe, used through Stripe's own client: you can rely on it when you build the payments. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { startStripeFake, type StripeFake } from '../dev/stripe-fake/stripeFake.ts';

const secret = 'whsec_for_this_test';

describe('the stand-in for Stripe', () => {
  let fake: StripeFake;
  let stripe: Stripe;
  before(async () => {
    fake = await startStripeFake({ webhookSecret: secret });
    const { hostname, port } = new URL(fake.url);
    stripe = new Stripe('sk_test_stand_in', { host: hostname, port, protocol: 'http', maxNetworkRetries: 0 });
  });
  after(() => fake.close());

  it('creates a PaymentIntent and finds it again', async () => {
    const created = await stripe.paymentIntents.create({ amount: 1490, currency: 'usd', metadata: { orderId: '42' } });
    const found = await stripe.paymentIntents.retrieve(created.id);

    assert.equal(created.status, 'requires_payment_method');
    assert.equal(found.amount, 1490);
    assert.equal(found.metadata['orderId'], '42');
    assert.ok(found.client_secret?.startsWith(created.id));
  });

  it('creates one PaymentIntent for one idempotency key', async () => {
    const params = { amount: 500, currency: 'usd' };
    const first = await stripe.paymentIntents.create(params, { idempotencyKey: 'order-1' });
    const second = await stripe.paymentIntents.create(params, { idempotencyKey: 'order-1' });

    assert.equal(second.id, first.id);
    await assert.rejects(
      stripe.paymentIntents.create({ ...params, amount: 501 }, { idempotencyKey: 'order-1' }),
      Stripe.errors.StripeIdempotencyError,
    );
  });

  it('refuses what Stripe refuses', async () => {
    await assert.rejects(stripe.paymentIntents.create({ amount: 10, currency: 'usd' }), { code: 'amount_too_small' });
    await assert.rejects(stripe.paymentIntents.retrieve('pi_unknown'), { code: 'resource_missing' });
    const { id } = await stripe.paymentIntents.create({ amount: 500, currency: 'usd' });
    await stripe.paymentIntents.cancel(id);
    await assert.rejects(stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' }), {
      code: 'payment_intent_unexpected_state',
    });
  });

  it('sends signed webhooks, again when the first one is not accepted', async () => {
    const received: string[] = [];
    const receiver = createServer((req, res) => {
      const chunks: Buffer[] = [];
      req.on('data', (chunk: Buffer) => chunks.push(chunk));
      req.on('end', () => {
        const signature = req.headers['stripe-signature'] ?? '';
        const event = stripe.webhooks.constructEvent(Buffer.concat(chunks), signature, secret);
        received.push(event.type);
        res.writeHead(received.length === 1 ? 500 : 200).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    fake.sendWebhooksTo(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}`);

    const { id } = await stripe.paymentIntents.create({ amount: 500, currency: 'usd' });
    await assert.rejects(stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_chargeDeclined' }), {
      code: 'card_declined',
    });
    await fake.settled();
    const paid = await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' });
    await fake.settled();
    receiver.close();

    assert.equal(paid.status, 'succeeded');
    assert.deepEqual(received, [
      'payment_intent.payment_failed',
      'payment_intent.payment_failed',
      'payment_intent.succeeded',
    ]);
  });
});
