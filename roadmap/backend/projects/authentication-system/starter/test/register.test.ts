import assert from 'node:assert/strict';
import { test } from 'node:test';
import bcrypt from 'bcrypt';
import { startTestApp } from './support/testApp.ts';

const ADA = { email: 'ada@example.com', password: 'correct horse battery staple' };

test('a new account is answered with 201, without the password and without its hash', async (t) => {
  const app = await startTestApp(t);

  const answer = await app.request('POST', '/auth/register', ADA);

  assert.equal(answer.status, 201);
  assert.deepEqual(Object.keys(answer.body).sort(), ['createdAt', 'email', 'id']);
  assert.equal(answer.body.email, ADA.email);
});

test('what is stored is a bcrypt hash of the password', async (t) => {
  const app = await startTestApp(t);

  await app.request('POST', '/auth/register', ADA);

  const [user] = app.users.all();
  assert.ok(user !== undefined);
  assert.ok(!JSON.stringify(user).includes(ADA.password));
  assert.equal(await bcrypt.compare(ADA.password, user.passwordHash), true);
  assert.equal(await bcrypt.compare('another password', user.passwordHash), false);
});

test('a registration without a password is refused', async (t) => {
  const app = await startTestApp(t);

  const answer = await app.request('POST', '/auth/register', { email: ADA.email });

  assert.equal(answer.status, 422);
  assert.deepEqual(app.users.all(), []);
});

test('the password is in no log line', async (t) => {
  const app = await startTestApp(t);

  await app.request('POST', '/auth/register', ADA);

  assert.ok(!JSON.stringify(app.logged).includes(ADA.password));
});
