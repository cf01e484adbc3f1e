import { anyDate, brief, check, defineStage, ensure, equal, like, type Answer, type Api } from '#checkKit';
import { ADMIN_TOKEN, asAdmin, hasLocation, isProblem, itemsOf, newProduct, stockOf, idOf } from './support/shop';
import { withStripe, type StripeFake } from './support/stripeFake';

export const stage = defineStage<StripeFake>({
  prepare: withStripe,
  passages: {
    creates: 'The answer is 201 with the product as it is kept now, and `Location: /products/<its id>`.',
    defaults: '`description` may be left out (then it is empty), and so may `stock` (then it is 0).',
    'page-of-20': 'The catalog grows beyond its first page, which has 20 products when no `limit` is given.',
    'only-admin': 'All three are refused with 401 and the header `WWW-Authenticate: Bearer` when the token is missing or wrong.',
    changes: '`PATCH /products/:id` changes `name`, `description` or `priceInCents`: those that are named, and nothing else.',
    'bad-data': 'Data that makes no sense is refused with 422',
    difference: '"Set it to 5" would forget what was sold since somebody counted, so it changes by a difference',
    'adds-up': 'This answers 200 with the product, also when twenty such requests come at the same moment: all of them count.',
    'not-below-zero':
      'When there are fewer than that, nothing changes and the answer is 409, with `"code": "insufficient-stock"` and `available`, the number that there are.',
    unknown: 'A product that does not exist is answered with 404.',
    kept: 'It is kept in Redis, so a restart of the program changes nothing',
  },
  checks: [
    check('creates', 'The admin creates a product, and it is in the catalog', async ({ api, unique }) => {
      const tray = { name: unique('cable tray '), description: 'Hides what nobody wants to see.', priceInCents: 2_900, stock: 10 };
      const created = (await asAdmin(api).post('/products', tray))
        .hasStatus(201, 'since the admin asks for a new product')
        .isLike({ ...tray, currency: 'usd' });
      created.isLike({ createdAt: anyDate, updatedAt: anyDate });
      const id = idOf(created);
      hasLocation(created, `/products/${id}`);
      const { object: kept } = (await api.get(`/products/${id}`)).hasStatus(200);
      equal(`The product, as GET /products/${id} answers it,`, kept, created.object);
      const last = itemsOf(await api.get(`/products?limit=100&offset=${(await totalOf(api)) - 1}`)).at(-1);
      const isLast = (last as { id?: unknown } | undefined)?.id === id;
      ensure(isLast, 'A product that was just created should be at the end of the catalog, but GET /products does not list it there.');
    }),

    check('defaults', 'A product may be created without a description and a stock', async ({ api, unique }) => {
      const answer = await asAdmin(api).post('/products', { name: unique('cable tray '), priceInCents: 50 });
      answer.hasStatus(201, 'since "description" and "stock" may be left out');
      const { object: kept } = (await api.get(`/products/${idOf(answer)}`)).hasStatus(200);
      like('A product that was created without "description" and "stock"', kept, { description: '', stock: 0 });
    }),

    check('page-of-20', 'A page has 20 products when no limit is given', async ({ api, unique }) => {
      // At least as many as make a second page, whatever was there before.
      const missing = Math.max(0, 21 - (await totalOf(api)));
      await Promise.all(Array.from({ length: missing }, () => newProduct({ api, unique }, { stock: 1 })));
      const { length } = itemsOf(await api.get('/products'));
      equal('The number of products in GET /products, since it asks for no "limit" and there are more than 20,', length, 20);
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
          isProblem(answer, 401, `since ${why}`).hasChallenge('Bearer');
        }
      }
      equal('The product that nobody was allowed to change', (await api.get(`/products/${product.id}`)).object, before);
    }),

    check('changes', 'PATCH /products/:id changes what is named and nothing else', async ({ api, unique }) => {
      const { id } = await newProduct({ api, unique }, { stock: 5, priceInCents: 7_900 });
      let { object: expected } = await api.get(`/products/${id}`);
      for (const changes of [{ priceInCents: 6_900 }, { name: unique('lamp ') }, { description: 'Bright.', priceInCents: 6_800 }]) {
        expected = { ...expected, ...changes };
        const changed = (await asAdmin(api).patch(`/products/${id}`, changes)).hasStatus(200);
        for (const answer of [changed, await api.get(`/products/${id}`)]) {
          like(`${answer.name}, after PATCH with ${brief(changes)},`, answer.object, changes);
          equal(`${answer.name}, apart from "updatedAt",`, { ...answer.object, updatedAt: 0 }, { ...expected, updatedAt: 0 });
        }
      }
    }),

    check('bad-data', 'Data that makes no sense is refused with 422, and the field is named', async ({ api, unique }) => {
      const good = { name: unique('cable tray '), description: 'Hides things.', priceInCents: 2_900, stock: 10 };
      const { id } = await newProduct({ api, unique }, { stock: 5 });
      const isRefused = (answer: Answer, field: string, why: string): void => {
        const { errors } = isProblem(answer, 422, `since ${why}`).object;
        const named = Array.isArray(errors) && errors.some((error) => (error as { path?: unknown } | null)?.path === field);
        ensure(named, `${answer.name} should name the field in "errors", as in {"path": "${field}", …}, but "errors" is ${brief(errors)}.`);
      };
      for (const [field, value, why] of [
        ['name', undefined, '"name" is missing'],
        ['name', '   ', '"name" is blank'],
        ['priceInCents', 1_999.5, 'there is no fraction of a cent'],
        ['priceInCents', -100, 'a price is not negative'],
        ['priceInCents', 49, 'Stripe takes no payment below 50 cents'],
        ['priceInCents', 100_000_000, 'Stripe takes no more than 99999999 cents'],
        ['priceInCents', '100', 'a price is a number and not text'],
        ['stock', -1, 'a stock is not negative'],
      ] as const) {
        isRefused(await asAdmin(api).post('/products', { ...good, [field]: value }), field, why);
        // PATCH may leave fields out, and has no stock.
        if (value === undefined || field === 'stock') continue;
        isRefused(await asAdmin(api).patch(`/products/${id}`, { [field]: value }), field, why);
      }
      for (const [change, why] of [
        ['3', '"change" is text'],
        [1.5, '"change" is a fraction'],
        [undefined, '"change" is missing'],
      ] as const) {
        isRefused(await asAdmin(api).post(`/products/${id}/stock`, { change }), 'change', why);
      }
      equal('The stock after changes that make no sense', await stockOf(api, { id }), 5);
    }),

    check('difference', 'The stock changes by a difference, and PATCH does not set it', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 5 });
      const added = await asAdmin(api).post(`/products/${product.id}/stock`, { change: 3 });
      added.hasStatus(200, 'since the admin may add to the stock').isLike({ id: product.id, stock: 8 });
      const set = await asAdmin(api).patch(`/products/${product.id}`, { stock: 100 });
      isProblem(set, 422, 'since setting the stock would forget what is being sold');
      equal('The stock afterwards', await stockOf(api, product), 8);
    }),

    check('adds-up', 'Twenty changes of the stock at the same moment all count', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 0 });
      const changes = Array.from({ length: 20 }, () => asAdmin(api).post(`/products/${product.id}/stock`, { change: 3 }));
      for (const answer of await Promise.all(changes)) answer.hasStatus(200, 'since the admin may add to the stock');
      equal('The stock after 20 changes of 3 at the same moment', await stockOf(api, product), 60);
    }),

    check('not-below-zero', 'More than there is cannot be taken from the stock', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 2 });
      const answer = await asAdmin(api).post(`/products/${product.id}/stock`, { change: -3 });
      isProblem(answer, 409, 'since only 2 are left').isLike({ code: 'insufficient-stock', available: 2 });
      equal('The stock afterwards', await stockOf(api, product), 2);
    }),

    check('unknown', 'A product that does not exist cannot be changed: 404', async ({ api, unique }) => {
      const id = unique('unicorn');
      isProblem(await asAdmin(api).patch(`/products/${id}`, { priceInCents: 100 }), 404, 'since there is no such product');
      isProblem(await asAdmin(api).post(`/products/${id}/stock`, { change: 1 }), 404, 'since there is no such product');
      isProblem(await api.get(`/products/${id}`), 404, 'since a change of what does not exist creates nothing');
    }),

    check(
      'kept',
      'Products are kept in Redis, apart from those of another REDIS_PREFIX, whose admin has an ADMIN_TOKEN of its own',
      async (trial) => {
        const { api, program, unique } = trial;
        const { id } = await newProduct(trial, { stock: 5 });
        const total = await totalOf(api);
        await program.restart();
        (await api.get(`/products/${id}`)).hasStatus(200, 'since everything is kept in Redis');
        equal('"total" after a restart of the program', await totalOf(api), total);

        const token = unique('token');
        const other = await trial.startAnother({ REDIS_PREFIX: 'shop-under-check-too', ADMIN_TOKEN: token });
        const answer = await other.api.get(`/products/${id}`);
        answer.hasStatus(404, 'since the product was made by a program that has another REDIS_PREFIX');
        const nothing = { priceInCents: 100 };
        const late = await asAdmin(other.api).patch(`/products/${unique('unicorn')}`, nothing);
        late.hasStatus(401, 'since ADMIN_TOKEN has another value');
        const right = await other.api.with({ authorization: `Bearer ${token}` }).patch(`/products/${unique('unicorn')}`, nothing);
        right.hasStatus(404, 'since this is the token in ADMIN_TOKEN, and there is no such product');
      },
    ),
  ],
});

const totalOf = async (api: Api): Promise<number> => Number((await api.get('/products?limit=1')).hasStatus(200).object['total']);
