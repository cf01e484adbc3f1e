import { brief, check, defineStage, ensure, equal } from '#checkKit';
import { ADMIN_TOKEN, asAdmin, hasLocation, newProduct, stockOf, idOf } from './support/shop';
import { withStripe, type StripeFake } from './support/stripeFake';

export const stage = defineStage<StripeFake>({
  prepare: withStripe,
  checks: [
    check('creates', 'The admin creates a product, and it is in the catalog', async ({ api, unique }) => {
      const tray = { name: unique('cable tray '), description: 'Hides what nobody wants to see.', priceInCents: 2_900, stock: 10 };
      const created = (await asAdmin(api).post('/products', tray)).hasStatus(201).isLike({ ...tray, currency: 'usd' });
      const id = idOf(created);
      hasLocation(created, `/products/${id}`);
      (await api.get(`/products/${id}`)).hasStatus(200).isLike({ id, ...tray });
      const { total } = (await api.get('/products?limit=1')).hasStatus(200).object;
      const offset = Math.max(0, Number(total) - 100);
      const { items } = (await api.get(`/products?limit=100&offset=${offset}`)).hasStatus(200).object;
      const isListed = Array.isArray(items) && items.some((item) => (item as { id?: unknown }).id === id);
      ensure(isListed, 'A product that was just created should be at the end of the catalog, but GET /products does not list it there.');
    }),

    check('only-admin', 'Nobody changes anything without the token of the admin', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 5 });
      const { object: before } = await api.get(`/products/${product.id}`);
      for (const [authorization, why] of [
        [undefined, 'it carries no token'],
        ['Bearer a-token-that-is-wrong', 'its token is wrong'],
        [`Bearer ${ADMIN_TOKEN}-and-more`, 'its token is wrong'],
        [`Basic ${ADMIN_TOKEN}`, 'the token is not a bearer token'],
      ] as const) {
        const stranger = authorization === undefined ? api : api.with({ authorization });
        for (const answer of [
          await stranger.post('/products', { name: unique('smuggled '), priceInCents: 100, stock: 1 }),
          await stranger.patch(`/products/${product.id}`, { priceInCents: 50 }),
          await stranger.post(`/products/${product.id}/stock`, { change: 5 }),
        ]) {
          answer.hasStatus(401, `since ${why}`).hasChallenge('Bearer');
        }
      }
      equal('The product that nobody was allowed to change', (await api.get(`/products/${product.id}`)).object, before);
    }),

    check('changes', 'PATCH /products/:id changes what is named and nothing else', async ({ api, unique }) => {
      const { id } = await newProduct({ api, unique }, { stock: 5, priceInCents: 7_900 });
      const { object: before } = await api.get(`/products/${id}`);
      const expected = { ...before, priceInCents: 6_900 };
      const changed = (await asAdmin(api).patch(`/products/${id}`, { priceInCents: 6_900 })).hasStatus(200);
      for (const answer of [changed, await api.get(`/products/${id}`)]) {
        equal(`${answer.name}, apart from "updatedAt",`, { ...answer.object, updatedAt: 0 }, { ...expected, updatedAt: 0 });
      }
    }),

    check('bad-data', 'Data that makes no sense is refused with 422, and the field is named', async ({ api, unique }) => {
      const good = { name: unique('cable tray '), description: 'Hides things.', priceInCents: 2_900, stock: 10 };
      for (const [field, value, why] of [
        ['name', undefined, '"name" is missing'],
        ['name', '   ', '"name" is blank'],
        ['priceInCents', 1_999.5, 'there is no fraction of a cent'],
        ['priceInCents', -100, 'a price is not negative'],
        ['priceInCents', 49, 'Stripe takes no payment below 50 cents'],
        ['priceInCents', '100', 'a price is a number and not text'],
        ['stock', -1, 'a stock is not negative'],
      ] as const) {
        const answer = await asAdmin(api).post('/products', { ...good, [field]: value });
        answer.hasStatus(422, `since ${why}`);
        const { errors } = answer.object;
        const named = Array.isArray(errors) && errors.some((error) => (error as { path?: unknown } | null)?.path === field);
        ensure(named, `${answer.name} should name the field in "errors", as in {"path": "${field}", …}, but "errors" is ${brief(errors)}.`);
      }
    }),

    check('difference', 'The stock changes by a difference, and PATCH does not set it', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 5 });
      const added = await asAdmin(api).post(`/products/${product.id}/stock`, { change: 3 });
      added.hasStatus(200).isLike({ id: product.id, stock: 8 });
      const set = await asAdmin(api).patch(`/products/${product.id}`, { stock: 100 });
      set.hasStatus(422, 'since setting the stock would forget what is being sold');
      equal('The stock afterwards', await stockOf(api, product), 8);
    }),

    check('adds-up', 'Twenty changes of the stock at the same moment all count', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 0 });
      const changes = Array.from({ length: 20 }, () => asAdmin(api).post(`/products/${product.id}/stock`, { change: 3 }));
      for (const answer of await Promise.all(changes)) answer.hasStatus(200);
      equal('The stock after 20 changes of 3 at the same moment', await stockOf(api, product), 60);
    }),

    check('not-below-zero', 'More than there is cannot be taken from the stock', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 2 });
      const answer = await asAdmin(api).post(`/products/${product.id}/stock`, { change: -3 });
      answer.hasStatus(409, 'since only 2 are left').isLike({ code: 'insufficient-stock', available: 2 });
      equal('The stock afterwards', await stockOf(api, product), 2);
    }),

    check('unknown', 'A product that does not exist cannot be changed: 404', async ({ api, unique }) => {
      const id = unique('unicorn');
      (await asAdmin(api).patch(`/products/${id}`, { priceInCents: 100 })).hasStatus(404, 'since there is no such product');
      (await asAdmin(api).post(`/products/${id}/stock`, { change: 1 })).hasStatus(404, 'since there is no such product');
      (await api.get(`/products/${id}`)).hasStatus(404, 'since a change of what does not exist creates nothing');
    }),
  ],
});
