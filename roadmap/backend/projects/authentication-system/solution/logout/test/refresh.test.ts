import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ADA, assertProblem, startTestApp, type TestApp } from './support/testApp.ts';

const refresh = (app: TestApp, refreshToken: string) => app.request('POST', '/auth/refresh', { refreshToken });

async function startLoggedIn(...args: Parameters<typeof startTestApp>) {
  const app = await startTestApp(...args);
  await app.register(ADA);
  return { app, ...(await app.login(ADA)) };
}

test('a refresh token gives a new pair of tokens, and both work', async (t) => {
  const { app, refreshToken } = await startLoggedIn(t);

  const answer = await refresh(app, refreshToken);

  assert.equal(answer.status, 200);
  assert.deepEqual(Object.keys(answer.body).sort(), ['accessToken', 'expiresIn', 'refreshToken', 'tokenType']);
  assert.notEqual(answer.body.refreshToken, refreshToken);
  assert.equal((await app.getAs(answer.body.accessToken, '/auth/me')).status, 200);
  assert.equal((await refresh(app, answer.body.refreshToken)).status, 200);
});

test('this is how one stays logged in when the access token has expired', async (t) => {
  const { app, accessToken, refreshToken } = await startLoggedIn(t, { ACCESS_TOKEN_TTL_SECONDS: '60' });
  app.passSeconds(61);
  assertProblem(await app.getAs(accessToken, '/auth/me'), 401);

  const { body } = await refresh(app, refreshToken);

  assert.equal((await app.getAs(body.accessToken, '/auth/me')).status, 200);
});

test('a refresh token that comes back a second time ends the session for everybody', async (t) => {
  const { app, refreshToken: stolen } = await startLoggedIn(t);
  const { body: newest } = await refresh(app, stolen);

  assertProblem(await refresh(app, stolen), 401);

  assertProblem(await refresh(app, newest.refreshToken), 401);
  assertProblem(await app.getAs(newest.accessToken, '/auth/me'), 401);
  assert.ok(app.logged.some(({ level, message }) => level === 'warn' && /session ended/.test(String(message))));
});

test('this also holds for a token that is several exchanges old', async (t) => {
  const { app, refreshToken: oldest } = await startLoggedIn(t);
  let newest = oldest;
  for (let n = 0; n < 3; n++) newest = (await refresh(app, newest)).body.refreshToken;

  assertProblem(await refresh(app, oldest), 401);

  assertProblem(await refresh(app, newest), 401);
});

test('other sessions of the same user go on', async (t) => {
  const { app, refreshToken } = await startLoggedIn(t);
  const phone = await app.login(ADA);

  await refresh(app, refreshToken);
  await refresh(app, refreshToken);

  assert.equal((await app.getAs(phone.accessToken, '/auth/me')).status, 200);
  assert.equal((await refresh(app, phone.refreshToken)).status, 200);
});

test('of ten exchanges at the same moment, one works', async (t) => {
  const { app, refreshToken } = await startLoggedIn(t);

  const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(app, refreshToken)));

  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
});

test('a session ends when its time is over, however often it was refreshed', async (t) => {
  const { app, refreshToken } = await startLoggedIn(t, { REFRESH_TOKEN_TTL_SECONDS: '3600' });
  app.passSeconds(3000);
  const { body } = await refresh(app, refreshToken);
  app.passSeconds(601);

  assertProblem(await refresh(app, body.refreshToken), 401);
  assertProblem(await app.getAs(body.accessToken, '/auth/me'), 401);
});

test('anything else is refused', async (t) => {
  const { app, accessToken } = await startLoggedIn(t);
  assertProblem(await refresh(app, 'made up'), 401);
  assertProblem(await refresh(app, ''), 401);
  assertProblem(await refresh(app, accessToken), 401);
  assertProblem(await app.request('POST', '/auth/refresh', {}), 422);
  assertProblem(await app.request('POST', '/auth/refresh'), 422);
});
