import { atOnce, check, defineStage, ensure } from '#checkKit';
import { logIn, newLogin, refresh, tokensOf, withToken } from './support/accounts';
import { QUICK_HASHES } from './support/environments';

export const stage = defineStage({
  environment: QUICK_HASHES,
  checks: [
    check('exchanges', 'POST /auth/refresh answers 200 with a new access token that works', async ({ api, unique }) => {
      const { id, refreshToken } = await newLogin(api, unique);
      const answer = (await refresh(api, refreshToken)).hasStatus(200, 'since the refresh token is good');
      answer.isLike({ tokenType: 'Bearer' }).hasInList('Cache-Control', 'no-store');
      const { accessToken } = tokensOf(answer);
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
      (await refresh(api, refreshToken)).hasStatus(200);
      (await refresh(api, refreshToken)).hasStatus(401, 'since this refresh token was used before');
    }),

    check('family', 'When a used refresh token comes back, the newest one of that login stops working, too', async ({ api, unique }) => {
      const { refreshToken: oldest } = await newLogin(api, unique);
      let newest = oldest;
      for (let exchange = 0; exchange < 2; exchange++) newest = tokensOf((await refresh(api, newest)).hasStatus(200)).refreshToken;
      (await refresh(api, oldest)).hasStatus(401, 'since this refresh token was used before');
      (await refresh(api, newest)).hasStatus(
        401,
        'since an older refresh token of this login came back: one of the two who have tokens of it is a thief',
      );
    }),

    check('other-logins', 'Other logins of the same user go on', async ({ api, unique }) => {
      const laptop = await newLogin(api, unique);
      const phone = await logIn(api, laptop);
      (await refresh(api, laptop.refreshToken)).hasStatus(200);
      (await refresh(api, laptop.refreshToken)).hasStatus(401, 'since this refresh token was used before');
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
        for (const answer of answers) answer.hasStatus([200, 401]);
      }
    }),

    check('refuses', 'Anything else is refused: 401 for a wrong token, 422 for none', async ({ api, unique }) => {
      const { accessToken } = await newLogin(api, unique);
      (await refresh(api, unique('made-up-'))).hasStatus(401, 'since nobody was given this refresh token');
      (await refresh(api, accessToken)).hasStatus(401, 'since an access token is no refresh token');
      (await api.post('/auth/refresh', {})).hasStatus(422, 'since there is no "refreshToken" in the body');
    }),
  ],
});
