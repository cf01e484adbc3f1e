import { anyDate, anyId, check, defineStage, ensure, momentOf } from '#checkKit';
import { logIn, newAccount, newLogin, refusesStranger, tellsNoPassword, withToken } from './support/accounts';
import { QUICK_HASHES } from './support/environments';
import { encode, makeJwt, makeUnsigned, readJwt, readSigned } from './support/tokens';

/** A database may keep whole seconds of what was milliseconds in the answer to the registration. */
const ROUNDED = 1_000;

export const stage = defineStage({
  environment: QUICK_HASHES,
  countsOn: { foreign: ['JWT_SECRET'], expired: ['JWT_SECRET'], 'other-algorithm': ['JWT_SECRET'] },
  passages: {
    me: 'With a good token the answer is 200 with the account',
    missing: 'Anything else is answered with 401, a problem document',
    scheme: 'one that is not the word `Bearer`, a space and a token',
    'no-token': 'a text that is no access token, whatever it looks like',
    tampered: 'a token whose claims or signature were changed, or whose signature was removed',
    foreign: 'a token that was signed with anything but `JWT_SECRET`',
    expired: 'a token whose `exp` is over',
    'alg-none': 'a token whose header says `"alg": "none"`, in whatever spelling',
    'other-algorithm': 'Your program knows that it signs with HS256, and accepts nothing else.',
  },
  checks: [
    check('me', 'GET /auth/me answers 200 with the account that the token belongs to', async ({ api, unique }) => {
      const accounts = [newAccount(unique), newAccount(unique, 'bob')];
      const registered = [];
      for (const account of accounts) {
        const { object } = (await api.post('/auth/register', account)).hasStatus(201).isLike({ id: anyId, createdAt: anyDate });
        registered.push({ ...account, id: object['id'], createdAt: object['createdAt'], ...(await logIn(api, account)) });
      }
      const made = new Map<unknown, unknown>();
      // Each is asked for twice: what is made anew for each answer is another one then.
      for (const { id, email, password, createdAt, accessToken } of [...registered, ...registered]) {
        const answer = (await withToken(api, accessToken).get('/auth/me')).hasStatus(200, 'since the access token is good');
        answer.isLike({ id, email, createdAt: anyDate });
        const told = momentOf(answer.object['createdAt']) ?? Number.NaN;
        const isSame = Math.abs(told - (momentOf(createdAt) ?? Number.NaN)) <= ROUNDED && told === (made.get(id) ?? told);
        ensure(
          isSame,
          `${answer.name}: "createdAt" should be ${String(createdAt)}, as after the registration, but is ${String(answer.object['createdAt'])}.`,
        );
        made.set(id, told);
        tellsNoPassword(answer, { email, password });
      }
    }),

    check('missing', 'A request without a token is answered with 401 and WWW-Authenticate', async ({ api }) => {
      refusesStranger(await api.get('/auth/me'), 'since there is no Authorization header');
    }),

    check('scheme', 'An Authorization header of another kind is answered with 401', async ({ api, unique }) => {
      const { accessToken } = await newLogin(api, unique);
      for (const [authorization, shown] of [
        ['Basic YWRhOnNlY3JldA==', 'Basic YWRhOnNlY3JldA=='],
        ['Bearer', 'Bearer'],
        [`Basic ${accessToken}`, 'Basic <token>'],
        [accessToken, '<token>'],
        [`Bearer${accessToken}`, 'Bearer<token>'],
      ] as const) {
        const answer = await api.get('/auth/me', { headers: { authorization } });
        refusesStranger(answer, `since "Authorization: ${shown}" is not the word Bearer, a space and a token`);
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
        refusesStranger(await withToken(api, token).get('/auth/me'), `since "${token}" is no token`);
      }
      refusesStranger(await withToken(api, refreshToken).get('/auth/me'), 'since a refresh token is no access token');
    }),

    check('tampered', 'A token that was changed is refused with 401', async ({ api, unique }) => {
      const [ada, bob] = [await newLogin(api, unique), await newLogin(api, unique, 'bob')];
      const { claims, parts } = readJwt(ada.accessToken);
      const [header, body, signature] = parts;
      const me = (token: string) => withToken(api, token).get('/auth/me');
      const otherUser = `${header}.${encode({ ...claims, sub: bob.id })}.${signature}`;
      refusesStranger(await me(otherUser), 'since the id of the user in the token was changed after it was signed');
      const otherSignature = `${header}.${body}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
      refusesStranger(await me(otherSignature), 'since the signature of the token was changed');
      refusesStranger(await me(`${header}.${body}.`), 'since the signature of the token was removed');
    }),

    check('foreign', 'A token that was signed with another secret is refused with 401', async ({ api, unique }) => {
      const { claims } = readJwt((await newLogin(api, unique)).accessToken);
      for (const secret of ['secret', ' ', '']) {
        const answer = await withToken(api, makeJwt(claims, { secret })).get('/auth/me');
        refusesStranger(answer, `since the token was signed with ${JSON.stringify(secret)} in the place of JWT_SECRET`);
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
      for (const minutes of [60, 2]) {
        const end = now - 60 * minutes;
        const old = { ...claims, iat: end - 600, exp: end, ...('nbf' in claims && { nbf: end - 600 }) };
        const answer = await withToken(api, makeJwt(old, { header })).get('/auth/me');
        refusesStranger(answer, `since the token expired ${minutes === 60 ? 'an hour' : `${minutes} minutes`} ago`);
      }
    }),

    check('alg-none', 'A token that says it needs no signature is refused with 401', async ({ api, unique }) => {
      const { claims, parts } = readJwt((await newLogin(api, unique)).accessToken);
      for (const alg of ['none', 'None', 'NONE']) {
        const answer = await withToken(api, makeUnsigned(claims, alg)).get('/auth/me');
        refusesStranger(answer, `since the token has no signature, whatever its "alg": "${alg}" says`);
      }
      const kept = await withToken(api, `${makeUnsigned(claims, 'none')}${parts[2]}`).get('/auth/me');
      refusesStranger(kept, 'since the header of the token was changed to "alg": "none"');
    }),

    check('other-algorithm', 'A token that was signed by another algorithm is refused with 401', async ({ api, unique }) => {
      const { claims, header } = readSigned((await newLogin(api, unique)).accessToken);
      for (const [alg, hash] of [
        ['HS384', 'sha384'],
        ['HS512', 'sha512'],
      ] as const) {
        const token = makeJwt(claims, { header: { ...header, alg }, hash });
        refusesStranger(await withToken(api, token).get('/auth/me'), `since the token was signed with ${alg}, although with JWT_SECRET`);
      }
    }),
  ],
});
