import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ADA, assertProblem, BOB, startTestApp, type TestApp } from './support/testApp.ts';

const SETTINGS = { LOCKOUT_MAX_FAILURES: '3', LOCKOUT_SECONDS: '600' };

async function fail(app: TestApp, email: string, times: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let n = 0; n < times; n++) {
    const { status } = await app.request('POST', '/auth/login', { email, password: `guess number ${n}` });
    statuses.push(status);
  }
  return statuses;
}

test('after three wrong passwords, even the right one is answered with 429 and the time to wait', async (t) => {
  const app = await startTestApp(t, SETTINGS);
  await app.register(ADA);

  assert.deepEqual(await fail(app, ADA.email, 4), [401, 401, 401, 429]);
  const answer = await app.request('POST', '/auth/login', ADA);

  assertProblem(answer, 429);
  const wait = Number(answer.headers.get('retry-after'));
  assert.ok(wait > 590 && wait <= 600, `Retry-After: ${wait}`);
});

test('after the time that Retry-After told, the account is open again', async (t) => {
  const app = await startTestApp(t, SETTINGS);
  await app.register(ADA);
  await fail(app, ADA.email, 3);
  const { headers } = await app.request('POST', '/auth/login', ADA);

  app.passSeconds(Number(headers.get('retry-after')));

  await app.login(ADA);
});

test('trying on while it is closed does not keep it closed', async (t) => {
  const app = await startTestApp(t, SETTINGS);
  await app.register(ADA);
  await fail(app, ADA.email, 3);
  app.passSeconds(500);
  await fail(app, ADA.email, 3);
  app.passSeconds(101);

  await app.login(ADA);
});

test('a right password starts the count again', async (t) => {
  const app = await startTestApp(t, SETTINGS);
  await app.register(ADA);

  for (let round = 0; round < 3; round++) {
    assert.deepEqual(await fail(app, ADA.email, 2), [401, 401]);
    await app.login(ADA);
  }
});

test('thirty guesses at the same moment are not more than three', async (t) => {
  const app = await startTestApp(t, SETTINGS);
  await app.register(ADA);

  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      app.request('POST', '/auth/login', { email: ADA.email, password: `guess number ${n}` }),
    ),
  );

  const tried = answers.filter(({ status }) => status === 401);
  assert.equal(tried.length, 3);
});

test('another spelling of the email address is the same account', async (t) => {
  const app = await startTestApp(t, SETTINGS);
  await app.register(ADA);

  await fail(app, ADA.email, 2);
  await fail(app, ADA.email.toUpperCase(), 1);

  assertProblem(await app.request('POST', '/auth/login', ADA), 429);
});

test('an account that does not exist is closed in the same way, so this does not tell either', async (t) => {
  const app = await startTestApp(t, SETTINGS);
  assert.deepEqual(await fail(app, 'nobody@example.com', 4), [401, 401, 401, 429]);
});

test('other accounts, and sessions that exist, are not concerned', async (t) => {
  const app = await startTestApp(t, SETTINGS);
  await app.register(ADA);
  await app.register(BOB);
  const { accessToken, refreshToken } = await app.login(ADA);

  await fail(app, ADA.email, 4);

  await app.login(BOB);
  assert.equal((await app.getAs(accessToken, '/auth/me')).status, 200);
  assert.equal((await app.request('POST', '/auth/refresh', { refreshToken })).status, 200);
});
