import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestApp } from './support/testApp.ts';

const FROM_A_PAGE = { origin: 'https://todo.example' };

test('any page may read the answers', async (t) => {
  const app = await startTestApp(t);
  const { headers } = await app.request('GET', '/todos', undefined, FROM_A_PAGE);
  assert.equal(headers.get('access-control-allow-origin'), '*');
});

test('a page may read errors as well', async (t) => {
  const app = await startTestApp(t);

  const unknown = await app.request('GET', '/todos/unknown', undefined, FROM_A_PAGE);
  const malformed = await app.request('POST', '/todos', '{', FROM_A_PAGE);

  assert.equal(unknown.headers.get('access-control-allow-origin'), '*');
  assert.equal(malformed.headers.get('access-control-allow-origin'), '*');
});

for (const [path, method] of [
  ['/todos', 'POST'],
  ['/todos', 'DELETE'],
  ['/todos/1', 'PATCH'],
  ['/todos/1', 'DELETE'],
] as const) {
  test(`the preflight of ${method} ${path} is granted`, async (t) => {
    const app = await startTestApp(t);

    const { status, headers } = await app.request('OPTIONS', path, undefined, {
      ...FROM_A_PAGE,
      'access-control-request-method': method,
      'access-control-request-headers': 'content-type',
    });

    assert.equal(status, 204);
    assert.equal(headers.get('access-control-allow-origin'), '*');
    assert.ok(headers.get('access-control-allow-methods')?.split(', ').includes(method));
    assert.match(headers.get('access-control-allow-headers') ?? '', /content-type/i);
  });
}

test('one origin can be named instead of all', async (t) => {
  const app = await startTestApp(t, { corsOrigin: 'https://todo.example' });
  const { headers } = await app.request('GET', '/todos');
  assert.equal(headers.get('access-control-allow-origin'), 'https://todo.example');
});
