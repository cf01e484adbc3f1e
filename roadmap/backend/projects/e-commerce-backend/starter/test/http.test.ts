import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestShop, type TestShop } from './support/testShop.ts';

describe('every answer', () => {
  let shop: TestShop;
  before(async () => {
    shop = await startTestShop();
  });
  after(() => shop.close());

  it('reports that the shop is healthy', async () => {
    const { status, body } = await shop.request('GET', '/health');
    assert.equal(status, 200);
    assert.deepEqual(body, { status: 'ok', redis: 'up' });
  });

  it('carries a request id, also when something went wrong', async () => {
    const fine = await shop.request('GET', '/health');
    const wrong = await shop.request('GET', '/nowhere');
    assert.match(fine.headers.get('x-request-id') ?? '', /^[\w-]{36}$/);
    assert.equal(wrong.body.requestId, wrong.headers.get('x-request-id'));
    assert.notEqual(fine.headers.get('x-request-id'), wrong.headers.get('x-request-id'));
  });

  it('keeps a request id that the client brings, unless it is suspicious', async () => {
    const kept = await shop.request('GET', '/health', undefined, { 'x-request-id': 'from-the-proxy.42' });
    const replaced = await shop.request('GET', '/health', undefined, { 'x-request-id': 'a b"c' });
    assert.equal(kept.headers.get('x-request-id'), 'from-the-proxy.42');
    assert.notEqual(replaced.headers.get('x-request-id'), 'a b"c');
  });

  it('is a problem document when the address is unknown', async () => {
    const { status, headers, body } = await shop.request('GET', '/nowhere');
    assert.equal(status, 404);
    assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/);
    assert.equal(body.type, 'about:blank');
    assert.equal(body.title, 'Not Found');
    assert.equal(body.status, 404);
    assert.equal(body.code, 'not-found');
  });

  it('is 405 with Allow when only the method is wrong', async () => {
    const { status, headers } = await shop.request('DELETE', '/products');
    assert.equal(status, 405);
    assert.match(headers.get('allow') ?? '', /GET/);
  });

  it('is 400 when the body is not JSON', async () => {
    const { status, body } = await shop.request('POST', '/products', '{"name": ');
    assert.equal(status, 400);
    assert.equal(body.code, 'bad-request');
  });

  it('is 400 when the address cannot be decoded', async () => {
    const { status } = await shop.request('GET', '/products/%E0%A4%A');
    assert.equal(status, 400);
  });

  it('is 413 when the body is too large', async () => {
    const { status, body } = await shop.request('POST', '/products', { name: 'x'.repeat(200_000) });
    assert.equal(status, 413);
    assert.equal(body.code, 'payload-too-large');
  });
});
