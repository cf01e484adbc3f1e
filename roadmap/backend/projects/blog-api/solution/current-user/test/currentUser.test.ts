import assert from 'node:assert/strict';
import { test } from 'node:test';
import jwt from 'jsonwebtoken';
import { signUp } from './support/people.ts';
import { somebody, TestApp } from './support/testApp.ts';

const app = new TestApp();

test('says who is signed in', async () => {
  const user = somebody();
  const { body: registered } = await app.request('POST', '/api/users', { body: { user } });

  const { status, body } = await app.request('GET', '/api/user', { token: registered.user.token });

  assert.equal(status, 200);
  assert.equal(body.user.username, user.username);
  assert.equal(body.user.email, user.email);
});

test('answers 401 without a token', async () => {
  for (const method of ['GET', 'PUT']) {
    const { status, body } = await app.request(method, '/api/user');
    assert.equal(status, 401);
    assert.deepEqual(body, { errors: { token: ['is missing'] } });
  }
});

test('believes no token but its own', async () => {
  const { token } = await signUp(app);
  const [header, payload, signature] = token.split('.');
  const claims = jwt.decode(token) as jwt.JwtPayload;
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  const forgeries = {
    'not a token': 'nonsense',
    'another user': `${header}.${encode({ ...claims, sub: '1' })}.${signature}`,
    'no algorithm': `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.`,
    'another secret': jwt.sign({}, 'another secret', { subject: claims.sub!, expiresIn: '1h' }),
    expired: jwt.sign({}, 'a secret for tests, and for nothing else', { subject: claims.sub!, expiresIn: -1 }),
    'a user who is gone': jwt.sign({}, 'a secret for tests, and for nothing else', { subject: '2000000000' }),
  };

  for (const [name, forged] of Object.entries(forgeries)) {
    const { status, body } = await app.request('GET', '/api/user', { token: forged });
    assert.equal(status, 401, name);
    assert.deepEqual(body, { errors: { token: ['is invalid'] } });
  }
});

test('changes what is mentioned, and nothing else', async () => {
  const { request, username } = await signUp(app);

  const { status, body } = await request('PUT', '/api/user', { user: { bio: 'I like dragons' } });

  assert.equal(status, 200);
  assert.equal(body.user.bio, 'I like dragons');
  assert.equal(body.user.username, username);
  assert.equal((await request('GET', '/api/user')).body.user.bio, 'I like dragons');
});

test('bio and image can be taken away again', async () => {
  const { request } = await signUp(app);

  for (const nothing of ['', null]) {
    await request('PUT', '/api/user', { user: { bio: 'x', image: 'https://example.com/me.jpg' } });
    const { body } = await request('PUT', '/api/user', { user: { bio: nothing, image: nothing } });
    assert.equal(body.user.bio, null);
    assert.equal(body.user.image, null);
  }
});

test('a new password works at once, and the old one no more', async () => {
  const user = somebody();
  const { body } = await app.request('POST', '/api/users', { body: { user } });
  const signIn = async (password: string) =>
    (await app.request('POST', '/api/users/login', { body: { user: { email: user.email, password } } })).status;

  await app.request('PUT', '/api/user', {
    token: body.user.token,
    body: { user: { password: 'new horse, same stable' } },
  });

  assert.equal(await signIn('new horse, same stable'), 200);
  assert.equal(await signIn(user.password), 401);
});

test("refuses what is not possible (422), and other people's names (409)", async () => {
  const [ada, bob] = [await signUp(app), await signUp(app)];

  for (const changes of [
    {},
    { username: '' },
    { username: null },
    { email: '' },
    { email: null },
    { email: 'nowhere' },
    { password: '' },
    { password: null },
    { password: 'short7c' },
    { bio: 7 },
  ]) {
    const { status } = await ada.request('PUT', '/api/user', { user: changes });
    assert.equal(status, 422, JSON.stringify(changes));
  }

  const { status, body } = await ada.request('PUT', '/api/user', { user: { username: bob.username } });
  assert.equal(status, 409);
  assert.deepEqual(body, { errors: { username: ['has already been taken'] } });
  // Your own name is not somebody else's.
  assert.equal((await ada.request('PUT', '/api/user', { user: { username: ada.username } })).status, 200);
});
