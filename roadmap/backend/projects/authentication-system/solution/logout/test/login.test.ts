import assert from 'node:assert/strict';
import { test } from 'node:test';
import jwt from 'jsonwebtoken';
import { ADA, assertProblem, BOB, startTestApp, type TestApp } from './support/testApp.ts';

test('the right password gives an access token and a refresh token', async (t) => {
  const app = await startTestApp(t);
  const { id } = await app.register(ADA);

  const answer = await app.request('POST', '/auth/login', ADA);

  assert.equal(answer.status, 200);
  assert.equal(answer.body.tokenType, 'Bearer');
  assert.equal(answer.body.expiresIn, 900);
  assert.equal(typeof answer.body.refreshToken, 'string');

  const { header, payload } = jwt.decode(answer.body.accessToken, { complete: true }) ?? assert.fail('not a JWT');
  assert.ok(typeof payload === 'object');
  assert.equal(header.alg, 'HS256');
  assert.equal(payload.sub, id);
  assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 900);
});

test('an access token holds nothing that is secret or personal, because anyone can read it', async (t) => {
  const app = await startTestApp(t);
  await app.register(ADA);

  const { accessToken } = await app.login(ADA);

  const payload = jwt.decode(accessToken);
  assert.ok(payload !== null && typeof payload === 'object');
  assert.deepEqual(Object.keys(payload).sort(), ['aud', 'exp', 'iat', 'iss', 'sid', 'sub']);
});

test('upper and lower case make no difference in the email address, but do in the password', async (t) => {
  const app = await startTestApp(t);
  await app.register(ADA);

  await app.login({ ...ADA, email: 'ADA@example.com' });
  assertProblem(await app.request('POST', '/auth/login', { ...ADA, password: ADA.password.toUpperCase() }), 401);
});

test('a wrong password and an unknown account get the same answer', async (t) => {
  const app = await startTestApp(t);
  await app.register(ADA);

  const wrong = await app.request('POST', '/auth/login', { ...ADA, password: BOB.password });
  const unknown = await app.request('POST', '/auth/login', BOB);

  assertProblem(wrong, 401);
  assertProblem(unknown, 401);
  assert.deepEqual(unknown.body, wrong.body);
  assert.ok(wrong.headers.has('www-authenticate'));
});

test('a wrong password and an unknown account take the same time', async (t) => {
  // A hash of some length, or the noise of the computer would hide the difference that we look for.
  const app = await startTestApp(t, { BCRYPT_COST: '9' });
  await app.register(ADA);
  await app.request('POST', '/auth/login', BOB); // the first request of all is slow

  const wrong = await medianMs(app, { ...ADA, password: 'a wrong password' });
  const unknown = await medianMs(app, BOB);

  // Without any care, an unknown account is answered in a twentieth of the time.
  assert.ok(unknown > wrong / 3 && unknown < wrong * 3, `unknown account: ${unknown} ms, wrong password: ${wrong} ms`);
});

test('what comes after the 72 bytes that bcrypt looks at counts as well', async (t) => {
  const app = await startTestApp(t);
  const account = { email: ADA.email, password: 'x'.repeat(72) };
  await app.register(account);

  assertProblem(await app.request('POST', '/auth/login', { ...account, password: `${account.password}y` }), 401);
});

test('a login without email address or password is refused', async (t) => {
  const app = await startTestApp(t);
  assertProblem(await app.request('POST', '/auth/login', { email: ADA.email }), 422);
  assertProblem(await app.request('POST', '/auth/login', { password: ADA.password }), 422);
  assertProblem(await app.request('POST', '/auth/login', { email: { $ne: '' }, password: ADA.password }), 422);
});

async function medianMs(app: TestApp, account: object): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < 9; n++) {
    const start = performance.now();
    await app.request('POST', '/auth/login', account);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[4] ?? 0;
}
