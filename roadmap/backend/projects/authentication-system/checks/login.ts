import { isDeepStrictEqual } from 'node:util';
import { anyText, brief, check, defineStage, ensure, equal, fail, parseJson, toJson, type Answer, type Api } from '#checkKit';
import { logIn, newAccount, newLogin, register, secretField, type Account } from './support/accounts';
import { LIFETIME, SLOW_HASHES } from './support/environments';
import { readJwt, readSigned } from './support/tokens';

/** How far the clock of a program that runs on this machine can be off, in seconds: it may be slow to answer. */
const TOLERANCE = 60;

const WRONG = 'a wrong password';

async function isRefused(api: Api, account: Account, because: string): Promise<Answer> {
  return (await api.post('/auth/login', account)).hasStatus(401, because);
}

export const stage = defineStage({
  environment: SLOW_HASHES,
  checks: [
    check('tokens', 'POST /auth/login answers 200 with an access token and a refresh token', async ({ api, unique }) => {
      const account = newAccount(unique);
      await register(api, account);
      const answer = (await api.post('/auth/login', account)).hasStatus(200, 'since email address and password are right');
      answer.isLike({ accessToken: anyText, refreshToken: anyText, tokenType: 'Bearer', expiresIn: LIFETIME });
      ensure(
        answer.object['accessToken'] !== answer.object['refreshToken'],
        'The access token and the refresh token are the same, although one is sent with each request and the other is not.',
      );
    }),

    check('signed', 'The access token is a JWT, signed with JWT_SECRET, for this user and this long', async ({ api, unique }) => {
      const { id, accessToken } = await newLogin(api, unique);
      const { sub, exp } = readSigned(accessToken).claims;
      // In a JWT it is text (RFC 7519), also where the id is a number.
      equal('The claim "sub" of the access token, as text,', String(sub), String(id));
      const left = typeof exp === 'number' ? exp - Date.now() / 1000 : undefined;
      ensure(left !== undefined, `The access token never expires: its claim "exp" should be a time in seconds, but is ${brief(exp)}.`);
      ensure(
        Math.abs(left - LIFETIME) < TOLERANCE,
        `The access token should expire in ${LIFETIME} seconds (ACCESS_TOKEN_TTL_SECONDS), but its "exp" is in ${Math.round(left)} seconds.`,
      );
    }),

    check('readable', 'The access token holds nothing secret, because anyone can read it', async ({ api, unique }) => {
      const { password, accessToken } = await newLogin(api, unique);
      const { claims } = readJwt(accessToken);
      ensure(!toJson(claims)?.includes(password), 'The claims of the access token hold the password, which anyone can read there.');
      const field = secretField(claims);
      ensure(field === undefined, `The claims of the access token hold a password hash in "${field ?? ''}", which anyone can read there.`);
    }),

    check('exact', 'Capitals do not matter in the email address, but the password has to be exact', async ({ api, unique }) => {
      const account = { ...newAccount(unique), password: unique('Password of 72 bytes ').padEnd(72, '.') };
      const { email, password } = account;
      await register(api, account);
      await logIn(api, { email: email.toUpperCase(), password }, 'since capitals make no difference in an email address');
      await isRefused(api, { email, password: WRONG }, 'since the password is wrong');
      await isRefused(api, { email, password: password.toLowerCase() }, 'since capitals make a difference in a password');
      await isRefused(
        api,
        { email, password: `${password}.` },
        'since the password has one character too many (bcrypt ignores the 73rd byte)',
      );
    }),

    check('same-answer', 'A wrong password and an unknown account get the same answer', async ({ api, unique }) => {
      const [one, other, nobody] = [newAccount(unique), newAccount(unique, 'bob'), newAccount(unique, 'eve')];
      for (const account of [one, other]) await register(api, account);
      const tell = async ({ email }: Account, because: string): Promise<Readonly<Record<string, unknown>>> => {
        const { object } = await isRefused(api, { email, password: WRONG }, because);
        return parseJson(toJson(object)?.replaceAll(email, '<email>') ?? '') as Record<string, unknown>;
      };
      const wrong = [await tell(one, 'since the password is wrong'), await tell(other, 'since the password is wrong')] as const;
      const unknown = await tell(nobody, 'since there is no such account');
      for (const field of new Set(Object.keys({ ...wrong[0], ...unknown }))) {
        // What differs between two wrong passwords as well, such as a time, tells nothing.
        const isSame = isDeepStrictEqual(wrong[0][field], wrong[1][field]);
        if (!isSame || isDeepStrictEqual(wrong[0][field], unknown[field])) continue;
        fail(
          `"${field}" is ${brief(wrong[0][field])} for a wrong password and ${brief(unknown[field])} for an unknown account: that tells who has an account.`,
          { expected: wrong[0], actual: unknown },
        );
      }
    }),

    check('timing', 'A wrong password and an unknown account take the same time', async ({ api, unique }) => {
      await isRefused(api, newAccount(unique), 'since there is no such account'); // the first of all may be slow
      const times: { readonly known: number[]; readonly unknown: number[] } = { known: [], unknown: [] };
      // Medians in turns, and another round when they differ: a machine that is busy for a moment must not look like a leak.
      for (let round = 0; round < ROUNDS; round++) {
        const accounts = Array.from({ length: PAIRS }, () => newAccount(unique));
        await Promise.all(accounts.map((account) => register(api, account)));
        for (const { email } of accounts) {
          times.known.push(await duration(() => isRefused(api, { email, password: WRONG }, 'since the password is wrong')));
          times.unknown.push(await duration(() => isRefused(api, newAccount(unique), 'since there is no such account')));
        }
        if (areAlike(median(times.known), median(times.unknown))) return;
      }
      const [known, unknown] = [median(times.known), median(times.unknown)].map((time) => `${time.toFixed(0)} ms`);
      fail(`A wrong password takes ${known ?? ''}, and an unknown account ${unknown ?? ''}: a stopwatch tells who has an account.`, {
        expected: `about ${known ?? ''} for both`,
        actual: `${known ?? ''} with an account, ${unknown ?? ''} without one`,
      });
    }),

    check('incomplete', 'A login without a text as email address and as password is refused with 422', async ({ api, unique }) => {
      const { email, password } = newAccount(unique);
      (await api.post('/auth/login', { email })).hasStatus(422, 'since there is no password');
      (await api.post('/auth/login', { password })).hasStatus(422, 'since there is no email address');
      (await api.post('/auth/login', { email: { $ne: '' }, password })).hasStatus(422, 'since an object is no email address');
      (await api.post('/auth/login', { email, password: ['x'] })).hasStatus(422, 'since a list is no password');
    }),

    check('no-store', 'The answer with the tokens may be kept by no cache', async ({ api, unique }) => {
      const account = newAccount(unique);
      await register(api, account);
      (await api.post('/auth/login', account)).hasStatus(200).hasInList('Cache-Control', 'no-store');
    }),
  ],
});

const ROUNDS = 3;
const PAIRS = 5;
/** Without care, an unknown account is answered in a twentieth of the time. */
const RATIO = 3;
/** What a busy machine does to quick answers, in milliseconds. */
const NOISE = 15;

const areAlike = (one: number, other: number): boolean =>
  Math.abs(one - other) < NOISE || Math.max(one, other) / Math.min(one, other) < RATIO;

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

async function duration(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
