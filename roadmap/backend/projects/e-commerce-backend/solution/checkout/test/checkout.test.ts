import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { ADMIN, newCart, newProduct, order, startTestShop, stockOf, type TestShop } from './support/testShop.ts';

describe('checkout', () => {
  let shop: TestShop;
  before(async () => {
    shop = await startTestShop();
  });
  after(() => shop.close());

  it('turns a cart into an order and takes the goods from the shelf', async () => {
    const { id } = await newProduct(shop, 5, 1_200);
    const cart = await newCart(shop, id, 2);
    const { status, headers, body } = await order(shop, cart);

    assert.equal(status, 201);
    assert.equal(headers.get('location'), `/orders/${body.id}`);
    assert.equal(body.status, 'pending');
    assert.equal(body.email, 'ada@example.com');
    assert.deepEqual(body.items, [
      { productId: id, name: 'Thing', unitPriceInCents: 1_200, quantity: 2, lineTotalInCents: 2_400 },
    ]);
    assert.equal(body.totalInCents, 2_400);
    assert.deepEqual((await shop.request('GET', `/orders/${body.id}`)).body, body);
    assert.equal(await stockOf(shop, id), 3);
    assert.equal((await shop.request('GET', `/carts/${cart}`)).status, 404, 'the cart is used up');
  });

  it('keeps the price of the moment of the order', async () => {
    const { id } = await newProduct(shop, 5, 1_000);
    const { body } = await order(shop, await newCart(shop, id));
    await shop.request('PATCH', `/products/${id}`, { priceInCents: 9_000 }, ADMIN);

    assert.equal((await shop.request('GET', `/orders/${body.id}`)).body.totalInCents, 1_000);
  });

  it('gives the same order when it is asked again', async () => {
    const { id } = await newProduct(shop, 5);
    const cart = await newCart(shop, id);
    const key = randomUUID();
    const first = await order(shop, cart, key);
    const again = await order(shop, cart, key);

    assert.equal(again.status, 201);
    assert.deepEqual(again.body, first.body);
    assert.equal(first.headers.get('idempotent-replayed'), null);
    assert.equal(again.headers.get('idempotent-replayed'), 'true');
    assert.equal(await stockOf(shop, id), 4);
  });

  it('gives the same order when it is asked ten times at once', async () => {
    const { id } = await newProduct(shop, 50);
    const cart = await newCart(shop, id);
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => order(shop, cart, key)));

    assert.deepEqual(new Set(answers.map((answer) => answer.status)), new Set([201]));
    assert.equal(new Set(answers.map((answer) => answer.body.id)).size, 1);
    assert.equal(await stockOf(shop, id), 49);
  });

  it('makes one order of one cart, also when two keys race for it', async () => {
    const { id } = await newProduct(shop, 50);
    const cart = await newCart(shop, id);
    const answers = await Promise.all(Array.from({ length: 10 }, () => order(shop, cart)));

    assert.equal(answers.filter((answer) => answer.status === 201).length, 1);
    assert.equal(answers.filter((answer) => answer.status === 404).length, 9);
    assert.equal(await stockOf(shop, id), 49);
  });

  it('refuses a key that was used for another request', async () => {
    const { id } = await newProduct(shop, 5);
    const key = randomUUID();
    await order(shop, await newCart(shop, id), key);
    const { status, body } = await order(shop, await newCart(shop, id), key);

    assert.equal(status, 422);
    assert.equal(body.code, 'idempotency-key-reused');
    assert.equal(await stockOf(shop, id), 4);
  });

  it('wants a key, an address and a cart with something in it', async () => {
    const cart = await newCart(shop);
    const key = { 'idempotency-key': randomUUID() };
    const body = { cartId: cart, email: 'ada@example.com' };

    const noKey = await shop.request('POST', '/orders', body);
    assert.equal(noKey.status, 400);
    assert.equal(noKey.body.code, 'idempotency-key-missing');
    assert.equal((await shop.request('POST', '/orders', { ...body, email: 'ada' }, key)).status, 422);
    const empty = await shop.request('POST', '/orders', body, key);
    assert.equal(empty.status, 409);
    assert.equal(empty.body.code, 'cart-empty');
    assert.equal((await shop.request('POST', '/orders', { ...body, cartId: 'nobody' }, key)).status, 404);
  });

  it('knows no order that nobody placed', async () => {
    assert.equal((await shop.request('GET', '/orders/nobody')).status, 404);
  });
});
