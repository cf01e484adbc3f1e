import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestShop, type TestShop } from './support/testShop.ts';

describe('the catalog', () => {
  let shop: TestShop;
  before(async () => {
    shop = await startTestShop();
  });
  after(() => shop.close());

  it('lists the sample products', async () => {
    const { status, body } = await shop.request('GET', '/products');

    assert.equal(status, 200);
    assert.equal(body.total, 6);
    assert.equal(body.items.length, 6);
    assert.deepEqual(body.items[0], {
      id: 'enamel-mug',
      name: 'Enamel Mug',
      description: 'Survives drops, dishwashers and deadlines. 350 ml.',
      priceInCents: 1490,
      currency: 'usd',
      stock: 40,
      createdAt: '2026-01-01T09:00:00.000Z',
      updatedAt: '2026-01-01T09:00:00.000Z',
    });
  });

  it('gives out one page at a time', async () => {
    const { body } = await shop.request('GET', '/products?limit=2&offset=1');

    assert.deepEqual(
      body.items.map((product: { id: string }) => product.id),
      ['dot-grid-notebook', 'brass-pen'],
    );
    assert.equal(body.total, 6);
  });

  it('refuses a page that makes no sense', async () => {
    for (const query of ['limit=0', 'limit=101', 'limit=many', 'offset=-1']) {
      const { status, body } = await shop.request('GET', `/products?${query}`);
      assert.equal(status, 422, query);
      assert.equal(body.code, 'validation-failed');
      assert.equal(body.errors[0].path, query.split('=')[0]);
    }
  });

  it('shows one product', async () => {
    const { status, body } = await shop.request('GET', '/products/brass-pen');

    assert.equal(status, 200);
    assert.equal(body.name, 'Brass Pen');
    assert.equal(body.priceInCents, 3900);
  });

  it('says so when there is no such product', async () => {
    const { status, body } = await shop.request('GET', '/products/unicorn');

    assert.equal(status, 404);
    assert.equal(body.code, 'not-found');
  });
});
