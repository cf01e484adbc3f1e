import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { startTestApp, visitorFrom } from './support/testApp.ts';

const LINK = { url: 'https://example.com' };

test('says how much is left, then refuses, and says when to come back', async (t) => {
  const app = await startTestApp(t, { RATE_LIMIT_MAX: '2' });
  const visitor = visitorFrom();

  const first = await app.request('POST', '/links', LINK, visitor);
  const second = await app.request('POST', '/links', LINK, visitor);
  const third = await app.request('POST', '/links', LINK, visitor);

  assert.deepEqual([first.status, second.status, third.status], [201, 201, 429]);
  assert.equal(first.headers.get('ratelimit-limit'), '2');
  assert.equal(first.headers.get('ratelimit-remaining'), '1');
  assert.equal(third.headers.get('ratelimit-remaining'), '0');
  const retryAfter = Number(third.headers.get('retry-after'));
  assert.ok(retryAfter >= 1 && retryAfter <= 60, `${retryAfter}`);
  assert.match(third.headers.get('content-type') ?? '', /problem\+json/);
});

test('the next window starts afresh', async (t) => {
  const app = await startTestApp(t, { RATE_LIMIT_MAX: '1', RATE_LIMIT_WINDOW_SECONDS: '1' });
  const visitor = visitorFrom();
  await app.request('POST', '/links', LINK, visitor);
  assert.equal((await app.request('POST', '/links', LINK, visitor)).status, 429);

  await wait(1_100);

  assert.equal((await app.request('POST', '/links', LINK, visitor)).status, 201);
});

test('each visitor has a limit of their own', async (t) => {
  const app = await startTestApp(t, { RATE_LIMIT_MAX: '1' });

  assert.equal((await app.request('POST', '/links', LINK, visitorFrom())).status, 201);
  assert.equal((await app.request('POST', '/links', LINK, visitorFrom())).status, 201);
});

test('the limit holds for requests at the same moment, on all servers together', async (t) => {
  const settings = { RATE_LIMIT_MAX: '10' };
  const servers = [await startTestApp(t, settings), await startTestApp(t, settings)];
  const visitor = visitorFrom();

  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, i) => servers[i % 2]!.request('POST', '/links', LINK, visitor)),
  );

  assert.equal(answers.filter(({ status }) => status === 201).length, 10);
  assert.equal(answers.filter(({ status }) => status === 429).length, 20);
});

test('visitors of links are not limited', async (t) => {
  const app = await startTestApp(t, { RATE_LIMIT_MAX: '1' });
  const visitor = visitorFrom();
  const { body: link } = await app.request('POST', '/links', LINK, visitor);

  for (let i = 0; i < 5; i++) {
    assert.equal((await app.request('GET', `/${link.code}`, undefined, visitor)).status, 302);
  }
});

test('who is not a trusted proxy cannot invent addresses', async (t) => {
  // All of this comes from 127.0.0.1, as in other tests. A salt of its own gives it a counter of its own.
  const app = await startTestApp(t, { RATE_LIMIT_MAX: '1', TRUST_PROXY: 'none', VISITOR_SALT: randomUUID() });

  assert.equal((await app.request('POST', '/links', LINK, visitorFrom())).status, 201);
  assert.equal((await app.request('POST', '/links', LINK, visitorFrom())).status, 429);
});
