import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import {
  eventually,
  mailsFor,
  newCart,
  newOrder,
  newProduct,
  order,
  sendWebhook,
  startTestShop,
  stockOf,
  type TestShop,
} from './support/testShop.ts';

describe('webhooks', () => {
  let shop: TestShop;
  let product: { id: string };
  before(async () => {
    shop = await startTestShop();
    product = await newProduct(shop, 1_000);
  });
  after(() => shop.close());

  const statusOf = async (id: string): Promise<string> => (await shop.request('GET', `/orders/${id}`)).body.status;

  it('make an order paid', async () => {
    const { id, payment } = await newOrder(shop, product);
    const { status, body } = await sendWebhook(shop, 'payment_intent.succeeded', payment.intentId);

    assert.equal(status, 200);
    assert.deepEqual(body, { received: true, outcome: 'handled' });
    assert.equal(await statusOf(id), 'paid');
  });

  it('are believed only when Stripe has signed them, and not long ago', async () => {
    const { id, payment } = await newOrder(shop, product);
    const tenMinutesAgo = Math.floor(Date.now() / 1000) - 600;
    const fakes = await Promise.all([
      sendWebhook(shop, 'payment_intent.succeeded', payment.intentId, { secret: 'whsec_guessed' }),
      sendWebhook(shop, 'payment_intent.succeeded', payment.intentId, { timestamp: tenMinutesAgo }),
      shop.request('POST', '/webhooks/stripe', { type: 'payment_intent.succeeded' }),
      shop.request('POST', '/webhooks/stripe', '', { 'stripe-signature': 't=1,v1=00' }),
    ]);

    for (const { status, body } of fakes) {
      assert.equal(status, 400);
      assert.equal(body.code, 'invalid-signature');
    }
    assert.equal(await statusOf(id), 'pending');
  });

  it('may come several times: one payment, one mail', async () => {
    const { id, payment } = await newOrder(shop, product);
    const event = { id: `evt_${randomUUID()}` };
    const first = await sendWebhook(shop, 'payment_intent.succeeded', payment.intentId, event);
    const second = await sendWebhook(shop, 'payment_intent.succeeded', payment.intentId, event);
    await Promise.all(
      Array.from({ length: 5 }, () => sendWebhook(shop, 'payment_intent.succeeded', payment.intentId)),
    );

    assert.equal(first.body.outcome, 'handled');
    assert.equal(second.status, 200);
    assert.equal(second.body.outcome, 'duplicate');
    assert.equal(await statusOf(id), 'paid');
    await eventually(async () => (await mailsFor(shop, id)).length > 0);
    assert.equal((await mailsFor(shop, id)).length, 1);
  });

  it('put the goods back when the payment failed, once', async () => {
    const { id: rare } = await newProduct(shop, 1);
    const { id, payment } = await newOrder(shop, { id: rare });
    assert.equal(await stockOf(shop, rare), 0);

    await Promise.all(
      Array.from({ length: 5 }, () => sendWebhook(shop, 'payment_intent.payment_failed', payment.intentId)),
    );

    assert.equal(await statusOf(id), 'payment_failed');
    assert.equal(await stockOf(shop, rare), 1);
    assert.equal((await order(shop, await newCart(shop, rare))).status, 201, 'somebody else can have it');
  });

  it('may come late: a failure does not undo a payment', async () => {
    const { id, payment } = await newOrder(shop, product);
    const stock = await stockOf(shop, product.id);
    await sendWebhook(shop, 'payment_intent.succeeded', payment.intentId);
    const late = await sendWebhook(shop, 'payment_intent.payment_failed', payment.intentId);

    assert.equal(late.status, 200);
    assert.equal(await statusOf(id), 'paid');
    assert.equal(await stockOf(shop, product.id), stock);
  });

  it('may bring money for goods that are gone: then a person has to look', async () => {
    const { id, payment } = await newOrder(shop, product);
    await sendWebhook(shop, 'payment_intent.payment_failed', payment.intentId);
    await sendWebhook(shop, 'payment_intent.succeeded', payment.intentId);

    assert.equal(await statusOf(id), 'refund_due');
    assert.deepEqual(await mailsFor(shop, id), []);
  });

  it('cancel an order whose PaymentIntent was canceled', async () => {
    const { id, payment } = await newOrder(shop, product);
    await sendWebhook(shop, 'payment_intent.canceled', payment.intentId);
    assert.equal(await statusOf(id), 'cancelled');
  });

  it('are accepted and ignored when they are about something else', async () => {
    const unknownType = await sendWebhook(shop, 'customer.created', 'cus_1');
    const unknownIntent = await sendWebhook(shop, 'payment_intent.succeeded', 'pi_of_another_shop');

    assert.deepEqual(unknownType.body, { received: true, outcome: 'ignored' });
    assert.deepEqual(unknownIntent.body, { received: true, outcome: 'ignored' });
    assert.equal(unknownIntent.status, 200);
  });

  it('work with the stand-in for Stripe from beginning to end', async () => {
    const pay = (intentId: string, card: string): Promise<Response> =>
      fetch(`${shop.stripe.url}/v1/payment_intents/${intentId}/confirm`, {
        method: 'POST',
        headers: { authorization: 'Bearer sk_test_stand_in' },
        body: new URLSearchParams({ payment_method: card }),
      });
    const lucky = await newOrder(shop, product);
    const declined = await newOrder(shop, product);

    await pay(lucky.payment.intentId, 'pm_card_visa');
    await pay(declined.payment.intentId, 'pm_card_chargeDeclined');
    await shop.stripe.settled();

    assert.equal(await statusOf(lucky.id), 'paid');
    assert.equal(await statusOf(declined.id), 'payment_failed');
  });
});

describe('an order that nobody pays', () => {
  it('expires, gives its goods back, and can no longer be paid', async () => {
    const shop = await startTestShop({ PAYMENT_WINDOW_SECONDS: '1' });
    try {
      const { id: rare } = await newProduct(shop, 1);
      const { id, payment } = await newOrder(shop, { id: rare });

      await eventually(async () => (await shop.request('GET', `/orders/${id}`)).body.status === 'expired');

      assert.equal(await stockOf(shop, rare), 1);
      await eventually(async () => {
        const intent = await fetch(`${shop.stripe.url}/v1/payment_intents/${payment.intentId}`, {
          headers: { authorization: 'Bearer sk_test_stand_in' },
        });
        return ((await intent.json()) as { status: string }).status === 'canceled';
      });
    } finally {
      await shop.close();
    }
  });
});
