import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ADA, assertProblem, startTestApp } from './support/testApp.ts';

test('GET /health says that the program is up', async (t) => {
  const app = await startTestApp(t);

  const answer = await app.request('GET', '/health');

  assert.equal(answer.status, 200);
  assert.deepEqual(answer.body, { status: 'ok' });
});

test('an unknown address is answered with 404', async (t) => {
  const app = await startTestApp(t);
  assertProblem(await app.request('GET', '/nothing-here'), 404);
});

test('a body that is not valid JSON is answered with 400', async (t) => {
  const app = await startTestApp(t);
  assertProblem(await app.request('POST', '/auth/register', '{"email": '), 400);
});

test('a body that is too large is answered with 413', async (t) => {
  const app = await startTestApp(t);
  assertProblem(await app.request('POST', '/auth/register', { email: 'x'.repeat(20_000) }), 413);
});

test('a body of another type than JSON is answered with 415', async (t) => {
  const app = await startTestApp(t);
  assertProblem(await app.request('POST', '/auth/register', 'email=x', { 'content-type': 'text/plain' }), 415);
});

test('a POST without a body is not one of another type', async (t) => {
  const app = await startTestApp(t);
  // Browsers and `fetch` send "Content-Length: 0" along.
  assertProblem(await app.request('POST', '/auth/register'), 422);
});

test('each answer has a request id, and so has each log line about it', async (t) => {
  const app = await startTestApp(t);

  const { headers } = await app.request('GET', '/health');
  const requestId = headers.get('x-request-id');

  assert.match(requestId ?? '', /^[\w-]{1,64}$/);
  await until(() => app.logged.length > 0);
  assert.deepEqual(
    app.logged.map((line) => line['requestId']),
    [requestId],
  );
});

test('a request id of the client is kept when it is harmless, and replaced when it is not', async (t) => {
  const app = await startTestApp(t);

  const harmless = await app.request('GET', '/health', undefined, { 'x-request-id': 'from-the-client-1' });
  const strange = await app.request('GET', '/health', undefined, { 'x-request-id': '"}, {"level": "fake' });

  assert.equal(harmless.headers.get('x-request-id'), 'from-the-client-1');
  assert.match(strange.headers.get('x-request-id') ?? '', /^[\w-]{36}$/);
});

test('an error of ours is logged in full and tells a stranger nothing', async (t) => {
  const app = await startTestApp(t);
  app.users.findByEmail = () => Promise.reject(new Error('the disk is on fire'));

  const answer = await app.request('POST', '/auth/login', ADA);

  assertProblem(answer, 500);
  assert.doesNotMatch(JSON.stringify(answer.body), /fire/);
  assert.match(JSON.stringify(app.logged), /the disk is on fire/);
});

test('no answer may be kept by a cache', async (t) => {
  const app = await startTestApp(t);
  await app.register(ADA);

  const { headers } = await app.request('POST', '/auth/login', ADA);

  assert.equal(headers.get('cache-control'), 'no-store');
});

test('no password and no token is in any log line', async (t) => {
  const app = await startTestApp(t);
  await app.register(ADA);
  const { accessToken, refreshToken } = await app.login(ADA);
  await app.request('POST', '/auth/login', { ...ADA, password: 'a wrong password' });

  const log = JSON.stringify(app.logged);

  for (const secret of [ADA.password, 'a wrong password', accessToken, refreshToken]) assert.ok(!log.includes(secret));
});

/** The line is written when the answer is on its way, which can be a moment after the client has it. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
