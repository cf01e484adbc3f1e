import { randomUUID } from 'node:crypto';
import { anyDate, atOnce, check, defineStage, ensure, equal } from '#checkKit';
import { asAdmin, checkout, hasLocation, newCart, newProduct, stockOf, idOf } from './support/shop';
import { withStripe, type StripeFake } from './support/stripeFake';

export const stage = defineStage<StripeFake>({
  prepare: withStripe,
  checks: [
    check('orders', 'POST /orders answers 201 with the order, which can be read again', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 5, priceInCents: 1_200 });
      const email = `${unique('ada')}@example.com`;
      const answer = await checkout(api, { cartId: await newCart({ api }, { product, quantity: 2 }), email });
      const line = { productId: product.id, name: product.name, unitPriceInCents: 1_200, quantity: 2, lineTotalInCents: 2_400 };
      const order = { status: 'pending', email, items: [line], totalInCents: 2_400, currency: 'usd' };
      answer.hasStatus(201).isLike({ ...order, createdAt: anyDate });
      const id = idOf(answer);
      hasLocation(answer, `/orders/${id}`);
      (await api.get(`/orders/${id}`)).hasStatus(200).isLike({ id, ...order });
      (await api.get(`/orders/${unique('nobody')}`)).hasStatus(404, 'since there is no such order');
    }),

    check('uses-up', 'An order takes its goods from the stock and uses up the cart', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 5 });
      const cartId = await newCart({ api }, { product, quantity: 2 });
      (await checkout(api, { cartId })).hasStatus(201);
      equal('The stock of 5 after an order of 2', await stockOf(api, product), 3);
      (await api.get(`/carts/${cartId}`)).hasStatus(404, 'since the cart has become an order');
    }),

    check('keeps-price', 'An order keeps the prices of the moment it was placed', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 5, priceInCents: 1_000 });
      const id = idOf((await checkout(api, { cartId: await newCart({ api }, { product }) })).hasStatus(201));
      (await asAdmin(api).patch(`/products/${product.id}`, { priceInCents: 9_000 })).hasStatus(200);
      const { object: order } = (await api.get(`/orders/${id}`)).hasStatus(200);
      equal('"totalInCents" of an order of 1000 cents, after the price has become 9000,', order['totalInCents'], 1_000);
    }),

    check('same-key', 'The same request with the same Idempotency-Key is answered with the same order', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 5 });
      const request = { cartId: await newCart({ api }, { product }), key: randomUUID() };
      const first = (await checkout(api, request)).hasStatus(201);
      const again = (await checkout(api, request)).hasStatus(201, 'since it is the same request, with the same Idempotency-Key');
      equal('The id of the order in the second answer', again.object['id'], idOf(first));
      again.hasHeader('Idempotent-Replayed', 'true');
      ensure(first.header('idempotent-replayed') === undefined, 'The first answer should not have the header Idempotent-Replayed.');
      equal('The stock of 5 after the same order was sent twice', await stockOf(api, product), 4);
    }),

    check('at-once', 'Ten equal requests at the same moment are one order', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 50 });
      const request = { cartId: await newCart({ api }, { product }), key: randomUUID() };
      const answers = await atOnce(api, 10, () => checkout(api, request));
      const ids = new Set(answers.map((answer) => idOf(answer.hasStatus(201, 'as for every one of the ten equal requests'))));
      equal('The number of orders that ten equal requests at the same moment have made', ids.size, 1);
      equal('The stock of 50 after ten equal requests for one', await stockOf(api, product), 49);
    }),

    check('other-request', 'An Idempotency-Key that was used for another request is refused with 422', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 5 });
      const key = randomUUID();
      (await checkout(api, { cartId: await newCart({ api }, { product }), key })).hasStatus(201);
      const other = await checkout(api, { cartId: await newCart({ api }, { product }), key });
      other.hasStatus(422, 'since its Idempotency-Key was used with another cart');
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
      keyless.hasStatus(400, 'since it has no Idempotency-Key');
      (await checkout(api, { cartId, email: 'ada' })).hasStatus(422, 'since "ada" is no email address');
      (await checkout(api, { cartId: unique('nobody') })).hasStatus(404, 'since there is no such cart');
      (await checkout(api, { cartId: await newCart({ api }) })).hasStatus(409, 'since the cart is empty');
      equal('The stock after these refusals', await stockOf(api, product), 5);
    }),
  ],
});
