import {
  anyDate,
  anyId,
  atOnce,
  brief,
  check,
  defineStage,
  ensure,
  equal,
  fail,
  like,
  listOf,
  momentOf,
  that,
  type Answer,
} from '#checkKit';
import { asAdmin, hasLocation, isProblem, newCart, newProduct, sortedItems, stockOf, idOf, type Id, type Product } from './support/shop';
import { withStripe, type StripeFake } from './support/stripeFake';

/** Short enough to wait for, and long enough for two requests on a busy machine. */
const LIFE_SECONDS = 2;
/** The project's CART_TTL_SECONDS, see `environment` in project.yaml. */
const USUAL_LIFE_SECONDS = 86_400;
/** Clocks and what is counted in whole seconds may differ by that. */
const ABOUT = 1_500;

/** Many clients send it with every request, also without a body. */
const JSON_TYPE = { headers: { 'content-type': 'application/json' } };

export const stage = defineStage<StripeFake>({
  prepare: withStripe,
  countsOn: {
    new: ['CART_TTL_SECONDS'],
    prices: ['ADMIN_TOKEN'],
    'adds-up': ['ADMIN_TOKEN'],
    sets: ['ADMIN_TOKEN'],
    stock: ['ADMIN_TOKEN'],
    'bad-quantity': ['ADMIN_TOKEN'],
    unknown: ['ADMIN_TOKEN'],
  },
  passages: {
    new: '`POST /carts` (without a body) answers 201 with an empty cart and `Location: /carts/<its id>`.',
    unguessable: 'Whoever knows its id may use it, so the id must be impossible to guess.',
    prices: 'Prices are those of the product at the moment somebody looks, not of the moment it was put in.',
    'adds-up': 'Two clicks that arrive at the same moment both count.',
    sets: 'All three answer 200 with the cart.',
    stock: 'When the cart would hold more of a product than is in stock, it stays as it is',
    'bad-quantity': 'A quantity is a whole number from 1 to 99; anything else is refused with 422.',
    unknown: 'A cart or a product that does not exist is answered with 404.',
    expires:
      'A cart expires `CART_TTL_SECONDS` after its last change (86400 unless the variable says otherwise); each change lets its time begin',
  },
  checks: [
    check('new', 'POST /carts answers 201 with an empty cart that says when it expires', async ({ api }) => {
      const asked = Date.now();
      const answer = (await api.post('/carts')).hasStatus(201);
      answer.isLike({ items: listOf(0), totalInCents: 0, currency: 'usd', expiresAt: anyDate });
      hasLocation(answer, `/carts/${idOf(answer)}`);
      (await api.get(`/carts/${idOf(answer)}`)).hasStatus(200).isLike({ items: listOf(0) });
      const life = ((momentOf(answer.object['expiresAt']) ?? 0) - asked) / 1_000;
      // A minute for a slow machine.
      ensure(
        Math.abs(life - USUAL_LIFE_SECONDS) < 60,
        `"expiresAt" of a new cart should be ${USUAL_LIFE_SECONDS} seconds away (CART_TTL_SECONDS), but is ${Math.round(life)} seconds away.`,
      );
      (await api.post('/carts', undefined, JSON_TYPE)).hasStatus(201, 'since a cart needs no body, whatever Content-Type is sent');
    }),

    check('unguessable', 'The id of a cart cannot be guessed from that of another one', async ({ api }) => {
      const ids: string[] = [];
      for (let count = 0; count < 6; count++) ids.push(String(idOf((await api.post('/carts')).hasStatus(201))));
      if (isGuessable(ids)) {
        const shown = ids.slice(-2).map((id) => brief(id));
        fail(`Whoever knows the id of a cart may use it, but it can be guessed: ${shown.join(' came after ')}.`);
      }
    }),

    check('prices', 'A cart shows what its items cost today', async ({ api, unique }) => {
      const mug = await newProduct({ api, unique }, { stock: 40, priceInCents: 1_490 });
      const pen = await newProduct({ api, unique }, { stock: 25, priceInCents: 3_900 });
      const id = await newCart({ api }, { product: mug, quantity: 3 }, { product: pen });
      const { object } = (await api.get(`/carts/${id}`)).hasStatus(200).isLike({ id, currency: 'usd', expiresAt: anyDate });
      const line = (product: typeof mug, quantity: number) => ({
        ...{ productId: product.id, name: product.name, unitPriceInCents: product.priceInCents, quantity },
        lineTotalInCents: product.priceInCents * quantity,
      });
      like('"items" in the cart', sortedItems(object['items']), sortedItems([line(mug, 3), line(pen, 1)]));
      equal('"totalInCents" of 3 at 1490 and 1 at 3900', object['totalInCents'], 8_370);

      (await asAdmin(api).patch(`/products/${pen.id}`, { priceInCents: 2_900 })).hasStatus(200, 'since the admin may change a price');
      const { object: cheaper } = (await api.get(`/carts/${id}`)).hasStatus(200);
      equal('"totalInCents" after the pen in the cart became 1000 cents cheaper', cheaper['totalInCents'], 7_370);
    }),

    check('adds-up', 'What is put in adds up, also when ten requests come at the same moment', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 50 });
      const id = await newCart({ api }, { product, quantity: 2 });
      const answers = await atOnce(api, 10, () => api.post(`/carts/${id}/items`, { productId: product.id, quantity: 1 }));
      for (const answer of answers) isCart(answer, product, anyQuantity);
      equal('The quantity after 2, and ten times 1 at the same moment,', await quantityIn(api, id), 12);
    }),

    check('sets', 'PUT sets a quantity, and DELETE takes a product out', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 50 });
      const id = await newCart({ api }, { product, quantity: 5 });
      isCart(await api.put(`/carts/${id}/items/${product.id}`, { quantity: 2 }), product, anyQuantity);
      equal('The quantity after PUT with 2, where 5 were in the cart,', await quantityIn(api, id), 2);
      const taken = (await api.delete(`/carts/${id}/items/${product.id}`)).hasStatus(200, 'since the product is in the cart');
      equal('"items" after DELETE', taken.object['items'], []);
      (await api.delete(`/carts/${id}/items/${product.id}`)).hasStatus(200, 'since afterwards it is not in the cart, as was asked');
      equal('"items" after DELETE, looked at again', (await api.get(`/carts/${id}`)).hasStatus(200).object['items'], []);
      const typed = await api.delete(`/carts/${id}/items/${product.id}`, JSON_TYPE);
      typed.hasStatus(200, 'since nothing has to be sent with it, whatever Content-Type is named');
      isCart(await api.put(`/carts/${id}/items/${product.id}`, { quantity: 4 }), product, 4);
    }),

    check('stock', 'A cart holds no more than is in stock, and reserves nothing', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 3 });
      const id = await newCart({ api }, { product, quantity: 2 });
      equal('The stock of a product that is only in a cart', await stockOf(api, product), 3);
      const answer = await api.post(`/carts/${id}/items`, { productId: product.id, quantity: 2 });
      isProblem(answer, 409, 'since that would be 4 in the cart, and only 3 are in stock');
      answer.isLike({ code: 'insufficient-stock', available: 3 });
      equal('The quantity in the cart after the refusal', await quantityIn(api, id), 2);
      const set = isProblem(await api.put(`/carts/${id}/items/${product.id}`, { quantity: 4 }), 409, 'since there are only 3 in stock');
      set.isLike({ code: 'insufficient-stock', available: 3 });
      equal('The quantity in the cart after PUT was refused', await quantityIn(api, id), 2);
    }),

    check('bad-quantity', 'A quantity that is not a whole number from 1 to 99 is refused with 422', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 200 });
      const id = await newCart({ api });
      for (const quantity of [0, -1, 1.5, '2', 100, null]) {
        const because = `since the quantity is ${brief(quantity)}`;
        isProblem(await api.post(`/carts/${id}/items`, { productId: product.id, quantity }), 422, because);
        isProblem(await api.put(`/carts/${id}/items/${product.id}`, { quantity }), 422, because);
      }
      (await api.post(`/carts/${id}/items`, { productId: product.id, quantity: 99 })).hasStatus(200, 'since 99 is the most');
    }),

    check('unknown', 'A cart or a product that does not exist is answered with 404', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 5 });
      const [cart, nobody, unicorn] = [await newCart({ api }), unique('nobody'), unique('unicorn')];
      for (const lost of [
        await api.get(`/carts/${nobody}`),
        await api.post(`/carts/${nobody}/items`, { productId: product.id, quantity: 1 }),
        await api.put(`/carts/${nobody}/items/${product.id}`, { quantity: 1 }),
        await api.delete(`/carts/${nobody}/items/${product.id}`),
      ]) {
        isProblem(lost, 404, 'since there is no such cart');
      }
      for (const dreamed of [
        await api.post(`/carts/${cart}/items`, { productId: unicorn, quantity: 1 }),
        await api.put(`/carts/${cart}/items/${unicorn}`, { quantity: 1 }),
      ]) {
        isProblem(dreamed, 404, 'since there is no such product');
      }
    }),

    check('expires', 'A cart goes away by itself, CART_TTL_SECONDS after its last change', async (trial) => {
      const { api } = await trial.startAnother({ CART_TTL_SECONDS: String(LIFE_SECONDS) });
      const product = await newProduct({ api, unique: trial.unique }, { stock: 5 });
      // The used ones first: were their time not to begin anew, they would be gone before the other.
      const [used, emptied] = [await newCart({ api }, { product }), await newCart({ api }, { product })];
      const forgotten = await newCart({ api }, { product });
      await trial.pause((LIFE_SECONDS * 1_000) / 2);
      (await api.put(`/carts/${used}/items/${product.id}`, { quantity: 2 })).hasStatus(200, 'since the cart has not expired yet');
      (await api.delete(`/carts/${emptied}/items/${product.id}`)).hasStatus(200, 'since the cart has not expired yet');
      let end = 0;
      await trial.eventually(async () => {
        const answer = await api.get(`/carts/${forgotten}`);
        if (answer.status === 200) end = momentOf(answer.object['expiresAt']) ?? 0;
        isProblem(answer, 404, `since nobody has changed this cart for ${LIFE_SECONDS} seconds (CART_TTL_SECONDS)`);
      });
      const early = end - Date.now();
      ensure(early < ABOUT, `A cart was gone ${Math.round(early)} ms before what its "expiresAt" said a moment earlier.`);
      (await api.get(`/carts/${used}`)).hasStatus(
        200,
        'since this cart was changed a moment ago, and its time begins anew with each change',
      );
      (await api.get(`/carts/${emptied}`)).hasStatus(200, 'since something was taken out of this cart a moment ago');
    }),
  ],
});

