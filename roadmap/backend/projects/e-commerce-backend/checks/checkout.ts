import { randomUUID } from 'node:crypto';
import { anyDate, atOnce, brief, check, defineStage, ensure, equal, like } from '#checkKit';
import { asAdmin, checkout, hasLocation, isProblem, newCart, newProduct, stockOf, idOf } from './support/shop';
import { withStripe, type StripeFake } from './support/stripeFake';

/** Later than a second, in milliseconds. */
const A_SECOND_LATER = 1_100;

/** Why a first checkout works. */
const FIRST = 'since the cart has something in it that is in stock, and the Idempotency-Key is new';

export const stage = defineStage<StripeFake>({
  prepare: withStripe,
  passages: {
    orders: 'The answer is 201 with the order and `Location: /orders/<its id>`',
    'uses-up': 'An order takes its goods from the stock and uses up the cart, which is answered with 404 from now on.',
    'keeps-price': 'It keeps the prices of this moment, whatever happens to the products later.',
    'same-key': 'The same request with the same key, a second later or at the same moment, is answered with 201 and the same order.',
    remembered: 'A key is remembered for a day, also when the program is started anew meanwhile.',
    'at-once': 'The same request with the same key, a second later or at the same moment, is answered with 201 and the same order.',
    'other-request': 'The same key with another cart or another address is a mistake of the client: 422.',
    'one-cart': 'Different keys for one cart still make one order: the cart is used up, so the others are refused with 404 or 409.',
    refuses:
      'Nothing is ordered without a key (400), without a proper email address (422), of a cart that does not exist (404) or is empty (409).',
  },
  checks: [
    check('orders', 'POST /orders answers 201 with the order, which can be read again', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 5, priceInCents: 1_200 });
      const email = `${unique('ada')}@example.com`;
      const answer = await checkout(api, { cartId: await newCart({ api }, { product, quantity: 2 }), email });
      const line = { productId: product.id, name: product.name, unitPriceInCents: 1_200, quantity: 2, lineTotalInCents: 2_400 };
      const order = { status: 'pending', email, items: [line], totalInCents: 2_400, currency: 'usd' };
      answer.hasStatus(201, FIRST).isLike({ ...order, createdAt: anyDate });
      const id = idOf(answer);
      hasLocation(answer, `/orders/${id}`);
      (await api.get(`/orders/${id}`)).hasStatus(200).isLike({ id, ...order, createdAt: answer.object['createdAt'] });
      isProblem(await api.get(`/orders/${unique('nobody')}`), 404, 'since there is no such order');
    }),

    check('uses-up', 'An order takes its goods from the stock and uses up the cart', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 5 });
      const cartId = await newCart({ api }, { product, quantity: 2 });
      (await checkout(api, { cartId })).hasStatus(201, FIRST);
      equal('The stock of 5 after an order of 2', await stockOf(api, product), 3);
      isProblem(await api.get(`/carts/${cartId}`), 404, 'since the cart has become an order');
    }),

    check('keeps-price', 'An order keeps the prices of the moment it was placed', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 5, priceInCents: 1_000 });
      const id = idOf((await checkout(api, { cartId: await newCart({ api }, { product }) })).hasStatus(201, FIRST));
      (await asAdmin(api).patch(`/products/${product.id}`, { priceInCents: 9_000 })).hasStatus(200, 'since the admin may change a price');
      const { object: order } = (await api.get(`/orders/${id}`)).hasStatus(200);
      const line = { productId: product.id, unitPriceInCents: 1_000, quantity: 1, lineTotalInCents: 1_000 };
      like('An order of 1000 cents, after the price has become 9000,', order, { items: [line], totalInCents: 1_000 });
    }),

    check('same-key', 'The same request with the same Idempotency-Key is answered with the same order', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 5 });
      const request = { cartId: await newCart({ api }, { product }), key: unique('order-1/of_ada:') };
      const first = (await checkout(api, request)).hasStatus(201, 'since the key is of its own choice');
      const again = (await checkout(api, request)).hasStatus(201, 'since it is the same request, with the same Idempotency-Key');
      equal('The id of the order in the second answer', again.object['id'], idOf(first));
      const items = [{ productId: product.id, unitPriceInCents: product.priceInCents, quantity: 1 }];
      again.isLike({ items, totalInCents: product.priceInCents, createdAt: first.object['createdAt'] });
      again.hasHeader('Idempotent-Replayed', 'true');
      ensure(first.header('idempotent-replayed') === undefined, 'The first answer should not have the header Idempotent-Replayed.');
      equal('The stock of 5 after the same order was sent twice', await stockOf(api, product), 4);
    }),

    check('remembered', 'A key is still remembered after a restart', async ({ api, pause, program, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 5 });
      const request = { cartId: await newCart({ api }, { product }), key: randomUUID() };
      const first = (await checkout(api, request)).hasStatus(201, FIRST);
      const ordered = performance.now();
      await program.restart();
      await pause(Math.max(0, ordered + A_SECOND_LATER - performance.now()));
      const again = await checkout(api, request);
      again.hasStatus(201, 'since its Idempotency-Key is remembered for a day, also by a program that was started anew');
      equal('The id of the order in the second answer', again.object['id'], idOf(first));
      again.hasHeader('Idempotent-Replayed', 'true');
      equal('The stock of 5 after the same order was sent twice', await stockOf(api, product), 4);
    }),

    check('at-once', 'Ten equal requests at the same moment are one order', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 50 });
      const request = { cartId: await newCart({ api }, { product }), key: randomUUID() };
      const answers = await atOnce(api, 10, () => checkout(api, request));
      const ids = new Set(answers.map((answer) => idOf(answer.hasStatus(201, 'as for every one of the ten equal requests'))));
      equal('The number of orders that ten equal requests at the same moment have made', ids.size, 1);
      const replayed = answers.filter((answer) => answer.header('idempotent-replayed') === 'true').length;
      equal('The number of answers with Idempotent-Replayed: true, to ten equal requests at the same moment,', replayed, 9);
      equal('The stock of 50 after ten equal requests for one', await stockOf(api, product), 49);
    }),

    check('other-request', 'An Idempotency-Key that was used for another request is refused with 422', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 5 });
      const key = randomUUID();
      const request = { cartId: await newCart({ api }, { product }), key };
      (await checkout(api, request)).hasStatus(201, FIRST);
      const other = await checkout(api, { cartId: await newCart({ api }, { product }), key });
      isProblem(other, 422, 'since its Idempotency-Key was used with another cart');
      const elsewhere = await checkout(api, { ...request, email: 'bob@example.com' });
      isProblem(elsewhere, 422, 'since its Idempotency-Key was used with another address');
      equal('The stock of 5 after an order of one and a refused request', await stockOf(api, product), 4);
    }),

    check('one-cart', 'Of ten checkouts of one cart with different keys, one succeeds', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 50 });
      const cartId = await newCart({ api }, { product });
      const answers = await atOnce(api, 10, () => checkout(api, { cartId }));
      for (const answer of answers) answer.hasStatus([201, 404, 409], 'since the cart is used up by the first');
      const sold = answers.filter(({ status }) => status === 201).length;
      equal('The number of orders made of one cart by ten checkouts at the same moment', sold, 1);
      equal('The stock of 50 after one of them', await stockOf(api, product), 49);
    }),

    check('refuses', 'Without a key, an email address, or a cart with something in it, nothing is ordered', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 5 });
      const cartId = await newCart({ api }, { product });
      const keyless = await api.post('/orders', { cartId, email: 'ada@example.com' });
      isProblem(keyless, 400, 'since it has no Idempotency-Key');
      for (const email of ['ada', '', 'a b@@c', 'ada@', '@example.com']) {
        isProblem(await checkout(api, { cartId, email }), 422, `since ${brief(email)} is no email address`);
      }
      const silent = await api.post('/orders', { cartId }, { headers: { 'idempotency-key': randomUUID() } });
      isProblem(silent, 422, 'since it has no email address');
      isProblem(await checkout(api, { cartId: unique('nobody') }), 404, 'since there is no such cart');
      isProblem(await checkout(api, { cartId: await newCart({ api }) }), 409, 'since the cart is empty');
      equal('The stock after these refusals', await stockOf(api, product), 5);
    }),
  ],
});
