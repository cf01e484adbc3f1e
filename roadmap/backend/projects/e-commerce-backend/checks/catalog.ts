import { anyDate, anyId, anyText, check, defineStage, ensure, equal, like, momentOf, that } from '#checkKit';
import { anyCents, isProblem, itemsOf } from './support/shop';
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

const idOf = (item: unknown): unknown => (item as { id?: unknown }).id;

/** An order by chance may come twice. */
const LOOKS = 4;

export const stage = defineStage<StripeFake>({
  prepare: withStripe,
  countsOn: {},
  passages: {
    health: '`GET /health` answers 200 with `"status": "ok"`',
    lists: 'An empty shop puts in a few sample products when it starts, at least three.',
    pages:
      '`items` has at most `limit` products (1 to 100, and 20 when it is not said), and leaves out the first `offset` (0 unless said).',
    'oldest-first': 'The oldest come first.',
    'bad-page': 'A `limit` or an `offset` that makes no sense is refused with 422.',
    reads: '`GET /products/:id` answers one product with the same fields, or 404',
    unknown: 'or 404 with a [problem document](https://www.rfc-editor.org/rfc/rfc9457.html), as for every error of this project',
  },
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
      const most = itemsOf(whole).length;
      ensure(most <= 3, `GET /products?limit=3 should have 3 products at most, but has ${most}.`);
      equal('The products in GET /products?limit=2&offset=1', itemsOf(part).map(idOf), itemsOf(whole).slice(1).map(idOf));
      const totals = [whole, part].map(({ object }) => object['total']);
      ensure(Number.isInteger(totals[0]) && Number(totals[0]) >= 3, `"total" in GET /products?limit=3 should count all products.`);
      equal('"total", which counts the products of all pages, in GET /products?limit=2&offset=1', totals[1], totals[0]);
      const end = itemsOf(await api.get(`/products?limit=2&offset=${Number(totals[0]) - 1}`)).length;
      equal(`The number of products after all but one of the ${Number(totals[0])} that "total" counts`, end, 1);
    }),

    check('oldest-first', 'The oldest products come first, each time', async ({ api }) => {
      const items = itemsOf(await api.get('/products?limit=100'));
      const times = items.map((item) => momentOf((item as { createdAt?: unknown }).createdAt) ?? 0);
      const early = times.findIndex((time, index) => time < (times[index - 1] ?? 0));
      ensure(
        early === -1,
        `In GET /products?limit=100 the oldest products come first, but number ${early + 1} is older than the one before.`,
      );
      for (let again = 0; again < LOOKS; again++) {
        const ids = itemsOf(await api.get('/products?limit=100')).map(idOf);
        equal(
          'The products in GET /products?limit=100, asked for again, since the oldest products come first each time,',
          ids,
          items.map(idOf),
        );
      }
      // One by one, as by clients that come at other times: an order by chance holds for a moment.
      for (const [offset, item] of items.slice(0, 8).entries()) {
        const [one] = itemsOf(await api.get(`/products?limit=1&offset=${offset}`));
        equal(`The product in GET /products?limit=1&offset=${offset}`, idOf(one), idOf(item));
      }
    }),

    check('bad-page', 'A limit or offset that makes no sense is refused with 422', async ({ api }) => {
      for (const [query, why] of [
        ['limit=0', 'a page has at least one product'],
        ['limit=101', 'a page has at most 100 products'],
        ['limit=many', '"many" is not a number'],
        ['limit=2.5', 'there are no halves of a product'],
        ['offset=-1', 'no product comes before the first'],
        ['offset=many', '"many" is not a number'],
      ] as const) {
        isProblem(await api.get(`/products?${query}`), 422, `since ${why}`);
      }
      for (const limit of [1, 100]) {
        (await api.get(`/products?limit=${limit}`)).hasStatus(200, 'since a limit may be from 1 to 100');
      }
    }),

    check('reads', 'GET /products/:id answers one product', async ({ api }) => {
      for (const item of itemsOf(await api.get('/products?limit=2'))) {
        (await api.get(`/products/${String(idOf(item))}`)).hasStatus(200).isLike(item);
      }
    }),

    check('unknown', 'A product that does not exist is answered with 404 and a problem document', async ({ api, unique }) => {
      const answer = isProblem(await api.get(`/products/${unique('unicorn')}`), 404, 'since there is no such product');
      answer.isLike({ detail: anyText, code: 'not-found' });
      isProblem(await api.get(`/${unique('nowhere')}`), 404, 'since there is no such address');
    }),
  ],
});
