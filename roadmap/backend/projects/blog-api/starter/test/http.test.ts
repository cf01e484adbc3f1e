import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TestApp } from './support/testApp.ts';

const app = new TestApp();

test('is healthy while the database answers', async () => {
  const { status, body } = await app.request('GET', '/health');

  assert.equal(status, 200);
  assert.deepEqual(body, { status: 'ok' });
});

test('under /api, an error has the shape that RealWorld frontends understand', async () => {
  const { status, headers, body } = await app.request('GET', '/api/no/such/path');

  assert.equal(status, 404);
  assert.match(headers.get('content-type') ?? '', /^application\/json/);
  assert.deepEqual(body, { errors: { path: ['not found'] } });
});

test('elsewhere, an error is a problem document (RFC 9457)', async () => {
  const { status, headers, body } = await app.request('GET', '/no/such/path');

  assert.equal(status, 404);
  assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/);
  assert.deepEqual(body, { type: 'about:blank', title: 'Not Found', status: 404, detail: 'path not found' });
});

test('refuses a body that is not JSON', async () => {
  const { status, body } = await app.request('POST', '/api/users', { body: '{"user":' });

  assert.equal(status, 400);
  assert.deepEqual(body, { errors: { body: ['is not valid JSON'] } });
});

test('refuses a body of another type', async () => {
  const headers = { 'content-type': 'text/plain' };

  assert.equal((await app.request('POST', '/api/users', { body: 'hello', headers })).status, 415);
});

test('refuses a body that is too large', async () => {
  const { status, body } = await app.request('POST', '/api/users', { body: { user: 'x'.repeat(1_100_000) } });

  assert.equal(status, 413);
  assert.deepEqual(body, { errors: { body: ['is too large'] } });
});

test('a frontend from another address may use the API', async () => {
  const { status, headers } = await app.request('OPTIONS', '/api/users', {
    headers: { origin: 'http://localhost:4100', 'access-control-request-method': 'POST' },
  });

  assert.equal(status, 204);
  assert.equal(headers.get('access-control-allow-origin'), '*');
  assert.match(headers.get('access-control-allow-headers') ?? '', /authorization/);
});

test('each request has an id, in the answer and in the log', async () => {
  const given = await app.request('GET', '/health', { headers: { 'x-request-id': 'from-a-client' } });
  const made = await app.request('GET', '/health', { headers: { 'x-request-id': 'not acceptable!' } });

  assert.equal(given.headers.get('x-request-id'), 'from-a-client');
  const id = made.headers.get('x-request-id');
  assert.match(id ?? '', /^[0-9a-f-]{36}$/);
  for (const requestId of ['from-a-client', id]) {
    assert.ok(app.logged.some((line) => line.message === 'request' && line.requestId === requestId));
  }
});
