import assert from 'node:assert/strict';
import { test } from 'node:test';
import jwt, { type JwtPayload, type SignOptions } from 'jsonwebtoken';
import { ADA, assertProblem, BOB, startTestApp, type Answer } from './support/testApp.ts';

function assertRefused(answer: Answer): void {
  assertProblem(answer, 401);
  assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer error="invalid_token"/);
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

function payloadOf(token: string): JwtPayload {
  const payload = jwt.decode(token);
  assert.ok(payload !== null && typeof payload === 'object');
  return payload;
}

test('GET /auth/me with an access token answers who one is', async (t) => {
  const app = await startTestApp(t);
  const registered = await app.register(ADA);
  const { accessToken } = await app.login(ADA);

  const answer = await app.getAs(accessToken, '/auth/me');

  assert.equal(answer.status, 200);
  assert.deepEqual(answer.body, registered);
});

for (const [what, headers] of [
  ['no Authorization header', {}],
  ['another scheme', { authorization: 'Basic YWRhOnNlY3JldA==' }],
  ['a scheme without a token', { authorization: 'Bearer' }],
] as const) {
  test(`${what} is answered with 401 and the way to authenticate`, async (t) => {
    const app = await startTestApp(t);

    const answer = await app.request('GET', '/auth/me', undefined, headers);

    assertProblem(answer, 401);
    assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
  });
}

test('an access token is refused when its time is over, and not before', async (t) => {
  const app = await startTestApp(t, { ACCESS_TOKEN_TTL_SECONDS: '60' });
  await app.register(ADA);
  const { accessToken } = await app.login(ADA);

  app.passSeconds(58);
  assert.equal((await app.getAs(accessToken, '/auth/me')).status, 200);
  app.passSeconds(3);
  assertRefused(await app.getAs(accessToken, '/auth/me'));
});

test('a token with another user id in it is refused', async (t) => {
  const app = await startTestApp(t);
  const bob = await app.register(BOB);
  await app.register(ADA);
  const { accessToken } = await app.login(ADA);

  const [header, , signature] = accessToken.split('.');
  const forged = `${header}.${encode({ ...payloadOf(accessToken), sub: bob.id })}.${signature}`;

  assertRefused(await app.getAs(forged, '/auth/me'));
});

test('a token with one changed character in its signature is refused', async (t) => {
  const app = await startTestApp(t);
  await app.register(ADA);
  const { accessToken } = await app.login(ADA);

  const dot = accessToken.lastIndexOf('.');
  const other = accessToken[dot + 1] === 'A' ? 'B' : 'A';
  const forged = `${accessToken.slice(0, dot + 1)}${other}${accessToken.slice(dot + 2)}`;

  assertRefused(await app.getAs(forged, '/auth/me'));
});

for (const alg of ['none', 'None', 'NONE']) {
  test(`a token that says it needs no signature ("alg": "${alg}") is refused`, async (t) => {
    const app = await startTestApp(t);
    await app.register(ADA);
    const { accessToken } = await app.login(ADA);

    const unsigned = `${encode({ alg, typ: 'JWT' })}.${encode(payloadOf(accessToken))}.`;

    assertRefused(await app.getAs(unsigned, '/auth/me'));
  });
}

/** Tokens that are signed with care, and still not ours: each differs from a good one in a single point. */
const FOREIGN: [what: string, payload: object, options: SignOptions, secret?: string][] = [
  ['with another secret', {}, {}, 'another secret that is long enough for anyone'],
  ['with another algorithm', {}, { algorithm: 'HS512' }],
  ['by another issuer', { iss: 'somebody-else' }, {}],
  ['for another audience', { aud: 'somebody-else' }, {}],
];

for (const [what, change, options, secret] of FOREIGN) {
  test(`a token signed ${what} is refused`, async (t) => {
    const app = await startTestApp(t);
    await app.register(ADA);
    const { accessToken } = await app.login(ADA);

    const payload = { ...payloadOf(accessToken), ...change };
    const foreign = jwt.sign(payload, secret ?? app.config.JWT_SECRET, { algorithm: 'HS256', ...options });

    assertRefused(await app.getAs(foreign, '/auth/me'));
  });
}

test('what is no token at all is refused', async (t) => {
  const app = await startTestApp(t);
  await app.register(ADA);
  const { refreshToken } = await app.login(ADA);

  for (const token of ['x', 'a.b.c', '..', `${encode({ alg: 'HS256' })}.bm8ganNvbg.c2ln`, refreshToken]) {
    assertRefused(await app.getAs(token, '/auth/me'));
  }
});
