import { anyDate, check, defineStage } from '#checkKit';
import { newLogin, tellsNoPassword, withToken } from './support/accounts';
import { QUICK_HASHES } from './support/environments';
import { encode, makeJwt, makeUnsigned, readJwt, readSigned } from './support/tokens';

export const stage = defineStage({
  environment: QUICK_HASHES,
  checks: [
    check('me', 'GET /auth/me answers 200 with the account that the token belongs to', async ({ api, unique }) => {
      const [ada, bob] = [await newLogin(api, unique), await newLogin(api, unique, 'bob')];
      for (const { id, email, password, accessToken } of [ada, bob]) {
        const answer = (await withToken(api, accessToken).get('/auth/me')).hasStatus(200, 'since the access token is good');
        answer.isLike({ id, email, createdAt: anyDate });
        tellsNoPassword(answer, { email, password });
      }
    }),

    check('missing', 'A request without a token is answered with 401 and WWW-Authenticate', async ({ api }) => {
      const answer = (await api.get('/auth/me')).hasStatus(401, 'since there is no Authorization header');
      answer.hasChallenge('Bearer').hasMediaType('application/problem+json');
    }),

    check('scheme', 'An Authorization header of another kind is answered with 401', async ({ api, unique }) => {
      const { accessToken } = await newLogin(api, unique);
      for (const authorization of ['Basic YWRhOnNlY3JldA==', 'Bearer', `Basic ${accessToken}`]) {
        const answer = await api.get('/auth/me', { headers: { authorization } });
        answer.hasStatus(401, `since "Authorization: ${authorization.slice(0, 28)}" is not the word Bearer and a token`);
      }
    }),

    check('no-token', 'What is no access token at all is answered with 401, and breaks nothing', async ({ api, unique }) => {
      const { refreshToken } = await newLogin(api, unique);
      const noJson = Buffer.from('no JSON').toString('base64url');
      const header = encode({ alg: 'HS256', typ: 'JWT' });
      for (const token of [
        'x',
        '..',
        'a.b.c',
        `${noJson}.${noJson}.${noJson}`,
        `${header}.${noJson}.${noJson}`,
        `${header}.${encode({})}`,
      ]) {
        (await withToken(api, token).get('/auth/me')).hasStatus(401, `since "${token}" is no token`);
      }
      (await withToken(api, refreshToken).get('/auth/me')).hasStatus(401, 'since a refresh token is no access token');
    }),

    check('tampered', 'A token that was changed is refused with 401', async ({ api, unique }) => {
      const [ada, bob] = [await newLogin(api, unique), await newLogin(api, unique, 'bob')];
      const { claims, parts } = readJwt(ada.accessToken);
      const [header, body, signature] = parts;
      const me = (token: string) => withToken(api, token).get('/auth/me');
      const otherUser = `${header}.${encode({ ...claims, sub: bob.id })}.${signature}`;
      (await me(otherUser)).hasStatus(401, 'since the id of the user in the token was changed after it was signed');
      const otherSignature = `${header}.${body}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
      (await me(otherSignature)).hasStatus(401, 'since the signature of the token was changed');
      (await me(`${header}.${body}.`)).hasStatus(401, 'since the signature of the token was removed');
    }),

    check('foreign', 'A token that was signed with another secret is refused with 401', async ({ api, unique }) => {
      const { claims } = readJwt((await newLogin(api, unique)).accessToken);
      for (const secret of ['secret', ' ']) {
        const answer = await withToken(api, makeJwt(claims, { secret })).get('/auth/me');
        answer.hasStatus(401, `since the token was signed with ${JSON.stringify(secret)} in the place of JWT_SECRET`);
      }
    }),

    check('expired', 'A token is refused with 401 when its time is over', async ({ api, unique }) => {
      const { accessToken } = await newLogin(api, unique);
      const { claims, header } = readSigned(accessToken);
      (await withToken(api, makeJwt(claims, { header })).get('/auth/me')).hasStatus(
        200,
        'since the token is signed with JWT_SECRET and not expired',
      );
      const now = Math.floor(Date.now() / 1000);
      const hour = 3_600;
      const old = { ...claims, iat: now - 2 * hour, exp: now - hour, ...('nbf' in claims && { nbf: now - 2 * hour }) };
      (await withToken(api, makeJwt(old, { header })).get('/auth/me')).hasStatus(401, 'since the token expired an hour ago');
    }),

    check('alg-none', 'A token that says it needs no signature is refused with 401', async ({ api, unique }) => {
      const { claims, parts } = readJwt((await newLogin(api, unique)).accessToken);
      for (const alg of ['none', 'None', 'NONE']) {
        const answer = await withToken(api, makeUnsigned(claims, alg)).get('/auth/me');
        answer.hasStatus(401, `since the token has no signature, whatever its "alg": "${alg}" says`);
      }
      const kept = await withToken(api, `${makeUnsigned(claims, 'none')}${parts[2]}`).get('/auth/me');
      kept.hasStatus(401, 'since the header of the token was changed to "alg": "none"');
    }),
  ],
});
