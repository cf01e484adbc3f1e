import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { freeAlias, startTestApp } from './support/testApp.ts';

test('a link lives for ever, unless one says otherwise', async (t) => {
  const app = await startTestApp(t);

  const { body: forEver } = await app.request('POST', '/links', { url: 'https://example.com' });
  const { body: oneHour } = await app.request('POST', '/links', { url: 'https://example.com', expiresIn: 3600 });

  assert.equal(forEver.expiresAt, null);
  assert.equal(Date.parse(oneHour.expiresAt) - Date.parse(oneHour.createdAt), 3_600_000);
});

test('an expired link is gone (410), from memory as well, and the clicks it had are still there', async (t) => {
  const app = await startTestApp(t);
  const code = await app.shorten({ expiresIn: 1 });
  assert.equal((await app.request('GET', `/${code}`)).status, 302); // now it is in memory

  await wait(1_100);

  const { status, headers, body } = await app.request('GET', `/${code}`);
  assert.equal(status, 410);
  assert.equal(headers.get('location'), null);
  assert.equal(body.detail, 'This link has expired.');
  assert.equal((await app.request('GET', `/links/${code}/stats`)).body.total, 1);
});

test('an expired link keeps its alias, and its owner can bring it back', async (t) => {
  const app = await startTestApp(t);
  const alias = await app.shorten({ alias: freeAlias(), expiresIn: 1 });
  await wait(1_100);

  assert.equal((await app.request('POST', '/links', { url: 'https://example.com', alias })).status, 409);

  const { status, body } = await app.request('PATCH', `/links/${alias}`, { expiresIn: null });
  assert.equal(status, 200);
  assert.equal(body.expiresAt, null);
  assert.equal((await app.request('GET', `/${alias}`)).status, 302);
});

test('refuses a lifetime that makes no sense', async (t) => {
  const app = await startTestApp(t);

  for (const expiresIn of [0, -1, 1.5, '60', 1e12, 'tomorrow']) {
    const { status, body } = await app.request('POST', '/links', { url: 'https://example.com', expiresIn });
    assert.equal(status, 422, `${expiresIn}`);
    assert.equal(body.errors[0].field, 'expiresIn');
  }
});
