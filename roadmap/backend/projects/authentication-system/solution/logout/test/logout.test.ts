import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ADA, assertProblem, startTestApp, type TestApp } from './support/testApp.ts';

const logout = (app: TestApp, accessToken: string) =>
  app.request('POST', '/auth/logout', undefined, { authorization: `Bearer ${accessToken}` });

test('after a logout, neither the access token nor the refresh token works', async (t) => {
  const app = await startTestApp(t);
  await app.register(ADA);
  const { accessToken, refreshToken } = await app.login(ADA);

  const answer = await logout(app, accessToken);

  assert.equal(answer.status, 204);
  assert.equal(answer.body, undefined);
  assertProblem(await app.getAs(accessToken, '/auth/me'), 401);
  assertProblem(await app.request('POST', '/auth/refresh', { refreshToken }), 401);
});

test('access tokens from before a refresh belong to the session and end with it', async (t) => {
  const app = await startTestApp(t);
  await app.register(ADA);
  const first = await app.login(ADA);
  const { body: second } = await app.request('POST', '/auth/refresh', { refreshToken: first.refreshToken });

  await logout(app, second.accessToken);

  assertProblem(await app.getAs(first.accessToken, '/auth/me'), 401);
  assertProblem(await app.request('POST', '/auth/refresh', { refreshToken: second.refreshToken }), 401);
});

test('logging out on one device leaves the others logged in', async (t) => {
  const app = await startTestApp(t);
  await app.register(ADA);
  const laptop = await app.login(ADA);
  const phone = await app.login(ADA);

  await logout(app, laptop.accessToken);

  assert.equal((await app.getAs(phone.accessToken, '/auth/me')).status, 200);
});

test('one can log in again', async (t) => {
  const app = await startTestApp(t);
  await app.register(ADA);
  await logout(app, (await app.login(ADA)).accessToken);

  const { accessToken } = await app.login(ADA);

  assert.equal((await app.getAs(accessToken, '/auth/me')).status, 200);
});

test('only who is logged in can log out', async (t) => {
  const app = await startTestApp(t);
  await app.register(ADA);
  const { accessToken } = await app.login(ADA);

  await logout(app, accessToken);

  assertProblem(await logout(app, accessToken), 401);
  assertProblem(await app.request('POST', '/auth/logout'), 401);
});
