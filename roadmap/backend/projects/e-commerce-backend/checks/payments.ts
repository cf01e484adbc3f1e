import { randomUUID } from 'node:crypto';
import { atOnce, brief, check, defineStage, ensure, equal, fail, type Answer, type Trial } from '#checkKit';
import { asAdmin, checkout, isProblem, newCart, newProduct, stockOf, idOf, type Checkout } from './support/shop';
import { INSIDE_INFORMATION, INTENTS, withStripe, type Intent, type StripeFake } from './support/stripeFake';

type StripeTrial = Trial<StripeFake>;

export const stage = defineStage<StripeFake>({
  prepare: withStripe,
  passages: {
    asks: '(`POST /v1/payment_intents`) with the `amount` in cents, the `currency` and the id of the order as `metadata[orderId]`.',
    'after-placing': 'After an order is placed (for one that is refused, nothing is asked of Stripe)',
    once: 'One order has one PaymentIntent, also when ten equal checkouts come at the same moment',
    'lost-answer':
      "One order has one PaymentIntent, also when ten equal checkouts come at the same moment, and also when Stripe's answer gets lost and somebody asks again.",
    away: 'When Stripe cannot be reached, or answers with 500, the client gets 503 with a `Retry-After` in seconds.',
    discreet: 'What Stripe said is for the log: neither it nor your key is told to the client.',
  },
  checks: [
    check('asks', 'Checkout asks Stripe for what the order costs, and the order tells how to pay', async (trial: StripeTrial) => {
      const { api, fixture: stripe } = trial;
      const product = await newProduct(trial, { stock: 5, priceInCents: 1_250 });
      const answer = await order(trial, { cartId: await newCart(trial, { product, quantity: 3 }) });
      const intent = intentOf(answer, stripe);
      equal('The amount of the PaymentIntent for 3 at 1250 cents', intent.amount, 3_750);
      equal('The currency of the PaymentIntent', intent.currency, 'usd');
      equal('"orderId" in the metadata of the PaymentIntent', intent.metadata['orderId'], String(idOf(answer)));
      const payment = { intentId: intent.id, clientSecret: intent.client_secret };
      answer.isLike({ payment });
      (await api.get(`/orders/${idOf(answer)}`)).hasStatus(200).isLike({ payment });
    }),

    check('after-placing', 'A checkout that is refused asks Stripe for nothing', async (trial: StripeTrial) => {
      const { api, fixture: stripe } = trial;
      const product = await newProduct(trial, { stock: 1 });
      const cartId = await newCart(trial, { product });
      await order(trial, { cartId: await newCart(trial, { product }) });
      const begun = stripe.intents.size;
      isProblem(await checkout(api, { cartId }), 409, 'since its only product is sold out');
      equal('The number of PaymentIntents that were created for a checkout that was refused', stripe.intents.size - begun, 0);
    }),

    check('once', 'Ten equal checkouts at the same moment begin one payment', async (trial: StripeTrial) => {
      const product = await newProduct(trial, { stock: 5 });
      const request = { cartId: await newCart(trial, { product }), key: randomUUID() };
      const answers = await atOnce(trial.api, 10, () => order(trial, request));
      for (const answer of answers) hasOnePayment(answer, trial.fixture);
    }),

    check('lost-answer', "When Stripe's answer gets lost, asking again begins no second payment", async (trial: StripeTrial) => {
      const { api, defer, fixture: stripe } = trial;
      const product = await newProduct(trial, { stock: 5 });
      const request = { cartId: await newCart(trial, { product }), key: randomUUID() };
      defer(() => stripe.recovers());
      // All of them, since Stripe's own client asks again by itself.
      stripe.hasTrouble('loses-answers', INTENTS, 100);
      (await checkout(api, request)).hasStatus(503, "since Stripe's answer got lost");
      stripe.recovers();
      const answer = await order(trial, request);
      hasOnePayment(answer, stripe);
      equal('The stock of 5 after this one order', await stockOf(api, product), 4);
    }),

    check(
      'away',
      'While Stripe is away the answer is 503 and the goods stay reserved; asking again finishes it',
      async (trial: StripeTrial) => {
        const { api, defer, fixture: stripe } = trial;
        const product = await newProduct(trial, { stock: 5, priceInCents: 1_000 });
        const request = { cartId: await newCart(trial, { product }), key: randomUUID() };
        defer(() => stripe.recovers());
        stripe.hasTrouble('away', INTENTS, 100);
        const away = isProblem(await checkout(api, request), 503, 'since Stripe answers 500');
        away.hasHeader('Retry-After', /^\d+$/);
        equal('The stock of 5 while Stripe is away in the middle of an order', await stockOf(api, product), 4);
        (await asAdmin(api).patch(`/products/${product.id}`, { priceInCents: 9_000 })).hasStatus(200, 'since the admin may change a price');

        stripe.recovers();
        const answer = await order(trial, request);
        hasOnePayment(answer, stripe);
        equal(
          'The amount of the payment, for an order of 1000 cents whose price has changed since,',
          intentOf(answer, stripe).amount,
          1_000,
        );
        equal('The stock of 5 after the same order was sent again', await stockOf(api, product), 4);
      },
    ),

    check('discreet', "A client is not told what Stripe said, nor the program's key", async (trial: StripeTrial) => {
      const { api, defer, fixture: stripe } = trial;
      const product = await newProduct(trial, { stock: 5 });
      defer(() => stripe.recovers());
      stripe.hasTrouble('away', INTENTS, 100);
      const answer = await checkout(api, { cartId: await newCart(trial, { product }) });
      isProblem(answer, 503, 'since Stripe answers 500');
      const sent = [answer.text, JSON.stringify(answer.headers)].join('\n');
      ensure(!sent.includes(INSIDE_INFORMATION), `${answer.name} repeats what Stripe said: that is for the log, not for a client.`);
      ensure(!sent.includes('sk_test'), `${answer.name} tells the key of STRIPE_SECRET_KEY to the client.`);
    }),
  ],
});

/** Holds a checkout to 201. When Stripe has refused what the program asked, that is the reason to name. */
async function order({ api, fixture: stripe }: StripeTrial, request: Checkout): Promise<Answer> {
  const earlier = stripe.refusals.length;
  const answer = await checkout(api, request);
  const [refusal] = stripe.refusals.slice(earlier);
  if (answer.status !== 201 && refusal !== undefined) fail(`Stripe refused what the program asked of it: ${refusal}.`);
  return answer.hasStatus(201, 'since the cart has something in it that is in stock, and Stripe is there');
}

/** The PaymentIntent that an order names. */
function intentOf(answer: Answer, stripe: StripeFake): Intent {
  const payment = answer.object['payment'] as { intentId?: unknown } | null | undefined;
  const intentId = payment?.intentId;
  ensure(typeof intentId === 'string', `${answer.name} should tell how to pay, in "payment.intentId", but "payment" is ${brief(payment)}.`);
  const intent = stripe.intents.get(intentId);
  return intent ?? fail(`${answer.name} names the PaymentIntent "${intentId}", but at STRIPE_API_BASE there is no such PaymentIntent.`);
}

/** Holds an order to a payment of its own, and to no other. */
function hasOnePayment(answer: Answer, stripe: StripeFake): void {
  const { metadata } = intentOf(answer, stripe);
  // What is in metadata is text.
  const id = String(idOf(answer));
  equal('"orderId" in the metadata of the PaymentIntent', metadata['orderId'], id);
  equal('The number of PaymentIntents at Stripe for one order', stripe.intentsOf(id).length, 1);
}
