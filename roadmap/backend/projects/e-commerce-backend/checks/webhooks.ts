import { randomUUID } from 'node:crypto';
import { check, defineStage, equal, Gate, openConnections, type Answer, type Trial } from '#checkKit';
import {
  accepted,
  checkout,
  deliver,
  eventText,
  isProblem,
  newCart,
  newOrder,
  newProduct,
  now,
  sendToWebhook,
  signatureOf,
  statusOf,
  stockOf,
  type Order,
} from './support/shop';
import { withStripe, type StripeFake } from './support/stripeFake';

type StripeTrial = Trial<StripeFake>;

const SUCCEEDED = 'payment_intent.succeeded';
const FAILED = 'payment_intent.payment_failed';
const CANCELED = 'payment_intent.canceled';

export const stage = defineStage<StripeFake>({
  prepare: withStripe,
  passages: {
    paid: 'The order is the one whose `payment.intentId` is the id in `data.object`.',
    forged:
      'A webhook is refused with 400 and changes nothing when it has no such signature, when the signature is not the right one, or when it was',
    tampered: 'over the time, a dot, and the body exactly as it was sent',
    stale: 'or when it was signed more than five minutes ago: then somebody may be repeating what they once overheard.',
    'exact-bytes': 'JSON that was read and written again is not the same text any more.',
    'counts-once': 'So events come twice, even at the same moment, and goods that went back twice would be sold twice.',
    canceled: '| `payment_intent.canceled`       | becomes `cancelled`            | go back into the stock |',
    late: 'A failure that arrives after the payment does not undo it.',
    others: 'Other types of events, and payments that are not yours, are accepted with 200 and change nothing.',
  },
  checks: [
    check('paid', 'A signed payment_intent.succeeded makes its order paid', async (trial: StripeTrial) => {
      const { api } = trial;
      const product = await newProduct(trial, { stock: 5 });
      const [order, other] = [await newOrder(trial, product), await newOrderOf(trial)];
      await deliver(api, { type: SUCCEEDED, intentId: order.intentId });
      equal('The status of the order that was paid', await statusOf(api, order), 'paid');
      equal('The status of an order that nobody has paid', await statusOf(api, other), 'pending');
      equal('The stock of 5 after an order of one was paid', await stockOf(api, product), 4);
    }),

    check('forged', 'A webhook without a signature by the right secret is refused with 400', async (trial: StripeTrial) => {
      const { api } = trial;
      const order = await newOrderOf(trial);
      const payload = eventText({ type: SUCCEEDED, intentId: order.intentId });
      const hex = '0123456789abcdef'.repeat(4);
      for (const [signature, why] of [
        [undefined, 'it is not signed'],
        ['', 'its signature is empty'],
        [`t=${now()}`, 'its signature has no v1'],
        [`t=${now()},v1=${hex}`, 'its signature is made up'],
        [signatureOf(payload, { secret: 'whsec_guessed' }), 'it is signed with another secret'],
        [signatureOf(payload, { secret: '' }), 'it is signed with an empty secret'],
      ] as const) {
        await isRefused(trial, order, await sendToWebhook(api, payload, signature), why);
      }
    }),

    check('tampered', 'A webhook that was changed after it was signed is refused with 400', async (trial: StripeTrial) => {
      const { api } = trial;
      const [cheap, order] = [await newOrderOf(trial), await newOrderOf(trial)];
      const payload = eventText({ type: SUCCEEDED, intentId: cheap.intentId });
      const signature = signatureOf(payload);
      const changed = payload.replace(cheap.intentId, order.intentId);
      await isRefused(trial, order, await sendToWebhook(api, changed, signature), 'its body was changed after it was signed');
      const late = signature.replace(/t=\d+/, `t=${now() + 1}`);
      await isRefused(trial, cheap, await sendToWebhook(api, payload, late), 'its time was changed after it was signed');
    }),

    check('stale', 'A webhook that was signed more than five minutes ago is refused with 400', async (trial: StripeTrial) => {
      const { api } = trial;
      const order = await newOrderOf(trial);
      const payload = eventText({ type: SUCCEEDED, intentId: order.intentId });
      const stale = await sendToWebhook(api, payload, signatureOf(payload, { time: now() - 360 }));
      await isRefused(trial, order, stale, 'it was signed six minutes ago, and somebody may be repeating it');
      const recent = await sendToWebhook(api, payload, signatureOf(payload, { time: now() - 240 }));
      accepted(recent, 'it was signed four minutes ago, and five are allowed');
      equal('The status of an order whose event was four minutes on its way', await statusOf(api, order), 'paid');
    }),

    check('exact-bytes', 'The signature is checked over the body as it was sent', async (trial: StripeTrial) => {
      const { api } = trial;
      const order = await newOrderOf(trial);
      // JSON that no program writes like this: read and written anew it would be another text.
      const payload = eventText({ type: SUCCEEDED, intentId: order.intentId })
        .replace('{', '{\n  "note" : "caf\\u00e9 \u{1F4B6}",   ')
        .replaceAll(':', ' : ');
      const answer = await sendToWebhook(api, payload, signatureOf(payload));
      accepted(answer, 'the signature is right for these bytes, blanks and all');
      equal('The status of the order', await statusOf(api, order), 'paid');
    }),

    check('counts-once', 'A failed payment puts the goods back once, however often its event comes', async (trial: StripeTrial) => {
      const { api } = trial;
      const product = await newProduct(trial, { stock: 2 });
      const order = await newOrder(trial, product);
      const event = { id: `evt_${randomUUID()}`, type: FAILED, intentId: order.intentId };
      await deliver(api, event);
      equal('The status of the order', await statusOf(api, order), 'payment_failed');
      equal('The stock of 2 after an order of one that was not paid', await stockOf(api, product), 2);
      await deliver(api, event);
      equal('The stock of 2 after the same event came twice', await stockOf(api, product), 2);
      await deliver(api, { type: CANCELED, intentId: order.intentId });
      equal('The stock of 2 after the failed payment was canceled too', await stockOf(api, product), 2);

      const another = await newOrder(trial, product);
      const twin = { id: `evt_${randomUUID()}`, type: FAILED, intentId: another.intentId };
      await openConnections(api, 5);
      const gate = new Gate(5);
      await Promise.all(Array.from({ length: 5 }, () => deliver(api, twin, gate)));
      equal('The stock of 2 after the same event came five times at the same moment', await stockOf(api, product), 2);
      const next = await checkout(api, { cartId: await newCart(trial, { product, quantity: 2 }) });
      next.hasStatus(201, 'since the goods are on the shelf again');
    }),

    check('canceled', 'A canceled payment ends its order and puts the goods back', async (trial: StripeTrial) => {
      const { api } = trial;
      const product = await newProduct(trial, { stock: 2 });
      const order = await newOrder(trial, product);
      await deliver(api, { type: CANCELED, intentId: order.intentId });
      equal('The status of an order whose payment was canceled', await statusOf(api, order), 'cancelled');
      equal('The stock of 2 after an order of one that was canceled', await stockOf(api, product), 2);
      await deliver(api, { type: SUCCEEDED, intentId: order.intentId });
      equal('The status of a canceled order after late money', await statusOf(api, order), 'refund_due');
      equal('The stock of 2 after late money for a canceled order', await stockOf(api, product), 2);
    }),

    check('late', 'A late failure does not undo a payment, and late money is a refund due', async (trial: StripeTrial) => {
      const { api } = trial;
      const product = await newProduct(trial, { stock: 10 });
      const [paid, failed] = [await newOrder(trial, product), await newOrder(trial, product)];
      await deliver(api, { type: SUCCEEDED, intentId: paid.intentId });
      await deliver(api, { type: FAILED, intentId: paid.intentId });
      equal('The status of a paid order after a late payment_failed', await statusOf(api, paid), 'paid');
      await deliver(api, { type: CANCELED, intentId: paid.intentId });
      equal('The status of a paid order after a late payment_intent.canceled', await statusOf(api, paid), 'paid');
      equal('The stock of 10 with two orders of one', await stockOf(api, product), 8);
      await deliver(api, { type: FAILED, intentId: failed.intentId });
      await deliver(api, { type: SUCCEEDED, intentId: failed.intentId });
      equal('The status of an order that is paid after its goods went back', await statusOf(api, failed), 'refund_due');
      equal('The stock of 10 with one paid order, and one whose goods went back', await stockOf(api, product), 9);
    }),

    check('others', 'An event about something else is accepted and changes nothing', async (trial: StripeTrial) => {
      const { api } = trial;
      const order = await newOrderOf(trial);
      await deliver(api, { type: 'payment_intent.created', intentId: order.intentId });
      await deliver(api, { type: SUCCEEDED, intentId: trial.unique('pi_of_another_shop_') });
      await deliver(api, { type: 'customer.created', intentId: trial.unique('cus_') });
      equal('The status of an order after events that are not about its payment', await statusOf(api, order), 'pending');
    }),
  ],
});

/** An order that waits for its money. */
const newOrderOf = async (trial: StripeTrial): Promise<Order> => newOrder(trial, await newProduct(trial, { stock: 5 }));

async function isRefused({ api }: StripeTrial, order: Order, answer: Answer, why: string): Promise<void> {
  isProblem(answer, 400, `since ${why}`);
  equal(`The status of an order after a webhook that was refused, since ${why},`, await statusOf(api, order), 'pending');
}
