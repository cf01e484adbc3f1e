import assert from 'node:assert/strict';
import { test } from 'node:test';
import bcrypt from 'bcrypt';
import { ADA, assertProblem, BOB, startTestApp } from './support/testApp.ts';

test('a new account is answered with 201, without the password and without its hash', async (t) => {
  const app = await startTestApp(t);

  const answer = await app.request('POST', '/auth/register', ADA);

  assert.equal(answer.status, 201);
  assert.deepEqual(Object.keys(answer.body).sort(), ['createdAt', 'email', 'id']);
  assert.equal(answer.body.email, ADA.email);
});

test('what is stored is a bcrypt hash of the password', async (t) => {
  const app = await startTestApp(t);

  await app.register(ADA);

  const [user] = app.users.all();
  assert.ok(user !== undefined);
  assert.ok(!JSON.stringify(user).includes(ADA.password));
  assert.equal(await bcrypt.compare(ADA.password, user.passwordHash), true);
  assert.equal(await bcrypt.compare(BOB.password, user.passwordHash), false);
});

for (const [what, sent, field] of [
  ['without an email address', { password: ADA.password }, 'email'],
  ['with something else as email address', { ...ADA, email: 'ada' }, 'email'],
  ['with a number as email address', { ...ADA, email: 1 }, 'email'],
  ['with an endless email address', { ...ADA, email: `${'a'.repeat(250)}@example.com` }, 'email'],
  ['without a password', { email: ADA.email }, 'password'],
  ['with a password of 7 characters', { ...ADA, password: '1234567' }, 'password'],
  ['with a password of 73 bytes', { ...ADA, password: 'x'.repeat(73) }, 'password'],
  ['with a password of 40 characters and 80 bytes', { ...ADA, password: 'é'.repeat(40) }, 'password'],
  ['that is a list', [ADA], 'body'],
] as const) {
  test(`a registration ${what} is refused because of ${field}`, async (t) => {
    const app = await startTestApp(t);

    const answer = await app.request('POST', '/auth/register', sent);

    assertProblem(answer, 422);
    assert.deepEqual(
      answer.body.errors.map((error: { field: string }) => error.field),
      [field],
    );
    assert.deepEqual(app.users.all(), []);
  });
}

test('all wrong fields are named at once', async (t) => {
  const app = await startTestApp(t);

  const { body } = await app.request('POST', '/auth/register', { email: 'ada', password: 'short' });

  assert.deepEqual(body.errors, [
    { field: 'email', message: 'must be an email address' },
    { field: 'password', message: 'must have at least 8 characters' },
  ]);
});

test('a password of exactly 72 bytes works', async (t) => {
  const app = await startTestApp(t);
  await app.register({ email: ADA.email, password: 'x'.repeat(72) });
});

test('an email address has one account, however it is written', async (t) => {
  const app = await startTestApp(t);
  await app.register(ADA);

  for (const email of [ADA.email, 'ADA@Example.COM', '  ada@example.com ']) {
    const answer = await app.request('POST', '/auth/register', { email, password: BOB.password });
    assertProblem(answer, 409);
  }

  assert.equal(app.users.all().length, 1);
});

test('of ten registrations at the same moment, one wins', async (t) => {
  const app = await startTestApp(t);

  const answers = await Promise.all(Array.from({ length: 10 }, () => app.request('POST', '/auth/register', ADA)));

  const statuses = answers.map(({ status }) => status).sort();
  assert.deepEqual(statuses, [201, ...Array(9).fill(409)]);
});

test('the password is in no log line', async (t) => {
  const app = await startTestApp(t);

  await app.register(ADA);

  assert.ok(!JSON.stringify(app.logged).includes(ADA.password));
});
