import { check, defineStage, type Answer, type Api } from '#checkKit';
import { logIn, newLogin, refresh, tokensOf, withToken, type Tokens } from './support/accounts';
import { QUICK_HASHES } from './support/environments';

const logOut = async (api: Api, accessToken: string): Promise<Answer> =>
  (await withToken(api, accessToken).post('/auth/logout')).hasStatus(204, 'since the access token is good');

const me = (api: Api, accessToken: string): Promise<Answer> => withToken(api, accessToken).get('/auth/me');

export const stage = defineStage({
  environment: QUICK_HASHES,
  checks: [
    check('logs-out', 'POST /auth/logout answers 204 without a body', async ({ api, unique }) => {
      const { accessToken } = await newLogin(api, unique);
      (await logOut(api, accessToken)).isEmpty();
    }),

    check('access-token', 'After the logout, the access token is refused with 401', async ({ api, unique }) => {
      const { accessToken } = await newLogin(api, unique);
      (await me(api, accessToken)).hasStatus(200, 'since nobody has logged out yet');
      await logOut(api, accessToken);
      (await me(api, accessToken)).hasStatus(401, 'since this access token was logged out');
    }),

    check('refresh-token', 'After the logout, the refresh token is refused with 401', async ({ api, unique }) => {
      const { accessToken, refreshToken } = await newLogin(api, unique);
      await logOut(api, accessToken);
      (await refresh(api, refreshToken)).hasStatus(401, 'since this login was logged out');
    }),

    check('whole-login', 'All access tokens of that login are refused, not only the one that was sent', async ({ api, unique, pause }) => {
      const first = await newLogin(api, unique);
      let second: Tokens = first;
      // Two that were made within a second may be the same, to the letter.
      for (let exchange = 0; exchange < 10 && second.accessToken === first.accessToken; exchange++) {
        if (exchange > 0) await pause(250);
        second = tokensOf((await refresh(api, second.refreshToken)).hasStatus(200));
      }
      await logOut(api, second.accessToken);
      (await me(api, first.accessToken)).hasStatus(401, 'since the login that this older access token belongs to was logged out');
      (await refresh(api, second.refreshToken)).hasStatus(401, 'since this login was logged out');
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
      (await api.post('/auth/logout')).hasStatus(401, 'since there is no access token');
      await logOut(api, accessToken);
      (await withToken(api, accessToken).post('/auth/logout')).hasStatus(401, 'since this access token was logged out already');
    }),

    check('again', 'The user can log in again', async ({ api, unique }) => {
      const account = await newLogin(api, unique);
      await logOut(api, account.accessToken);
      const { accessToken } = await logIn(api, account);
      (await me(api, accessToken)).hasStatus(200, 'since this is a new login').isLike({ id: account.id });
    }),
  ],
});
