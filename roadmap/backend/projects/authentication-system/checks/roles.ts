import { check, defineStage, ensure, type Answer, type Api } from '#checkKit';
import { logIn, newAccount, newLogin, register, tellsNoPassword, withToken } from './support/accounts';
import { ADMIN, QUICK_HASHES } from './support/environments';

const USERS = '/admin/users';

/** The API as the admin whose account the program makes at its start. */
async function asAdmin(api: Api): Promise<Api> {
  const { accessToken } = await logIn(api, ADMIN, 'since this is the account of ADMIN_EMAIL and ADMIN_PASSWORD');
  return withToken(api, accessToken);
}

const pathOf = (id: unknown): string => `${USERS}/${encodeURIComponent(String(id))}`;

const setRole = (api: Api, id: unknown, role: string): Promise<Answer> => api.patch(pathOf(id), { role });

export const stage = defineStage({
  environment: QUICK_HASHES,
  checks: [
    check('default', 'A new account has the role user, and its owner sees it', async ({ api, unique }) => {
      const account = newAccount(unique);
      (await api.post('/auth/register', account)).hasStatus(201).isLike({ role: 'user' });
      const { accessToken } = await logIn(api, account);
      (await withToken(api, accessToken).get('/auth/me')).hasStatus(200).isLike({ role: 'user' });
    }),

    check('first-admin', 'The account of ADMIN_EMAIL and ADMIN_PASSWORD is there from the start, with the role admin', async ({ api }) => {
      (await (await asAdmin(api)).get('/auth/me')).hasStatus(200).isLike({ email: ADMIN.email, role: 'admin' });
    }),

    check('self-made', 'Nobody becomes admin by sending a role along with the registration', async ({ api, unique }) => {
      const account = newAccount(unique);
      const registered = (await api.post('/auth/register', { ...account, role: 'admin' })).hasStatus([201, 422]);
      if (registered.status === 422) return;
      ensure(registered.object['role'] !== 'admin', 'Whoever sends "role": "admin" with a registration becomes admin.');
      const { accessToken } = await logIn(api, account);
      (await withToken(api, accessToken).get(USERS)).hasStatus(403, 'since nobody becomes admin by asking for it');
    }),

    check('list', 'GET /admin/users answers an admin with all accounts, without their passwords', async ({ api, unique }) => {
      const account = newAccount(unique);
      const id = await register(api, account);
      const answer = (await (await asAdmin(api)).get(USERS)).hasStatus(200, 'since an admin asks');
      const users = answer.list as readonly { readonly email?: unknown; readonly id?: unknown; readonly role?: unknown }[];
      const isListed = users.some((user) => user.id === id && user.email === account.email && user.role === 'user');
      ensure(isListed, `${answer.name} should have the new account ${account.email} with its id, email and role, but does not.`);
      const isAdminListed = users.some((user) => user.email === ADMIN.email && user.role === 'admin');
      ensure(isAdminListed, `${answer.name} should have the account of ADMIN_EMAIL with the role admin, but does not.`);
      tellsNoPassword(answer, account);
    }),

    check('guarded', 'Under /admin, a stranger gets 401, and a user 403', async ({ api, unique }) => {
      const { id, accessToken } = await newLogin(api, unique);
      (await api.get(USERS)).hasStatus(401, 'since nobody knows who asks');
      (await setRole(api, id, 'admin')).hasStatus(401, 'since nobody knows who asks');
      const user = withToken(api, accessToken);
      (await user.get(USERS)).hasStatus(403, 'since a user asks, and not an admin');
      (await setRole(user, id, 'admin')).hasStatus(403, 'since a user asks, and not an admin');
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
      (await user.get(USERS)).hasStatus(403, 'since a user asks, and not an admin');
      (await setRole(admin, id, 'admin')).hasStatus(200);
      (await user.get(USERS)).hasStatus(200, 'since this user was made admin a moment ago');
      (await setRole(admin, id, 'user')).hasStatus(200);
      (await user.get(USERS)).hasStatus(403, 'since this user is no admin any more');
    }),

    check(
      'refuses',
      'PATCH refuses an unknown role (422), an unknown account (404) and the account of the admin who asks (409)',
      async ({ api, unique }) => {
        const admin = await asAdmin(api);
        const id = await register(api, newAccount(unique));
        (await setRole(admin, id, 'king')).hasStatus(422, 'since there is no role "king"');
        (await admin.patch(pathOf(id), {})).hasStatus(422, 'since there is no "role" in the body');
        (await setRole(admin, '6a1f6f0e-3f0b-4a55-9a0e-0b7a2f9a1c11', 'admin')).hasStatus(404, 'since there is no account with this id');
        const own = (await admin.get('/auth/me')).hasStatus(200).object['id'];
        (await setRole(admin, own, 'user')).hasStatus(409, 'since an admin who gives up the role may be the last one');
      },
    ),
  ],
});
