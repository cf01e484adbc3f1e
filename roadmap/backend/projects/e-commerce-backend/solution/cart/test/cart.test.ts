import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { ADMIN, newCart, newProduct, startTestShop, stockOf, type TestShop } from './support/testShop.ts';

describe('the cart', () => {
  let shop: TestShop;
  before(async () => {
    shop = await startTestShop({ CART_TTL_SECONDS: '2' });
  });
  after(() => shop.close());

  it('starts empty', async () => {
    const { status, headers, body } = await shop.request('POST', '/carts');

    assert.equal(status, 201);
    assert.equal(headers.get('location'), `/carts/${body.id}`);
    assert.deepEqual(body, { id: body.id, items: [], totalInCents: 0, currency: 'usd', expiresAt: body.expiresAt });
  });

  it('adds up what is put in', async () => {
    const cart = await newCart(shop);
    await shop.request('POST', `/carts/${cart}/items`, { productId: 'enamel-mug', quantity: 1 });
    await shop.request('POST', `/carts/${cart}/items`, { productId: 'brass-pen', quantity: 1 });
    const { status, body } = await shop.request('POST', `/carts/${cart}/items`, { productId: 'enamel-mug', quantity: 2 });

    assert.equal(status, 200);
    assert.deepEqual(body.items, [
      { productId: 'enamel-mug', name: 'Enamel Mug', unitPriceInCents: 1490, quantity: 3, lineTotalInCents: 4470 },
      { productId: 'brass-pen', name: 'Brass Pen', unitPriceInCents: 3900, quantity: 1, lineTotalInCents: 3900 },
    ]);
    assert.equal(body.totalInCents, 8370);
  });

  it('loses nothing when two clicks arrive at once', async () => {
    const { id } = await newProduct(shop, 50);
    const cart = await newCart(shop);
    await Promise.all(
      Array.from({ length: 10 }, () => shop.request('POST', `/carts/${cart}/items`, { productId: id, quantity: 1 })),
    );
    const { body } = await shop.request('GET', `/carts/${cart}`);
    assert.equal(body.items[0].quantity, 10);
  });

  it('sets a quantity, and takes things out', async () => {
    const cart = await newCart(shop, 'enamel-mug', 5);
    const set = await shop.request('PUT', `/carts/${cart}/items/enamel-mug`, { quantity: 2 });
    const taken = await shop.request('DELETE', `/carts/${cart}/items/enamel-mug`);
    const takenAgain = await shop.request('DELETE', `/carts/${cart}/items/enamel-mug`);

    assert.equal(set.body.items[0].quantity, 2);
    assert.equal(taken.status, 200);
    assert.deepEqual(taken.body.items, []);
    assert.equal(takenAgain.status, 200);
  });

  it('holds no more than there is in stock, but reserves nothing', async () => {
    const { id } = await newProduct(shop, 3);
    const cart = await newCart(shop, id, 2);
    const { status, body } = await shop.request('POST', `/carts/${cart}/items`, { productId: id, quantity: 2 });

    assert.equal(status, 409);
    assert.equal(body.code, 'insufficient-stock');
    assert.equal(body.available, 3);
    assert.equal((await shop.request('GET', `/carts/${cart}`)).body.items[0].quantity, 2);
    assert.equal(await stockOf(shop, id), 3);
  });

  it('shows the price of today', async () => {
    const { id } = await newProduct(shop, 3, 1_000);
    const cart = await newCart(shop, id, 2);
    await shop.request('PATCH', `/products/${id}`, { priceInCents: 800 }, ADMIN);

    assert.equal((await shop.request('GET', `/carts/${cart}`)).body.totalInCents, 1_600);
  });

  it('refuses quantities that make no sense', async () => {
    const cart = await newCart(shop);
    for (const quantity of [0, -1, 1.5, '2', 100, null]) {
      const { status } = await shop.request('POST', `/carts/${cart}/items`, { productId: 'enamel-mug', quantity });
      assert.equal(status, 422, String(quantity));
    }
  });

  it('says so when the cart or the product does not exist', async () => {
    const cart = await newCart(shop);
    assert.equal((await shop.request('GET', '/carts/nobody')).status, 404);
    assert.equal((await shop.request('PUT', '/carts/nobody/items/enamel-mug', { quantity: 1 })).status, 404);
    assert.equal((await shop.request('DELETE', '/carts/nobody/items/enamel-mug')).status, 404);
    assert.equal((await shop.request('PUT', `/carts/${cart}/items/unicorn`, { quantity: 1 })).status, 404);
  });

  it('goes away by itself, later after each change', async () => {
    const cart = await newCart(shop);
    await sleep(1_200);
    await shop.request('PUT', `/carts/${cart}/items/enamel-mug`, { quantity: 1 });
    await sleep(1_200);
    assert.equal((await shop.request('GET', `/carts/${cart}`)).status, 200);
    await sleep(1_200);
    assert.equal((await shop.request('GET', `/carts/${cart}`)).status, 404);
  });
});
