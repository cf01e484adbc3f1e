import { check, defineStage, ensure, equal, fail, Gate, openConnections, type Answer, type Api } from '#checkKit';
import { asAdmin, checkout, isProblem, newCart, newProduct, sortedItems, stockOf, type Product } from './support/shop';
import { withStripe, type StripeFake } from './support/stripeFake';

export const stage = defineStage<StripeFake>({
  prepare: withStripe,
  passages: {
    'last-item': 'Of fifty checkouts for the last item, exactly one is answered with 201.',
    refusal: 'Whoever comes too late gets a clear refusal: 409, with what is missing and how many there are.',
    several: 'What is sold is never more than what there was, and the stock is never below zero.',
    'all-or-nothing': 'An order gets all of its items, or it takes nothing.',
    'while-selling': 'Every item has to be counted.',
    'two-instances': 'So the promises hold for two instances with the same Redis, too.',
  },
  checks: [
    check('last-item', 'Of fifty checkouts at the same moment, one gets the last item', async ({ api, unique }) => {
      // One race shows little: the first may be through before the second comes.
      for (let race = 0; race < 2; race++) {
        const product = await newProduct({ api, unique }, { stock: 1 });
        const answers = await rush(api, product, { checkouts: 50 });
        soldExactly(1, answers, 'The last item');
        equal('The stock after the last item was sold', await stockOf(api, product), 0);
      }
    }),

    check('refusal', 'Whoever comes too late learns what is missing, and how many there are', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 3 });
      const cartId = await newCart({ api }, { product, quantity: 3 });
      (await checkout(api, { cartId: await newCart({ api }, { product, quantity: 2 }) })).hasStatus(
        201,
        'since 2 are wanted, and 3 are there',
      );
      const answer = isProblem(await checkout(api, { cartId }), 409, 'since 3 are wanted, and 1 is left');
      answer.isLike({ code: 'insufficient-stock', productId: product.id, available: 1 });
    }),

    check('several', 'Nobody gets a part of what they want', async ({ api, unique }) => {
      const product = await newProduct({ api, unique }, { stock: 10 });
      const answers = await rush(api, product, { checkouts: 8, quantity: 3 });
      soldExactly(3, answers, 'A stock of 10, in orders of 3 each,');
      equal('The stock of 10 after three orders of 3', await stockOf(api, product), 1);
    }),

    check('all-or-nothing', 'An order that cannot be filled completely takes nothing, and its cart stays', async ({ api, unique }) => {
      const [plenty, rare] = [await newProduct({ api, unique }, { stock: 10 }), await newProduct({ api, unique }, { stock: 1 })];
      const carts = [
        await newCart({ api }, { product: plenty, quantity: 2 }, { product: rare }),
        await newCart({ api }, { product: rare }, { product: plenty, quantity: 2 }),
      ];
      (await checkout(api, { cartId: await newCart({ api }, { product: rare }) })).hasStatus(
        201,
        'since there is one, and nobody has ordered it yet',
      );
      for (const cartId of carts) {
        const { object: before } = (await api.get(`/carts/${cartId}`)).hasStatus(200, 'since this cart was not checked out yet');
        const refused = isProblem(await checkout(api, { cartId }), 409, 'since one of its two products is sold out');
        refused.isLike({ code: 'insufficient-stock', productId: rare.id, available: 0 });
        equal('The stock of the product that was there, after a refused order,', await stockOf(api, plenty), 10);
        const kept = (await api.get(`/carts/${cartId}`)).hasStatus(200, 'since a refused order leaves the cart as it is');
        equal('"items" in the cart after a refused order', sortedItems(kept.object['items']), sortedItems(before['items']));
      }
      (await asAdmin(api).post(`/products/${rare.id}/stock`, { change: 1 })).hasStatus(200, 'since the admin may add to the stock');
      (await checkout(api, { cartId: carts[0] ?? '' })).hasStatus(201, 'since everything in the cart is in stock again');
      equal('The stock of 10 after an order of 2', await stockOf(api, plenty), 8);
    }),

    check('while-selling', 'The admin changes a product while it is sold, and every item is counted', async ({ api, unique }) => {
      const admin = asAdmin(api);
      // One race shows little, and least when all changes of a kind come at once: one of the price has to meet one of the stock.
      for (let race = 0; race < 3; race++) {
        const product = await newProduct({ api, unique }, { stock: 30 });
        const answers = await rush(api, product, {
          checkouts: 20,
          meanwhile: () =>
            Array.from({ length: 10 }, (_, index) => [
              admin.patch(`/products/${product.id}`, { priceInCents: 2_000 + index }),
              admin.post(`/products/${product.id}/stock`, { change: 1 }),
            ]).flat(),
        });
        soldExactly(20, answers, 'A stock of 30, in 20 orders while the admin changed the price,');
        equal('The stock of 30 after 20 were sold and 10 were added at the same moment', await stockOf(api, product), 20);
      }
    }),

    check('two-instances', 'Two instances of the program sell the last item once', async ({ api, unique, startAnother }) => {
      const { api: other } = await startAnother();
      // One race shows little: one instance may be the faster by chance.
      const races = await Promise.all(
        Array.from({ length: 20 }, async () => {
          const product = await newProduct({ api, unique }, { stock: 1 });
          return { product, carts: [await newCart({ api }, { product }), await newCart({ api }, { product })] as const };
        }),
      );
      for (const { product, carts } of races) {
        const gate = new Gate(2);
        const answers = await Promise.all([checkout(api, { cartId: carts[0], gate }), checkout(other, { cartId: carts[1], gate })]);
        soldExactly(1, answers, 'The last item, by two instances of the program,');
        equal('The stock after two instances sold the last item', await stockOf(api, product), 0);
      }
    }),
  ],
});

interface Rush {
  readonly checkouts: number;
  readonly quantity?: number;
  /** Requests of others, at the same moment. */
  readonly meanwhile?: () => readonly Promise<Answer>[];
}

/** Fills a cart for each, and checks them all out at the same moment. Returns the answers to the checkouts. */
async function rush(api: Api, product: Product, { checkouts, quantity = 1, meanwhile }: Rush): Promise<Answer[]> {
  const carts = await Promise.all(Array.from({ length: checkouts }, () => newCart({ api }, { product, quantity })));
  await openConnections(api, meanwhile ? 2 * checkouts : checkouts);
  const gate = new Gate(checkouts);
  const asked = carts.map((cartId) => checkout(api, { cartId, gate }));
  const others = meanwhile?.() ?? [];
  const answers = await Promise.all(asked);
  for (const answer of await Promise.all(others)) answer.hasStatus(200, 'since the admin may change a product at any time');
  return answers;
}

/** Holds the answers to so many orders, and to a clear refusal for all others. */
function soldExactly(expected: number, answers: readonly Answer[], what: string): void {
  const sold = answers.filter(({ status }) => status === 201).length;
  const others = answers.filter(({ status }) => status !== 201 && status !== 409);
  const counts = `of ${answers.length} checkouts at the same moment, ${sold} were answered with 201`;
  if (sold !== expected) fail(`${what} should be sold ${times(expected)}, but ${counts}.`, { expected, actual: sold });
  others[0]?.hasStatus(409, 'since it came too late');
  ensure(others.length === 0, `Every checkout that came too late should be answered with 409.`);
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);
