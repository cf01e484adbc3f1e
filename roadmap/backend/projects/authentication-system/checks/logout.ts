import { check, defineStage, type Answer, type Api } from '#checkKit';
import { logIn, newLogin, refresh, refuses, refusesStranger, tokensOf, withToken, type Tokens } from './support/accounts';
import { QUICK_HASHES } from './support/environments';

const logOut = async (api: Api, accessToken: string): Promise<Answer> =>
  (await withToken(api, accessToken).post('/auth/logout')).hasStatus(204, 'since the access token is good');

const me = (api: Api, accessToken: string): Promise<Answer> => withToken(api, accessToken).get('/auth/me');

export const stage = defineStage({
  environment: QUICK_HASHES,
  countsOn: {},
  passages: {
    'logs-out': 'The answer is 204, without a body.',
    'access-token': 'the access token that was sent, on `GET /auth/me` and on every other guarded route',
    'refresh-token': 'the refresh token.',
    'whole-login': 'every other access token of the same login',
    'other-devices': 'The same user may be logged in on other devices',
    guarded: 'Without a good access token the answer is 401',
    again: 'away, and gets new tokens that work',
  },
  checks: [
    check('logs-out', 'POST /auth/logout answers 204 without a body', async ({ api, unique }) => {
      const account = await newLogin(api, unique);
      (await logOut(api, account.accessToken)).isEmpty();
      const { accessToken } = await logIn(api, account);
      const answer = await withToken(api, accessToken).post('/auth/logout', undefined, { headers: { 'content-type': 'application/json' } });
      answer.hasStatus(204, 'since frontends send Content-Type: application/json with each request, also where there is no body');
    }),

    check('access-token', 'After the logout, the access token is refused with 401', async ({ api, unique }) => {
      const { accessToken } = await newLogin(api, unique);
      (await me(api, accessToken)).hasStatus(200, 'since nobody has logged out yet');
      await logOut(api, accessToken);
      refusesStranger(await me(api, accessToken), 'since this access token was logged out');
    }),

    check('refresh-token', 'After the logout, the refresh token is refused with 401', async ({ api, unique }) => {
      const { accessToken, refreshToken } = await newLogin(api, unique);
      await logOut(api, accessToken);
      refuses(await refresh(api, refreshToken), 401, 'since this login was logged out');
    }),

    check('whole-login', 'All access tokens of that login are refused, not only the one that was sent', async ({ api, unique, pause }) => {
      const first = await newLogin(api, unique);
      let second: Tokens = first;
      // Two that were made within a second may be the same, to the letter.
      for (let exchange = 0; exchange < 10 && second.accessToken === first.accessToken; exchange++) {
        if (exchange > 0) await pause(250);
        second = tokensOf((await refresh(api, second.refreshToken)).hasStatus(200, 'since nobody has logged out yet'));
      }
      await logOut(api, second.accessToken);
      refusesStranger(await me(api, first.accessToken), 'since the login that this older access token belongs to was logged out');
      refuses(await refresh(api, second.refreshToken), 401, 'since this login was logged out');
    }),

    check('other-devices', 'Other logins of the same user go on', async ({ api, unique }) => {
      const laptop = await newLogin(api, unique);
      const phone = await logIn(api, laptop);
      await logOut(api, laptop.accessToken);
      (await me(api, phone.accessToken)).hasStatus(200, 'since only the other login was logged out');
      (await refresh(api, phone.refreshToken)).hasStatus(200, 'since only the other login was logged out');
    }),

    check('guarded', 'Only who is logged in can log out: anyone else gets 401', async ({ api, unique }) => {
      const { accessToken } = await newLogin(api, unique);
      refusesStranger(await api.post('/auth/logout'), 'since there is no access token');
      await logOut(api, accessToken);
      refusesStranger(await withToken(api, accessToken).post('/auth/logout'), 'since this access token was logged out already');
    }),

    check('again', 'The user can log in again', async ({ api, unique }) => {
      const account = await newLogin(api, unique);
      await logOut(api, account.accessToken);
      const { accessToken, refreshToken } = await logIn(api, account);
      (await me(api, accessToken)).hasStatus(200, 'since this is a new login').isLike({ id: account.id });
      (await refresh(api, refreshToken)).hasStatus(200, 'since this is a new login');
    }),
  ],
});
