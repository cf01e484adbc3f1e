import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import Stripe from 'stripe';
import { startStripeFake } from '../dev/stripe-fake/stripeFake.ts';
import { newCart, newProduct, order, startTestShop, stockOf, type TestShop, WEBHOOK_SECRET } from './support/testShop.ts';

describe('payments', () => {
  let shop: TestShop;
  before(async () => {
    shop = await startTestShop();
  });
  after(() => shop.close());

  it('asks Stripe for exactly what the order costs', async () => {
    const { id } = await newProduct(shop, 5, 1_250);
    const { body } = await order(shop, await newCart(shop, id, 3));

    const { hostname, port } = new URL(shop.stripe.url);
    const stripe = new Stripe('sk_test_stand_in', { host: hostname, port, protocol: 'http' });
    const intent = await stripe.paymentIntents.retrieve(body.payment.intentId);
    assert.equal(intent.amount, 3_750);
    assert.equal(intent.currency, 'usd');
    assert.equal(intent.metadata['orderId'], body.id);
    assert.equal(intent.client_secret, body.payment.clientSecret);
  });

  it('keeps the order when Stripe is away, and begins the payment when the client asks again', async () => {
    const stripe = await startStripeFake({ webhookSecret: WEBHOOK_SECRET });
    const port = Number(new URL(stripe.url).port);
    const unlucky = await startTestShop({ STRIPE_API_BASE: stripe.url });
    try {
      const { id } = await newProduct(unlucky, 5);
      const cart = await newCart(unlucky, id);
      const key = randomUUID();

      await stripe.close();
      const away = await order(unlucky, cart, key);
      assert.equal(away.status, 503);
      assert.equal(away.body.code, 'payment-provider-unavailable');
      assert.equal(await stockOf(unlucky, id), 4, 'the goods stay reserved');

      const back = await startStripeFake({ webhookSecret: WEBHOOK_SECRET, port });
      const again = await order(unlucky, cart, key);
      await back.close();
      assert.equal(again.status, 201);
      assert.match(again.body.payment.intentId, /^pi_/);
      assert.equal(await stockOf(unlucky, id), 4, 'and are not taken twice');
    } finally {
      await unlucky.close();
    }
  });
});
