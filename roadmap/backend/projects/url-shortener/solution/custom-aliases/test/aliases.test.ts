import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freeAlias, startTestApp } from './support/testApp.ts';

const URL_A = 'https://example.com/a';

test('takes a code of your choice', async (t) => {
  const app = await startTestApp(t);
  const alias = freeAlias();

  const { status, headers, body } = await app.request('POST', '/links', { url: URL_A, alias });

  assert.equal(status, 201);
  assert.equal(headers.get('location'), `/links/${alias}`);
  assert.equal(body.code, alias);
  assert.equal((await app.request('GET', `/${alias}`)).headers.get('location'), URL_A);
});

test('answers 409 when it is taken, and leaves the first link alone', async (t) => {
  const app = await startTestApp(t);
  const alias = await app.shorten({ url: URL_A, alias: freeAlias() });

  const { status, body } = await app.request('POST', '/links', { url: 'https://example.com/b', alias });

  assert.equal(status, 409);
  assert.equal(body.detail, `The alias "${alias}" is taken.`);
  assert.equal((await app.request('GET', `/${alias}`)).headers.get('location'), URL_A);
});

test('gives it to exactly one of many who ask at the same moment', async (t) => {
  const servers = [await startTestApp(t), await startTestApp(t)];
  const alias = freeAlias();

  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      servers[i % 2]!.request('POST', '/links', { url: `https://example.com/${i}`, alias }),
    ),
  );

  const winners = answers.filter(({ status }) => status === 201);
  assert.equal(winners.length, 1);
  assert.equal(answers.filter(({ status }) => status === 409).length, 19);
  const { headers } = await servers[0]!.request('GET', `/${alias}`);
  assert.equal(headers.get('location'), winners[0]!.body.url);
});

test('refuses what would not work as a code', async (t) => {
  const app = await startTestApp(t);

  for (const alias of ['', 'ab', 'x'.repeat(33), 'with space', 'a/b', 'äöü', '..', 'links', 'Health', 7, null]) {
    const { status, body } = await app.request('POST', '/links', { url: URL_A, alias });
    assert.equal(status, 422, `${alias}`);
    assert.equal(body.errors[0].field, 'alias');
  }
});

test('tells apart upper and lower case', async (t) => {
  const app = await startTestApp(t);
  const alias = await app.shorten({ alias: freeAlias() });

  assert.equal((await app.request('GET', `/${alias.toUpperCase()}`)).status, 404);
});
