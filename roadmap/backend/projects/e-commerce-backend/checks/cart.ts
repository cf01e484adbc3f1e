import { anyDate, atOnce, brief, check, defineStage, ensure, equal, like, listOf } from '#checkKit';
import { asAdmin, hasLocation, newCart, newProduct, stockOf, idOf, type Id } from './support/shop';
import { withStripe, type StripeFake } from './support/stripeFake';

/** Short enough to wait for, and long enough for two requests on a busy machine. */
const LIFE_SECONDS = 2;

export const stage = defineStage<StripeFake>({
  prepare: withStripe,
  checks: [
    check('new', 'POST /carts answers 201 with an empty cart that says when it expires', async ({ api }) => {
      const answer = (await api.post('/carts')).hasStatus(201);
      answer.isLike({ items: listOf(0), totalInCents: 0, currency: 'usd', expiresAt: anyDate });
      hasLocation(answer, `/carts/${idOf(answer)}`);
      (await api.get(`/carts/${idOf(answer)}`)).hasStatus(200).isLike({ items: listOf(0) });
    }),

    check('prices', 'A cart shows what its items cost today', async ({ api, unique }) => {
      const mug = await newProduct({ api, unique }, { stock: 40, priceInCents: 1_490 });
      const pen = await newProduct({ api, unique }, { stock: 25, priceInCents: 3_900 });
      const id = await newCart({ api }, { product: mug, quantity: 3 }, { product: pen });
      const { object } = (await api.get(`/carts/${id}`)).hasStatus(200);
      const line = (product: typeof mug, quantity: number) => ({
        ...{ productId: product.id, name: product.name, unitPriceInCents: product.priceInCents, quantity },
        lineTotalInCents: product.priceInCents * quantity,
      });
      like('"items" in the cart', sorted(object['items']), sorted([line(mug, 3), line(pen, 1)]));
      equal('"totalInCents" of 3 at 1490 and 1 at 3900', object['totalInCents'], 8_370);

      (await asAdmin(api).patch(`/products/${pen.id}`, { priceInCents: 2_900 })).hasStatus(200);
      const { object: cheaper } = (await api.get(`/carts/${id}`)).hasStatus(200);
      equal('"totalInCents" after the pen in the cart became 1000 cents cheaper', cheaper['totalInCents'], 7_370);
    }),

    check('adds-up', 'What is put in adds up, also when ten requests come at the same moment', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 50 });
      const id = await newCart({ api }, { product, quantity: 2 });
      const answers = await atOnce(api, 10, () => api.post(`/carts/${id}/items`, { productId: product.id, quantity: 1 }));
      for (const answer of answers) answer.hasStatus(200);
      equal('The quantity after 2, and ten times 1 at the same moment,', await quantityIn(api, id), 12);
    }),

    check('sets', 'PUT sets a quantity, and DELETE takes a product out', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 50 });
      const id = await newCart({ api }, { product, quantity: 5 });
      (await api.put(`/carts/${id}/items/${product.id}`, { quantity: 2 })).hasStatus(200);
      equal('The quantity after PUT with 2, where 5 were in the cart,', await quantityIn(api, id), 2);
      const taken = (await api.delete(`/carts/${id}/items/${product.id}`)).hasStatus(200);
      equal('"items" after DELETE', taken.object['items'], []);
      (await api.delete(`/carts/${id}/items/${product.id}`)).hasStatus(200, 'since afterwards it is not in the cart, as was asked');
    }),

    check('stock', 'A cart holds no more than is in stock, and reserves nothing', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 3 });
      const id = await newCart({ api }, { product, quantity: 2 });
      equal('The stock of a product that is only in a cart', await stockOf(api, product), 3);
      const answer = await api.post(`/carts/${id}/items`, { productId: product.id, quantity: 2 });
      answer.hasStatus(409, 'since that would be 4 in the cart, and only 3 are in stock');
      answer.isLike({ code: 'insufficient-stock', available: 3 });
      equal('The quantity in the cart after the refusal', await quantityIn(api, id), 2);
    }),

    check('bad-quantity', 'A quantity that is not a whole number from 1 to 99 is refused with 422', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 200 });
      const id = await newCart({ api });
      for (const quantity of [0, -1, 1.5, '2', 100, null]) {
        const answer = await api.post(`/carts/${id}/items`, { productId: product.id, quantity });
        answer.hasStatus(422, `since the quantity is ${brief(quantity)}`);
      }
      (await api.put(`/carts/${id}/items/${product.id}`, { quantity: -1 })).hasStatus(422, 'since the quantity is -1');
    }),

    check('unknown', 'A cart or a product that does not exist is answered with 404', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 5 });
      const [cart, nobody, unicorn] = [await newCart({ api }), unique('nobody'), unique('unicorn')];
      (await api.get(`/carts/${nobody}`)).hasStatus(404, 'since there is no such cart');
      const lost = await api.post(`/carts/${nobody}/items`, { productId: product.id, quantity: 1 });
      lost.hasStatus(404, 'since there is no such cart');
      (await api.delete(`/carts/${nobody}/items/${product.id}`)).hasStatus(404, 'since there is no such cart');
      const dreamed = await api.post(`/carts/${cart}/items`, { productId: unicorn, quantity: 1 });
      dreamed.hasStatus(404, 'since there is no such product');
    }),

    check('expires', 'A cart goes away by itself, CART_TTL_SECONDS after its last change', async (trial) => {
      const { api } = await trial.startAnother({ CART_TTL_SECONDS: String(LIFE_SECONDS) });
      const product = await newProduct({ api, unique: trial.unique }, { stock: 5 });
      // The used one first: were its time not to begin anew, it would be gone before the other.
      const used = await newCart({ api }, { product });
      const forgotten = await newCart({ api }, { product });
      await trial.pause((LIFE_SECONDS * 1_000) / 2);
      (await api.put(`/carts/${used}/items/${product.id}`, { quantity: 2 })).hasStatus(200, 'since the cart has not expired yet');
      await trial.eventually(async () => {
        const answer = await api.get(`/carts/${forgotten}`);
        answer.hasStatus(404, `since nobody has changed this cart for ${LIFE_SECONDS} seconds (CART_TTL_SECONDS)`);
      });
      (await api.get(`/carts/${used}`)).hasStatus(
        200,
        'since this cart was changed a moment ago, and its time begins anew with each change',
      );
    }),
  ],
});

/** How many of its only product are in a cart. */
async function quantityIn(api: Parameters<typeof stockOf>[0], cartId: Id): Promise<unknown> {
  const answer = (await api.get(`/carts/${cartId}`)).hasStatus(200).isLike({ items: listOf(1) });
  const [item] = answer.object['items'] as readonly { quantity?: unknown }[];
  return item?.quantity;
}

/** The order of the items in a cart is nobody's business. */
function sorted(items: unknown): readonly unknown[] {
  ensure(Array.isArray(items), 'A cart should have a list called "items".');
  const idOf = (item: unknown): string => String((item as { productId?: unknown } | null)?.productId);
  return [...(items as unknown[])].sort((a, b) => idOf(a).localeCompare(idOf(b)));
}
