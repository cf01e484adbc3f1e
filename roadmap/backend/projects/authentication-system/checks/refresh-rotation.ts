import { anyNumber, atOnce, check, defineStage, ensure, fail, type Answer } from '#checkKit';
import { logIn, newAccount, newLogin, refresh, refuses, register, tokensOf, withToken } from './support/accounts';
import { QUICK_HASHES } from './support/environments';
import { hasLifetime, readSigned } from './support/tokens';

/** How long the refresh tokens of a login work where that is tried, in seconds. */
const FAMILY_LIFE = 2;

export const stage = defineStage({
  environment: QUICK_HASHES,
  countsOn: { exchanges: ['JWT_SECRET', 'ACCESS_TOKEN_TTL_SECONDS'] },
  passages: {
    exchanges: 'The answer is 200 with the same four fields as after a login',
    rotates: 'The refresh token in it is a new one, and both tokens work.',
    once: 'When the same one comes a second time, the answer is 401.',
    family: 'that moment on the newest refresh token of that login is refused with 401, too',
    'other-logins': '**Only that login ends.**',
    race: 'Of 20 exchanges of one token that arrive at once',
    refuses: 'A refresh token that nobody was given is refused with 401',
    ends: 'let a family live for `REFRESH_TOKEN_TTL_SECONDS` from the login',
  },
  checks: [
    check('exchanges', 'POST /auth/refresh answers 200 with a new access token that works', async ({ api, unique }) => {
      const account = newAccount(unique);
      const id = await register(api, account);
      const login = (await api.post('/auth/login', account))
        .hasStatus(200, 'since email address and password are right')
        .isLike({ expiresIn: anyNumber });
      const { refreshToken } = tokensOf(login);
      const answer = (await refresh(api, refreshToken)).hasStatus(200, 'since the refresh token is good');
      const { expiresIn } = login.object;
      answer.isLike({ tokenType: 'Bearer', expiresIn }).hasInList('Cache-Control', 'no-store');
      const { accessToken } = tokensOf(answer);
      hasLifetime(readSigned(accessToken).claims, Number(expiresIn));
      (await withToken(api, accessToken).get('/auth/me')).hasStatus(200, 'since this access token was just given out').isLike({ id });
    }),

    check('rotates', 'Each exchange gives another refresh token, which works for the next', async ({ api, unique }) => {
      let { refreshToken } = await newLogin(api, unique);
      const seen = new Set([refreshToken]);
      for (let exchange = 0; exchange < 3; exchange++) {
        const answer = (await refresh(api, refreshToken)).hasStatus(200, 'since this is the newest refresh token and was not used yet');
        ({ refreshToken } = tokensOf(answer));
        ensure(!seen.has(refreshToken), 'POST /auth/refresh gave out a refresh token that was given out before: each one works only once.');
        seen.add(refreshToken);
      }
    }),

    check('once', 'A refresh token works only once', async ({ api, unique }) => {
      const { refreshToken } = await newLogin(api, unique);
      (await refresh(api, refreshToken)).hasStatus(200, NOT_USED_YET);
      refusesUsed(await refresh(api, refreshToken));
    }),

    check('family', 'When a used refresh token comes back, the newest one of that login stops working, too', async ({ api, unique }) => {
      const account = await newLogin(api, unique);
      const oldest = account.refreshToken;
      let newest = oldest;
      for (let exchange = 0; exchange < 2; exchange++)
        newest = tokensOf((await refresh(api, newest)).hasStatus(200, NOT_USED_YET)).refreshToken;
      refusesUsed(await refresh(api, oldest));
      const because = 'since an older refresh token of this login came back: one of the two who have tokens of it is a thief';
      refuses(await refresh(api, newest), 401, because);
      await logIn(api, account, 'since the user can log in again after a refresh token came back');
    }),

    check('other-logins', 'Other logins of the same user go on', async ({ api, unique }) => {
      const laptop = await newLogin(api, unique);
      const phone = await logIn(api, laptop);
      (await refresh(api, laptop.refreshToken)).hasStatus(200, NOT_USED_YET);
      refusesUsed(await refresh(api, laptop.refreshToken));
      (await refresh(api, phone.refreshToken)).hasStatus(200, 'since the token that was used twice belongs to another login');
    }),

    check('race', 'Of many exchanges of one refresh token at the same moment, exactly one succeeds', async ({ api, unique }) => {
      const many = 20;
      // Who comes in between is a matter of luck, so more than once.
      for (let round = 0; round < 3; round++) {
        const { refreshToken } = await newLogin(api, unique);
        const answers = await atOnce(api, many, () => refresh(api, refreshToken));
        const worked = answers.filter(({ status }) => status === 200).length;
        ensure(
          worked === 1,
          `Of ${many} exchanges of one refresh token at the same moment, ${worked} were answered with 200, and not one.`,
        );
        for (const answer of answers) answer.hasStatus([200, 401], 'since this refresh token works for one of them');
      }
    }),

    check('refuses', 'Anything else is refused: 401 for a wrong token, 422 for none', async ({ api, unique }) => {
      const { accessToken } = await newLogin(api, unique);
      refuses(await refresh(api, unique('made-up-')), 401, 'since nobody was given this refresh token');
      refuses(await refresh(api, accessToken), 401, 'since an access token is no refresh token');
      refuses(await api.post('/auth/refresh', {}), 422, 'since there is no "refreshToken" in the body');
      refuses(await api.post('/auth/refresh', { refreshToken: 42 }), 422, 'since a number is no refresh token');
    }),

    check('ends', 'All refresh tokens of a login end REFRESH_TOKEN_TTL_SECONDS after it', async ({ unique, startAnother, eventually }) => {
      const { api } = await startAnother({ REFRESH_TOKEN_TTL_SECONDS: String(FAMILY_LIFE) });
      const account = newAccount(unique);
      await register(api, account);
      const before = performance.now();
      let { refreshToken } = await logIn(api, account);
      const ended = await eventually(async () => {
        const answer = await refresh(api, refreshToken);
        const seconds = (performance.now() - before) / 1000;
        if (answer.status !== 200) {
          refuses(answer, 401, 'since the login has ended');
          return seconds;
        }
        ({ refreshToken } = tokensOf(answer));
        return fail(
          `A refresh token still works ${seconds.toFixed(0)} seconds after the login, although REFRESH_TOKEN_TTL_SECONDS is ${FAMILY_LIFE}, and no exchange makes a login live longer.`,
        );
      }, FAMILY_ENDS);
      // Programs may count in whole seconds.
      ensure(
        ended > FAMILY_LIFE - 1,
        `The newest refresh token was refused ${ended.toFixed(1)} seconds after the login, although REFRESH_TOKEN_TTL_SECONDS is ${FAMILY_LIFE}.`,
      );
    }),
  ],
});

/** Within so many milliseconds, a busy machine included. */
const FAMILY_ENDS = 8_000;

const NOT_USED_YET = 'since this refresh token was not used yet';
const refusesUsed = (answer: Answer): Answer => refuses(answer, 401, 'since this refresh token was used before');
