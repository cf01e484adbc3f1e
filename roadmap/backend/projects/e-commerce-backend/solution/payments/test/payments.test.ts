import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
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
    // It keeps the port for the Stripe that comes back: a free one might be taken by another program meanwhile.
    const away = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(away, 'listening');
    const { port } = away.address() as AddressInfo;
    const unlucky = await startTestShop({ STRIPE_API_BASE: `http://127.0.0.1:${port}` });
    try {
      const { id } = await newProduct(unlucky, 5);
      const cart = await newCart(unlucky, id);
      const key = randomUUID();

      const refused = await order(unlucky, cart, key);
      assert.equal(refused.status, 503);
      assert.equal(refused.body.code, 'payment-provider-unavailable');
      assert.equal(await stockOf(unlucky, id), 4, 'the goods stay reserved');

      away.close();
      await once(away, 'close');
      const back = await startStripeFake({ webhookSecret: WEBHOOK_SECRET, port });
      const again = await order(unlucky, cart, key);
      await back.close();
      assert.equal(again.status, 201);
      assert.match(again.body.payment.intentId, /^pi_/);
      assert.equal(await stockOf(unlucky, id), 4, 'and are not taken twice');
    } finally {
      away.close();
      await unlucky.close();
    }
  });
});
