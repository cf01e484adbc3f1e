import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ADMIN, newProduct, startTestShop, stockOf, type TestShop } from './support/testShop.ts';

describe('managing products', () => {
  let shop: TestShop;
  before(async () => {
    shop = await startTestShop();
  });
  after(() => shop.close());

  const tray = { name: 'Cable Tray', description: 'Hides things.', priceInCents: 2900, stock: 10 };

  it('lets the admin create a product, which is then in the catalog', async () => {
    const created = await shop.request('POST', '/products', tray, ADMIN);
    const found = await shop.request('GET', created.headers.get('location') ?? '');
    const list = await shop.request('GET', '/products?limit=100');

    assert.equal(created.status, 201);
    assert.equal(created.headers.get('location'), `/products/${created.body.id}`);
    assert.deepEqual(found.body, created.body);
    assert.deepEqual({ ...found.body, ...tray, currency: 'usd' }, found.body);
    assert.ok(list.body.items.some((product: { id: string }) => product.id === created.body.id));
  });

  it('lets nobody else do it', async () => {
    for (const authorization of ['', 'Bearer wrong', 'Bearer ', 'Basic admin-token-of-the-tests']) {
      const { status, headers, body } = await shop.request('POST', '/products', tray, { authorization });
      assert.equal(status, 401, authorization);
      assert.match(headers.get('www-authenticate') ?? '', /^Bearer/);
      assert.equal(body.code, 'unauthorized');
    }
    assert.equal((await shop.request('PATCH', '/products/desk-lamp', { priceInCents: 50 })).status, 401);
    assert.equal((await shop.request('POST', '/products/desk-lamp/stock', { change: 5 })).status, 401);
  });

  it('changes only what is named', async () => {
    const before = await shop.request('GET', '/products/desk-lamp');
    const { status, body } = await shop.request('PATCH', '/products/desk-lamp', { priceInCents: 6900 }, ADMIN);

    assert.equal(status, 200);
    assert.deepEqual(body, { ...before.body, priceInCents: 6900, updatedAt: body.updatedAt });
    assert.ok(body.updatedAt > before.body.updatedAt);
  });

  it('refuses data that makes no sense, and names the field', async () => {
    const wrong: [body: object, path: string][] = [
      [{ ...tray, name: '  ' }, 'name'],
      [{ ...tray, name: undefined }, 'name'],
      [{ ...tray, priceInCents: 19.99 }, 'priceInCents'],
      [{ ...tray, priceInCents: -100 }, 'priceInCents'],
      [{ ...tray, priceInCents: '100' }, 'priceInCents'],
      [{ ...tray, stock: -1 }, 'stock'],
      [{ ...tray, color: 'red' }, 'color'],
    ];
    for (const [body, path] of wrong) {
      const answer = await shop.request('POST', '/products', body, ADMIN);
      assert.equal(answer.status, 422, path);
      assert.equal(answer.body.code, 'validation-failed');
      assert.equal(answer.body.errors[0].path, path);
    }
    assert.equal((await shop.request('PATCH', '/products/desk-lamp', {}, ADMIN)).status, 422);
    assert.equal((await shop.request('PATCH', '/products/desk-lamp', { stock: 5 }, ADMIN)).status, 422);
  });

  it('wants JSON', async () => {
    const { status } = await shop.request('POST', '/products', 'name=Mug', { ...ADMIN, 'content-type': 'text/plain' });
    assert.equal(status, 415);
  });

  it('says so when the product does not exist', async () => {
    assert.equal((await shop.request('PATCH', '/products/unicorn', { name: 'Unicorn' }, ADMIN)).status, 404);
    assert.equal((await shop.request('POST', '/products/unicorn/stock', { change: 1 }, ADMIN)).status, 404);
    assert.equal((await shop.request('GET', '/products/unicorn')).status, 404);
  });

  it('counts every change of the stock, also when many come at once', async () => {
    const { id } = await newProduct(shop, 0);
    await Promise.all(
      Array.from({ length: 20 }, () => shop.request('POST', `/products/${id}/stock`, { change: 3 }, ADMIN)),
    );
    assert.equal(await stockOf(shop, id), 60);
  });

  it('never takes more from the stock than there is', async () => {
    const { id } = await newProduct(shop, 2);
    const { status, body } = await shop.request('POST', `/products/${id}/stock`, { change: -3 }, ADMIN);

    assert.equal(status, 409);
    assert.equal(body.code, 'insufficient-stock');
    assert.equal(body.available, 2);
    assert.equal(await stockOf(shop, id), 2);
  });
});
