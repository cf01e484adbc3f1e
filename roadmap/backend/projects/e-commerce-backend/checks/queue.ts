import { randomUUID } from 'node:crypto';
import { anyDate, anyText, check, defineStage, ensure, equal, fail, like, type Api, type Trial } from '#checkKit';
import { asAdmin, deliver, isProblem, newOrder, newProduct, statusOf, stockOf, type Order } from './support/shop';
import { INTENTS, withStripe, type StripeFake } from './support/stripeFake';

type StripeTrial = Trial<StripeFake>;

const SUCCEEDED = 'payment_intent.succeeded';
const FAILED = 'payment_intent.payment_failed';

/** The project's MAIL_DELAY_MS, see `environment` in project.yaml. */
const MAIL_DELAY = 300;
/** Long enough for a second mail to show up, if there is one. */
const SETTLED = 2 * MAIL_DELAY;
/** Short enough to wait for, and long enough to pay in, on a busy machine too. */
const WINDOW_SECONDS = 3;
/** How soon work has to be taken up again, in milliseconds. */
const LIMIT = 15_000;

export const stage = defineStage<StripeFake>({
  environment: { PAYMENT_WINDOW_SECONDS: String(WINDOW_SECONDS) },
  prepare: withStripe,
  passages: {
    confirms: 'When an order is paid, one mail goes to its address.',
    'answers-first': 'The webhook is answered before that',
    'one-mail': 'several events about one payment still make one mail.',
    outbox: 'a mail that went out can be read by the admin (401 for everybody else).',
    'tries-again': 'When Stripe is away, that is tried again.',
    crash:
      'Within 15 seconds, or when their time has come, all of it is done: each mail is in the outbox once, and the goods went back once.',
  },
  checks: [
    check('confirms', 'A paid order is confirmed by mail, and says when', async (trial: StripeTrial) => {
      const { api, eventually, unique } = trial;
      const email = `${unique('ada')}@example.com`;
      const order = await newOrder(trial, await newProduct(trial, { stock: 5 }), email);
      equal('The number of mails for an order that nobody has paid', (await mailsFor(api, order)).length, 0);
      (await api.get(`/orders/${order.id}`)).hasStatus(200).isLike({ confirmationSentAt: null });
      await deliver(api, { type: SUCCEEDED, intentId: order.intentId });
      const [mail] = await eventually(() => hasMails(api, order, 'that was paid'));
      like('The mail in GET /admin/outbox', mail, { orderId: order.id, to: email, subject: anyText, text: anyText, sentAt: anyDate });
      const says = async () => (await api.get(`/orders/${order.id}`)).hasStatus(200).isLike({ confirmationSentAt: anyDate });
      await eventually(says);
    }),

    check('answers-first', 'The webhook is answered before the mail is sent', async (trial: StripeTrial) => {
      const { api, eventually } = trial;
      const product = await newProduct(trial, { stock: 5 });
      // On a busy machine the mail may be out before anybody can look: then it is worth another look.
      for (let look = 1; look <= 5; look++) {
        const order = await newOrder(trial, product);
        const begun = performance.now();
        await deliver(api, { type: SUCCEEDED, intentId: order.intentId });
        if ((await mailsFor(api, order)).length > 0) continue;
        await eventually(() => hasMails(api, order, 'that was paid'));
        const waited = Math.ceil(performance.now() - begun);
        ensure(
          waited >= MAIL_DELAY,
          `A mail was sent ${waited} ms after its order was paid, but the mail server takes ${MAIL_DELAY} (MAIL_DELAY_MS).`,
        );
        return;
      }
      fail(`The mail was sent before the webhook was answered: with MAIL_DELAY_MS=${MAIL_DELAY} Stripe should not have to wait for it.`);
    }),

    check('one-mail', 'Several events about one payment make one mail', async (trial: StripeTrial) => {
      const { api, eventually, pause } = trial;
      const order = await newOrder(trial, await newProduct(trial, { stock: 5 }));
      const another = { type: SUCCEEDED, intentId: order.intentId };
      const event = { id: `evt_${randomUUID()}`, ...another };
      await Promise.all([event, event, another, another].map((one) => deliver(api, one)));
      await eventually(() => hasMails(api, order, 'that was paid'));
      await deliver(api, event);
      await pause(SETTLED);
      equal('The number of mails after five events about one payment', (await mailsFor(api, order)).length, 1);
    }),

    check('outbox', 'Only the admin may read the outbox', async ({ api }: StripeTrial) => {
      isProblem(await api.get('/admin/outbox'), 401, 'since it carries no token');
      const stranger = api.with({ authorization: 'Bearer a-token-that-is-wrong' });
      isProblem(await stranger.get('/admin/outbox'), 401, 'since its token is wrong');
      (await asAdmin(api).get('/admin/outbox')).hasStatus(200);
    }),

    check(
      'tries-again',
      'After a failed payment its PaymentIntent is canceled, even when Stripe is away at first',
      async (trial: StripeTrial) => {
        const { api, defer, eventually, fixture: stripe } = trial;
        const order = await newOrder(trial, await newProduct(trial, { stock: 5 }));
        defer(() => stripe.recovers());
        stripe.hasTrouble('away', `${INTENTS}/${order.intentId}/cancel`, 1);
        await deliver(api, { type: FAILED, intentId: order.intentId });
        await eventually(async () => {
          const status = stripe.intents.get(order.intentId)?.status;
          equal('The status at Stripe of the PaymentIntent of an order that is over', status, 'canceled');
          return Promise.resolve();
        }, LIMIT);
      },
    ),

    check('crash', 'After a crash, mails go out and unpaid orders expire, once each', async (trial: StripeTrial) => {
      const { api, eventually, fixture: stripe, pause, program } = trial;
      const product = await newProduct(trial, { stock: 10 });
      const forgotten = await newProduct(trial, { stock: 2 });
      const unpaid = await newOrder(trial, forgotten);
      equal('The stock of 2 after an order of one', await stockOf(api, forgotten), 1);
      const paid = (order: Order) => deliver(api, { type: SUCCEEDED, intentId: order.intentId });
      const orders = await Promise.all([newOrder(trial, product), newOrder(trial, product), newOrder(trial, product)]);
      // One whose mail is out by then: what was done before a crash is not done again after it.
      const confirmed = await newOrder(trial, product);
      await paid(confirmed);
      await eventually(() => hasMails(api, confirmed, 'that was paid'));
      await Promise.all(orders.map(paid));

      await program.crash();
      await program.start();
      for (const order of orders) {
        equal('The status of a paid order after a crash', await statusOf(api, order), 'paid');
        await eventually(
          () => hasMails(api, order, `whose mail was due when the program crashed, within ${LIMIT / 1_000} seconds,`),
          LIMIT,
        );
      }
      const sent = performance.now();
      await eventually(async () => {
        const what = 'The status of an order that nobody paid within PAYMENT_WINDOW_SECONDS, with a crash in between,';
        equal(what, await statusOf(api, unpaid), 'expired');
      }, LIMIT);
      await eventually(async () => {
        const what = 'The status at Stripe of the PaymentIntent of an order that has expired';
        equal(what, stripe.intents.get(unpaid.intentId)?.status, 'canceled');
        return Promise.resolve();
      }, LIMIT);

      await pause(Math.max(0, sent + SETTLED - performance.now()));
      for (const order of [confirmed, ...orders]) {
        equal('The status of a paid order after its time to be paid has passed', await statusOf(api, order), 'paid');
        equal('The number of mails for one order, with a crash in between,', (await mailsFor(api, order)).length, 1);
      }
      equal('The stock of 2 after an order of one has expired, with a crash in between,', await stockOf(api, forgotten), 2);
    }),
  ],
});

async function mailsFor(api: Api, { id }: Order): Promise<readonly unknown[]> {
  const answer = (await asAdmin(api).get('/admin/outbox')).hasStatus(200);
  const { items } = answer.object;
  ensure(Array.isArray(items), `${answer.name} should have the mails in a list called "items".`);
  return (items as unknown[]).filter((mail) => (mail as { orderId?: unknown } | null)?.orderId === id);
}

/** Holds an order to having a mail. */
async function hasMails(api: Api, order: Order, which: string): Promise<readonly unknown[]> {
  const mails = await mailsFor(api, order);
  ensure(mails.length > 0, `GET /admin/outbox should have a mail for an order ${which} but has none.`);
  return mails;
}
