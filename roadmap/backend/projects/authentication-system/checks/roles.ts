import { anyDate, check, defineStage, ensure, fail, like, type Answer, type Api } from '#checkKit';
import { logIn, newAccount, newLogin, refuses, refusesStranger, register, tellsNoPassword, withToken } from './support/accounts';
import { ADMIN, QUICK_HASHES } from './support/environments';
import { makeJwt, readSigned } from './support/tokens';

/** More than a page of a list has, as a rule. */
const MANY = 30;

const USERS = '/admin/users';

/** The API as the admin whose account the program makes at its start. */
async function asAdmin(api: Api): Promise<Api> {
  const { accessToken } = await logIn(api, ADMIN, 'since this is the account of ADMIN_EMAIL and ADMIN_PASSWORD');
  return withToken(api, accessToken);
}

const pathOf = (id: unknown): string => `${USERS}/${encodeURIComponent(String(id))}`;

const setRole = (api: Api, id: unknown, role: string): Promise<Answer> => api.patch(pathOf(id), { role });

/** The variables that name the admin as whom these checks log in. */
const FIRST_ADMIN = ['ADMIN_EMAIL', 'ADMIN_PASSWORD'];

export const stage = defineStage({
  environment: QUICK_HASHES,
  countsOn: {
    'first-admin': FIRST_ADMIN,
    list: FIRST_ADMIN,
    guarded: [...FIRST_ADMIN, 'JWT_SECRET'],
    'after-logout': FIRST_ADMIN,
    changes: FIRST_ADMIN,
    'at-once': FIRST_ADMIN,
    refuses: FIRST_ADMIN,
  },
  passages: {
    default: 'A new account is a `user`.',
    'first-admin': 'the program makes sure at its start',
    'self-made': 'A client that sends `"role": "admin"` with its registration does not become admin',
    list: '`GET /admin/users` answers 200 with an array of all accounts, without passwords and hashes',
    guarded: 'Everyone else gets 401 without a good access token, and 403 with one.',
    'after-logout': 'One that was logged out is not good here either.',
    changes: 'answers 200 with the changed account',
    'at-once': 'A new role counts at once, also for access tokens that were given out before.',
    refuses: 'there is no such role or none was sent, 404 when no account has this id',
  },
  checks: [
    check('default', 'A new account has the role user, and its owner sees it', async ({ api, unique }) => {
      const account = newAccount(unique);
      (await api.post('/auth/register', account)).hasStatus(201).isLike({ role: 'user' });
      const { accessToken } = await logIn(api, account);
      (await withToken(api, accessToken).get('/auth/me')).hasStatus(200, 'since the access token is good').isLike({ role: 'user' });
    }),

    check(
      'first-admin',
      'The account of ADMIN_EMAIL and ADMIN_PASSWORD is there from the start, with the role admin',
      async ({ api, unique, startAnother }) => {
        (await (await asAdmin(api)).get('/auth/me'))
          .hasStatus(200, 'since the access token is good')
          .isLike({ email: ADMIN.email, role: 'admin' });
        // With a hash that takes its time, so that an admin who is not waited for is missed.
        const first = newAccount(unique, 'first');
        const other = await startAnother({ ADMIN_EMAIL: first.email, ADMIN_PASSWORD: first.password, BCRYPT_COST: '12' });
        const { accessToken } = await logIn(
          other.api,
          first,
          'since the account of ADMIN_EMAIL and ADMIN_PASSWORD is there from the start',
        );
        (await withToken(other.api, accessToken).get('/auth/me'))
          .hasStatus(200, 'since the access token is good')
          .isLike({ email: first.email, role: 'admin' });
      },
    ),

    check('self-made', 'Nobody becomes admin by sending a role along with the registration', async ({ api, unique }) => {
      const account = newAccount(unique);
      const registered = (await api.post('/auth/register', { ...account, role: 'admin' })).hasStatus(
        [201, 422],
        'since a role that is sent along is passed over or refused',
      );
      if (registered.status === 422) return;
      ensure(registered.object['role'] !== 'admin', 'Whoever sends "role": "admin" with a registration becomes admin.');
      const { accessToken } = await logIn(api, account);
      refuses(await withToken(api, accessToken).get(USERS), 403, 'since nobody becomes admin by asking for it');
    }),

    check('list', 'GET /admin/users answers an admin with all accounts, without their passwords', async ({ api, unique }) => {
      const accounts = Array.from({ length: MANY }, () => newAccount(unique));
      const ids = await Promise.all(accounts.map((account) => register(api, account)));
      const answer = (await (await asAdmin(api)).get(USERS)).hasStatus(200, 'since an admin asks');
      const users = answer.list as readonly ({ readonly email?: unknown; readonly role?: unknown } | null)[];
      for (const [index, account] of accounts.entries()) {
        const { email } = account;
        const listed = users.filter((user) => user?.email === email);
        if (listed.length !== 1) fail(`${answer.name} should have the account ${email} once, but has it ${listed.length} times.`);
        like(`The account ${email} in ${answer.name.replace('The', 'the')}`, listed[0], {
          id: ids[index],
          role: 'user',
          createdAt: anyDate,
        });
        tellsNoPassword(answer, account);
      }
      const isAdminListed = users.some((user) => user?.email === ADMIN.email && user.role === 'admin');
      ensure(isAdminListed, `${answer.name} should have the account of ADMIN_EMAIL with the role admin, but does not.`);
    }),

    check('guarded', 'Under /admin, a stranger gets 401, and a user 403', async ({ api, unique }) => {
      const { id, accessToken } = await newLogin(api, unique);
      refusesStranger(await api.get(USERS), 'since nobody knows who asks');
      refusesStranger(await setRole(api, id, 'admin'), 'since nobody knows who asks');
      const { accessToken: good } = await logIn(api, ADMIN);
      const forged = withToken(api, makeJwt(readSigned(good).claims, { secret: 'secret' }));
      refusesStranger(await forged.get(USERS), 'since the token was signed with another secret');
      const user = withToken(api, accessToken);
      refuses(await user.get(USERS), 403, 'since a user asks, and not an admin');
      refuses(await setRole(user, id, 'admin'), 403, 'since a user asks, and not an admin');
    }),

    check('after-logout', 'Under /admin, a token that was logged out is refused with 401', async ({ api }) => {
      const { accessToken } = await logIn(api, ADMIN);
      const admin = withToken(api, accessToken);
      (await admin.get(USERS)).hasStatus(200, 'since an admin asks');
      (await admin.post('/auth/logout')).hasStatus(204, 'since the access token is good');
      refusesStranger(await admin.get(USERS), 'since this access token was logged out');
    }),

    check('changes', 'PATCH /admin/users/:id answers 200 with the changed account', async ({ api, unique }) => {
      const account = newAccount(unique);
      const id = await register(api, account);
      const admin = await asAdmin(api);
      for (const role of ['admin', 'user']) {
        const answer = (await setRole(admin, id, role)).hasStatus(200, 'since an admin asks').isLike({ id, email: account.email, role });
        tellsNoPassword(answer, account);
      }
    }),

    check('at-once', 'A new role counts at once, also for access tokens from before', async ({ api, unique }) => {
      const { id, accessToken } = await newLogin(api, unique);
      const [admin, user] = [await asAdmin(api), withToken(api, accessToken)];
      refuses(await user.get(USERS), 403, 'since a user asks, and not an admin');
      (await setRole(admin, id, 'admin')).hasStatus(200, 'since an admin asks');
      (await user.get(USERS)).hasStatus(200, 'since this user was made admin a moment ago');
      (await setRole(admin, id, 'user')).hasStatus(200, 'since an admin asks, and not for the own account');
      refuses(await user.get(USERS), 403, 'since this user is no admin any more');
    }),

    check(
      'refuses',
      'PATCH refuses an unknown role (422), an unknown account (404) and the account of the admin who asks (409)',
      async ({ api, unique }) => {
        const admin = await asAdmin(api);
        const id = await register(api, newAccount(unique));
        refuses(await setRole(admin, id, 'king'), 422, 'since there is no role "king"');
        refuses(await admin.patch(pathOf(id), {}), 422, 'since there is no "role" in the body');
        refuses(await setRole(admin, '6a1f6f0e-3f0b-4a55-9a0e-0b7a2f9a1c11', 'admin'), 404, 'since there is no account with this id');
        const own = (await admin.get('/auth/me')).hasStatus(200, 'since the access token is good').object['id'];
        refuses(await setRole(admin, own, 'user'), 409, 'since an admin who gives up the role may be the last one');
        (await admin.get(USERS)).hasStatus(200, 'since the change of role was refused');
      },
    ),
  ],
});
