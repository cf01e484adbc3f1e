import { anyDate, anyId, anyText, check, defineStage, ensure, equal, like, that, type Answer } from '#checkKit';
import { anyCents } from './support/shop';
import { withStripe, type StripeFake } from './support/stripeFake';

const product = {
  id: anyId,
  name: anyText,
  description: that('text', (value) => typeof value === 'string'),
  priceInCents: anyCents,
  currency: 'usd',
  stock: that('a whole number, 0 or more', (value) => Number.isInteger(value) && Number(value) >= 0),
  createdAt: anyDate,
  updatedAt: anyDate,
};

const itemsOf = (answer: Answer): readonly unknown[] => {
  const { items } = answer.hasStatus(200).object;
  ensure(Array.isArray(items), `${answer.name} should have the products of the page in a list called "items".`);
  return items;
};

const idOf = (item: unknown): unknown => (item as { id?: unknown }).id;

export const stage = defineStage<StripeFake>({
  prepare: withStripe,
  checks: [
    check('health', 'GET /health says that the shop is open', async ({ api }) => {
      (await api.get('/health')).hasStatus(200).isLike({ status: 'ok' });
    }),

    check('lists', 'GET /products answers products with name, price and stock', async ({ api }) => {
      const answer = await api.get('/products');
      const items = itemsOf(answer);
      ensure(items.length >= 3, `${answer.name} should have the products that the shop begins with, but has only ${items.length}.`);
      ensure(items.length <= 20, `${answer.name} should have 20 products at most, since it asks for no "limit", but has ${items.length}.`);
      for (const [index, item] of items.entries()) like(`Product ${index + 1} in ${answer.name.replace('The', 'the')}`, item, product);
    }),

    check('pages', 'limit and offset choose a page, and total counts all products', async ({ api }) => {
      const whole = await api.get('/products?limit=3');
      const part = await api.get('/products?limit=2&offset=1');
      equal('The products in GET /products?limit=2&offset=1', itemsOf(part).map(idOf), itemsOf(whole).slice(1).map(idOf));
      const totals = [whole, part].map(({ object }) => object['total']);
      ensure(Number.isInteger(totals[0]) && Number(totals[0]) >= 3, `"total" in GET /products?limit=3 should count all products.`);
      equal('"total", which counts the products of all pages, in GET /products?limit=2&offset=1', totals[1], totals[0]);
    }),

    check('bad-page', 'A limit or offset that makes no sense is refused with 422', async ({ api }) => {
      for (const [query, why] of [
        ['limit=0', 'a page has at least one product'],
        ['limit=101', 'a page has at most 100 products'],
        ['limit=many', '"many" is not a number'],
        ['offset=-1', 'no product comes before the first'],
      ] as const) {
        (await api.get(`/products?${query}`)).hasStatus(422, `since ${why}`);
      }
    }),

    check('reads', 'GET /products/:id answers one product', async ({ api }) => {
      for (const item of itemsOf(await api.get('/products?limit=2'))) {
        (await api.get(`/products/${String(idOf(item))}`)).hasStatus(200).isLike(item);
      }
    }),

    check('unknown', 'A product that does not exist is answered with 404 and a problem document', async ({ api, unique }) => {
      const answer = await api.get(`/products/${unique('unicorn')}`);
      answer.hasStatus(404, 'since there is no such product').hasMediaType('application/problem+json');
      answer.isLike({ title: anyText, status: 404 });
    }),
  ],
});
