import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestApp } from './support/testApp.ts';

test('is healthy while Redis answers', async (t) => {
  const app = await startTestApp(t);

  const { status, body } = await app.request('GET', '/health');

  assert.equal(status, 200);
  assert.deepEqual(body, { status: 'ok' });
});

test('an error is a problem document (RFC 9457)', async (t) => {
  const app = await startTestApp(t);

  const { status, headers, body } = await app.request('GET', '/no/such/path');

  assert.equal(status, 404);
  assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/);
  assert.deepEqual(body, {
    type: 'about:blank',
    title: 'Not Found',
    status: 404,
    detail: 'There is nothing at GET /no/such/path.',
  });
});

test('a body that is not JSON is refused', async (t) => {
  const app = await startTestApp(t);

  const { status, body } = await app.request('POST', '/links', '{"url":');

  assert.equal(status, 400);
  assert.equal(body.detail, 'The body is not valid JSON.');
});

test('a body of another type is refused', async (t) => {
  const app = await startTestApp(t);

  const { status } = await app.request('POST', '/links', 'url=x', { 'content-type': 'text/plain' });

  assert.equal(status, 415);
});

test('a body that is too large is refused', async (t) => {
  const app = await startTestApp(t);

  const { status } = await app.request('POST', '/links', { url: 'x'.repeat(200_000) });

  assert.equal(status, 413);
});

test('a broken escape in the path is the fault of the client', async (t) => {
  const app = await startTestApp(t);

  const { status } = await app.request('GET', '/%E0%A4%A');

  assert.equal(status, 400);
});

test('each request has an id, in the answer and in the log', async (t) => {
  const app = await startTestApp(t);

  const given = await app.request('GET', '/health', undefined, { 'x-request-id': 'from-a-client' });
  const made = await app.request('GET', '/health', undefined, { 'x-request-id': 'not acceptable!' });

  assert.equal(given.headers.get('x-request-id'), 'from-a-client');
  assert.match(made.headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
  const ids = app.logged.filter((line) => line.message === 'request').map((line) => line.requestId);
  assert.deepEqual(ids, ['from-a-client', made.headers.get('x-request-id')]);
});