/** Holds an answer to being a cart with so many of one product. */
function isCart(answer: Answer, product: Product, quantity: unknown): void {
  answer
    .hasStatus(200, 'since there is enough in stock')
    .isLike({ id: anyId, items: [{ productId: product.id, quantity }], currency: 'usd', expiresAt: anyDate });
}

/** Whether what differs between ids that were given one after the other is small: a count, or the time. */
function isGuessable(ids: readonly string[]): boolean {
  if (ids.every((id) => /^\d+$/.test(id))) {
    const ordered = ids.map(BigInt).sort((a, b) => (a < b ? -1 : 1));
    return (ordered.at(-1) ?? 0n) - (ordered[0] ?? 0n) < 2n ** 40n;
  }
  const longest = Math.max(...ids.map(({ length }) => length));
  const varying = Array.from({ length: longest }, (_, place) => new Set(ids.map((id) => id.at(-1 - place))).size > 1);
  return varying.filter(Boolean).length < FEWEST_VARYING;
}

/** So many characters are different in ids that are made by chance, at the least; a clock changes fewer in a second. */
const FEWEST_VARYING = 8;

const anyQuantity = that('a whole number from 1 to 99', (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 99);

/** How many of its only product are in a cart. */
async function quantityIn(api: Parameters<typeof stockOf>[0], cartId: Id): Promise<unknown> {
  const answer = (await api.get(`/carts/${cartId}`)).hasStatus(200).isLike({ items: listOf(1) });
  const [item] = answer.object['items'] as readonly { quantity?: unknown }[];
  return item?.quantity;
}
