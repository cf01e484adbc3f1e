import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestApp } from './support/testApp.ts';

const TARGET = 'https://example.com/a/long/path?with=a&query#and-a-fragment';

test('shortens a URL', async (t) => {
  const app = await startTestApp(t);

  const { status, body } = await app.request('POST', '/links', { url: TARGET });

  assert.equal(status, 201);
  assert.equal(body.url, TARGET);
  assert.match(body.code, /^[0-9A-Za-z]{7}$/);
  assert.equal(body.shortUrl, `${app.url}/${body.code}`);
  assert.ok(!Number.isNaN(Date.parse(body.createdAt)));
});

test('sends visitors on to the URL, exactly as it was given', async (t) => {
  const app = await startTestApp(t);
  const { body: link } = await app.request('POST', '/links', { url: TARGET });

  const { status, headers } = await app.request('GET', `/${link.code}`);

  assert.equal(status, 302);
  assert.equal(headers.get('location'), TARGET);
});

test('gives each link a code of its own, even for the same URL', async (t) => {
  const app = await startTestApp(t);

  const { body: one } = await app.request('POST', '/links', { url: TARGET });
  const { body: other } = await app.request('POST', '/links', { url: TARGET });

  assert.notEqual(one.code, other.code);
});

test('links are in Redis, so another server knows them too', async (t) => {
  const [one, other] = [await startTestApp(t), await startTestApp(t)];
  const { body: link } = await one.request('POST', '/links', { url: TARGET });

  const { status } = await other.request('GET', `/${link.code}`);

  assert.equal(status, 302);
});

test('answers 404 for a code that does not exist', async (t) => {
  const app = await startTestApp(t);

  const { status, body } = await app.request('GET', '/nothing-here');

  assert.equal(status, 404);
  assert.equal(body.detail, 'There is no such link.');
});

test('answers 422 and names the field when there is no URL', async (t) => {
  const app = await startTestApp(t);

  for (const body of [{}, { url: '' }, { url: 7 }]) {
    const answer = await app.request('POST', '/links', body);
    assert.equal(answer.status, 422);
    assert.equal(answer.body.errors[0].field, 'url');
  }
});

test('answers 422 when there is no body at all', async (t) => {
  const app = await startTestApp(t);

  assert.equal((await app.request('POST', '/links')).status, 422);
});
