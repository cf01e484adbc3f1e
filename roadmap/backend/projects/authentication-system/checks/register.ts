import { anyDate, anyId, check, defineStage, ensure, momentOf, quickestOf } from '#checkKit';
import { newAccount, refuses, register, tellsNoPassword } from './support/accounts';
import { SLOW_HASHES } from './support/environments';

const JSON_TYPE = { 'content-type': 'application/json' };

export const stage = defineStage({
  environment: SLOW_HASHES,
  countsOn: {},
  passages: {
    health: '`GET /health` answers 200 with `{"status": "ok"}`',
    registers: 'The answer is 201 with the new account.',
    private: 'The hash is not in the answer either',
    'slow-hash': '`BCRYPT_COST` says how slow: one more doubles the time',
    ids: 'The server has given it an `id` of its own',
    malformed: 'A body that is not valid JSON is answered with 400',
    'not-found': 'and an address that does not',
  },
  checks: [
    check('health', 'GET /health says that the server is up', async ({ api }) => {
      (await api.get('/health')).hasStatus(200).isLike({ status: 'ok' });
    }),

    check('registers', 'POST /auth/register answers 201 with the new account', async ({ api, unique }) => {
      const account = newAccount(unique);
      const before = Date.now();
      const answer = await api.post('/auth/register', account);
      answer.hasStatus(201).isLike({ id: anyId, email: account.email, createdAt: anyDate });
      const made = momentOf(answer.object['createdAt']) ?? Number.NaN;
      ensure(
        made > before - CLOCKS_DIFFER && made < Date.now() + CLOCKS_DIFFER,
        `${answer.name}: "createdAt" should be the time at which the account was made, but is ${String(answer.object['createdAt'])}.`,
      );
    }),

    check('private', 'The answer holds neither the password nor its hash', async ({ api, unique }) => {
      const account = newAccount(unique);
      tellsNoPassword((await api.post('/auth/register', account)).hasStatus(201), account);
    }),

    check('slow-hash', 'A hash takes as long as BCRYPT_COST says', async ({ api, unique, startAnother }) => {
      const cheap = (await startAnother({ BCRYPT_COST: '4' })).api;
      const [usual = 0, quick = 0] = await quickestOf(
        8,
        [api, cheap].map((one) => () => register(one, newAccount(unique))),
      );
      ensure(
        usual > quick * LONGER && usual - quick > LEAST_WORK,
        `A registration takes ${usual.toFixed(0)} ms with a BCRYPT_COST of 10, and ${quick.toFixed(0)} ms with 4, although the hash is 64 times the work: each password has to be kept as a hash of this cost.`,
      );
    }),

    check('ids', 'Each account has an id of its own', async ({ api, unique }) => {
      const ids = [await register(api, newAccount(unique)), await register(api, newAccount(unique, 'bob'))];
      ensure(ids[0] !== ids[1], 'Two accounts were given the same id.');
    }),

    check('malformed', 'A body that is not valid JSON is answered with 400', async ({ api }) => {
      const answer = await api.post('/auth/register', undefined, { text: '{"email": ', headers: JSON_TYPE });
      refuses(answer, 400, 'since the body is not valid JSON');
    }),

    check('not-found', 'An address that does not exist is answered with 404', async ({ api }) => {
      refuses(await api.get('/nothing-here'), 404, 'since there is nothing at this address');
    }),
  ],
});

/** So much may the clocks of two machines differ, in milliseconds. */
const CLOCKS_DIFFER = 5 * 60_000;

/** Of 64 times as long, what is left at least when all else that a registration does takes its time, too. */
const LONGER = 2;
/** No machine makes a hash with a cost of 10 in so few milliseconds. */
const LEAST_WORK = 15;
