import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ADA, ADMIN, assertProblem, startTestApp, type TestApp } from './support/testApp.ts';

const setRole = (app: TestApp, accessToken: string, id: string, role: string) =>
  app.request('PATCH', `/admin/users/${id}`, { role }, { authorization: `Bearer ${accessToken}` });

/** The application with Ada and the admin, both logged in. */
async function startWithBoth(...args: Parameters<typeof startTestApp>) {
  const app = await startTestApp(...args);
  const ada = { ...(await app.register(ADA)), ...(await app.login(ADA)) };
  const { accessToken } = await app.login(ADMIN);
  const { id } = (await app.getAs(accessToken, '/auth/me')).body;
  return { app, ada, admin: { id, accessToken } };
}

test('an admin sees all users, without their password hashes', async (t) => {
  const { app, admin } = await startWithBoth(t);

  const answer = await app.getAs(admin.accessToken, '/admin/users');

  assert.equal(answer.status, 200);
  assert.deepEqual(
    answer.body.map(({ email, role }: { email: string; role: string }) => ({ email, role })),
    [
      { email: ADMIN.email, role: 'admin' },
      { email: ADA.email, role: 'user' },
    ],
  );
  for (const user of answer.body) assert.deepEqual(Object.keys(user).sort(), ['createdAt', 'email', 'id', 'role']);
});

test('a user gets 403: we know who it is, and it is not enough', async (t) => {
  const { app, ada } = await startWithBoth(t);
  assertProblem(await app.getAs(ada.accessToken, '/admin/users'), 403);
  assertProblem(await setRole(app, ada.accessToken, ada.id, 'admin'), 403);
});

test('a stranger gets 401: we do not know who it is', async (t) => {
  const { app, ada } = await startWithBoth(t);
  assertProblem(await app.request('GET', '/admin/users'), 401);
  assertProblem(await app.request('PATCH', `/admin/users/${ada.id}`, { role: 'admin' }), 401);
});

test('nobody becomes admin by asking for it', async (t) => {
  const app = await startTestApp(t);

  const registered = await app.register({ ...ADA, role: 'admin' } as typeof ADA);

  assert.equal(registered.role, 'user');
  assertProblem(await app.getAs((await app.login(ADA)).accessToken, '/admin/users'), 403);
});

test("nobody becomes admin by registering with the admin's email address", async (t) => {
  const app = await startTestApp(t);
  assertProblem(await app.request('POST', '/auth/register', { ...ADA, email: ADMIN.email.toUpperCase() }), 409);
});

test('a new role counts at once, also for tokens that were issued before', async (t) => {
  const { app, ada, admin } = await startWithBoth(t);

  const promoted = await setRole(app, admin.accessToken, ada.id, 'admin');
  assert.equal(promoted.status, 200);
  assert.equal(promoted.body.role, 'admin');
  assert.equal((await app.getAs(ada.accessToken, '/admin/users')).status, 200);

  await setRole(app, admin.accessToken, ada.id, 'user');
  assertProblem(await app.getAs(ada.accessToken, '/admin/users'), 403);
});

test('an admin cannot change their own role, so one is always left', async (t) => {
  const { app, admin } = await startWithBoth(t);
  assertProblem(await setRole(app, admin.accessToken, admin.id, 'user'), 409);
});

test('a role that does not exist is refused, and so is a user who does not', async (t) => {
  const { app, ada, admin } = await startWithBoth(t);
  assertProblem(await setRole(app, admin.accessToken, ada.id, 'king'), 422);
  assertProblem(await setRole(app, admin.accessToken, 'unknown', 'admin'), 404);
});

test('without ADMIN_EMAIL there is no admin', async (t) => {
  const app = await startTestApp(t, { ADMIN_EMAIL: '', ADMIN_PASSWORD: '' });
  assert.deepEqual(await app.users.list(), []);
});
