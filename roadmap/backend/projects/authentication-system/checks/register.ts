import { anyDate, anyId, check, defineStage, ensure } from '#checkKit';
import { newAccount, register, tellsNoPassword } from './support/accounts';
import { SLOW_HASHES } from './support/environments';

export const stage = defineStage({
  environment: SLOW_HASHES,
  checks: [
    check('health', 'GET /health says that the server is up', async ({ api }) => {
      (await api.get('/health')).hasStatus(200).isLike({ status: 'ok' });
    }),

    check('registers', 'POST /auth/register answers 201 with the new account', async ({ api, unique }) => {
      const account = newAccount(unique);
      const answer = await api.post('/auth/register', account);
      answer.hasStatus(201).isLike({ id: anyId, email: account.email, createdAt: anyDate });
    }),

    check('private', 'The answer holds neither the password nor its hash', async ({ api, unique }) => {
      const account = newAccount(unique);
      tellsNoPassword((await api.post('/auth/register', account)).hasStatus(201), account);
    }),

    check('ids', 'Each account has an id of its own', async ({ api, unique }) => {
      const ids = [await register(api, newAccount(unique)), await register(api, newAccount(unique, 'bob'))];
      ensure(ids[0] !== ids[1], 'Two accounts were given the same id.');
    }),

    check('malformed', 'A body that is not valid JSON is answered with 400', async ({ api }) => {
      const answer = await api.post('/auth/register', undefined, {
        text: '{"email": ',
        headers: { 'content-type': 'application/json' },
      });
      answer.hasStatus(400, 'since the body is not valid JSON');
    }),

    check('not-found', 'An address that does not exist is answered with 404', async ({ api }) => {
      (await api.get('/nothing-here')).hasStatus(404).hasMediaType('application/problem+json');
    }),
  ],
});
