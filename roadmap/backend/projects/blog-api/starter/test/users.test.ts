import assert from 'node:assert/strict';
import { test } from 'node:test';
import jwt from 'jsonwebtoken';
import { somebody, TestApp } from './support/testApp.ts';

const app = new TestApp();

test('registers a user', async () => {
  const user = somebody();

  const { status, body } = await app.request('POST', '/api/users', { body: { user } });

  assert.equal(status, 201);
  const { token, ...rest } = body.user;
  assert.deepEqual(rest, { username: user.username, email: user.email, bio: null, image: null });
  assert.match(token, /^[\w-]+\.[\w-]+\.[\w-]+$/);
});

test('signs in with e-mail address and password', async () => {
  const user = somebody();
  await app.request('POST', '/api/users', { body: { user } });

  const { status, body } = await app.request('POST', '/api/users/login', {
    body: { user: { email: user.email.toUpperCase(), password: user.password } },
  });

  assert.equal(status, 200);
  assert.equal(body.user.username, user.username);
  assert.equal(body.user.email, user.email);
});

test('gives the same answer to a wrong password and an unknown address', async () => {
  const user = somebody();
  await app.request('POST', '/api/users', { body: { user } });

  for (const wrong of [
    { email: user.email, password: 'wrong horse' },
    { email: somebody().email, password: user.password },
  ]) {
    const { status, body } = await app.request('POST', '/api/users/login', { body: { user: wrong } });
    assert.equal(status, 401);
    assert.deepEqual(body, { errors: { credentials: ['invalid'] } });
  }
});

test('a token says who it is for, and ends', async () => {
  const { body } = await app.request('POST', '/api/users', { body: { user: somebody() } });

  const { header, payload } = jwt.decode(body.user.token, { complete: true })!;

  assert.equal(header.alg, 'HS256');
  assert.deepEqual(Object.keys(payload).sort(), ['exp', 'iat', 'sub']);
});

test('never gives out a password, not even a hashed one', async () => {
  const user = somebody();
  const { body } = await app.request('POST', '/api/users', { body: { user } });

  assert.ok(!JSON.stringify(body).includes('password'));
  assert.ok(!JSON.stringify(app.logged).includes(user.password));
});

test('refuses a name or an address that is taken (409), and says which', async () => {
  const user = somebody();
  await app.request('POST', '/api/users', { body: { user } });

  const sameName = await app.request('POST', '/api/users', {
    body: { user: { ...somebody(), username: user.username } },
  });
  const sameAddress = await app.request('POST', '/api/users', { body: { user: { ...somebody(), email: user.email } } });

  assert.equal(sameName.status, 409);
  assert.deepEqual(sameName.body, { errors: { username: ['has already been taken'] } });
  assert.equal(sameAddress.status, 409);
  assert.deepEqual(sameAddress.body, { errors: { email: ['has already been taken'] } });
});

test('lets only one of many register the same name at the same moment', async () => {
  const { username } = somebody();

  const answers = await Promise.all(
    Array.from({ length: 8 }, () => app.request('POST', '/api/users', { body: { user: { ...somebody(), username } } })),
  );

  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array<number>(7).fill(409)]);
});

test('refuses what is missing, empty or wrong (422), field by field', async () => {
  const cases: [change: object, field: string, message: string][] = [
    [{ username: '' }, 'username', "can't be blank"],
    [{ username: '   ' }, 'username', "can't be blank"],
    [{ username: undefined }, 'username', "can't be blank"],
    [{ username: 7 }, 'username', 'must be text'],
    [{ username: 'x'.repeat(41) }, 'username', 'is too long (maximum is 40 characters)'],
    [{ username: 'a\u0000b' }, 'username', "can't contain control characters"],
    [{ email: '' }, 'email', "can't be blank"],
    [{ email: 'not an address' }, 'email', 'is invalid'],
    [{ password: '' }, 'password', "can't be blank"],
    [{ password: 'short7c' }, 'password', 'is too short (minimum is 8 characters)'],
    [{ password: 'ä'.repeat(40) }, 'password', 'is too long (maximum is 72 bytes)'],
  ];

  for (const [change, field, message] of cases) {
    const { status, body } = await app.request('POST', '/api/users', { body: { user: { ...somebody(), ...change } } });
    assert.equal(status, 422, JSON.stringify(change));
    assert.deepEqual(body, { errors: { [field]: [message] } });
  }
});

test('says everything that is wrong at once', async () => {
  const { status, body } = await app.request('POST', '/api/users', { body: { user: {} } });

  assert.equal(status, 422);
  assert.deepEqual(Object.keys(body.errors), ['username', 'email', 'password']);
});

test('expects the body in its wrapping', async () => {
  for (const body of [undefined, {}, { user: null }, { user: 'Ada' }, []]) {
    const answer = await app.request('POST', '/api/users', body === undefined ? {} : { body });
    assert.equal(answer.status, 422);
  }
});
