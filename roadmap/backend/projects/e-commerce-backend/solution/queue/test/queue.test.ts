import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { startProgram } from './support/testProgram.ts';
import {
  ADMIN,
  clientOf,
  eventually,
  forget,
  mailsFor,
  newOrder,
  newProduct,
  sendWebhook,
  startTestShop,
  testConfig,
  type TestShop,
  WEBHOOK_SECRET,
} from './support/testShop.ts';

describe('the confirmation', () => {
  let shop: TestShop;
  before(async () => {
    shop = await startTestShop();
  });
  after(() => shop.close());

  it('goes out after the payment, and the order says when', async () => {
    const { id, payment } = await newOrder(shop, await newProduct(shop, 5, 1_490));
    assert.deepEqual(await mailsFor(shop, id), []);

    await sendWebhook(shop, 'payment_intent.succeeded', payment.intentId);
    await eventually(async () => (await mailsFor(shop, id)).length > 0);

    const [mail] = await mailsFor(shop, id);
    const { body } = await shop.request('GET', `/orders/${id}`);
    assert.equal(mail.to, 'ada@example.com');
    assert.match(mail.text, /Thing: \$14\.90/);
    assert.equal(body.confirmationSentAt, mail.sentAt);
  });

  it('can be looked at by the admin only', async () => {
    assert.equal((await shop.request('GET', '/admin/outbox')).status, 401);
    assert.equal((await shop.request('GET', '/admin/outbox', undefined, ADMIN)).status, 200);
  });
});

describe('a crash in the middle of sending the confirmation', () => {
  it('delays it, and neither loses nor doubles it', async () => {
    // Stripe stays, the shop dies: so the stand-in runs here, and the shop as a process of its own.
    const bystander = await startTestShop();
    const config = testConfig();
    const settings = {
      STRIPE_SECRET_KEY: 'sk_test_stand_in',
      STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
      STRIPE_API_BASE: bystander.stripe.url,
      MAIL_DELAY_MS: '1000',
    };
    const first = startProgram(config, settings);
    try {
      let client = clientOf(await first.url());
      const { id, payment } = await newOrder(client, await newProduct(client, 5));
      await sendWebhook(client, 'payment_intent.succeeded', payment.intentId);
      await sleep(300); // The mail is being sent: not before, not after.
      first.child.kill('SIGKILL');
      await first.ended;

      const second = startProgram(config, settings);
      try {
        client = clientOf(await second.url());
        assert.equal((await client.request('GET', `/orders/${id}`)).body.status, 'paid');
        assert.deepEqual(await mailsFor(client, id), [], 'it was in the middle');

        await eventually(async () => (await mailsFor(client, id)).length > 0, 20_000);
        await sleep(1_500);
        assert.equal((await mailsFor(client, id)).length, 1);
        assert.match(second.output, /taking over a job whose worker is gone/);
      } finally {
        second.child.kill('SIGKILL');
        await second.ended;
      }
    } finally {
      first.child.kill('SIGKILL');
      await bystander.close();
      await forget(config);
    }
  });
});
