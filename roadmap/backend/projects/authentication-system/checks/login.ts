import { isDeepStrictEqual } from 'node:util';
import { anyText, brief, check, defineStage, ensure, equal, fail, limitTime, parseJson, toJson, type Answer, type Api } from '#checkKit';
import { logIn, newAccount, newLogin, refuses, register, secretField, type Account } from './support/accounts';
import { LIFETIME, SLOW_HASHES } from './support/environments';
import { hasLifetime, readJwt, readSigned } from './support/tokens';

const WRONG = 'a wrong password';

/** Two random texts of any length that is worth the name differ in more characters. */
const DIFFERENT = 8;

/** Headers that tell of an answer, and not of who asks. The length of what is compressed follows from everything in it. */
const OF_EVERY_ANSWER = ['date', 'etag', 'content-length', 'content-encoding', 'transfer-encoding', 'connection', 'keep-alive'];

async function isRefused(api: Api, account: Account, because: string): Promise<Answer> {
  return refuses(await api.post('/auth/login', account), 401, because);
}

export const stage = defineStage({
  environment: SLOW_HASHES,
  countsOn: {
    tokens: ['ACCESS_TOKEN_TTL_SECONDS'],
    signed: ['JWT_SECRET', 'ACCESS_TOKEN_TTL_SECONDS'],
    timing: ['BCRYPT_COST'],
  },
  passages: {
    tokens: 'When both are right, the answer is 200',
    signed: 'signed with HS256',
    readable: 'Anyone can read a JWT, so it holds nothing secret.',
    random: 'The **refresh token** is a random text of your own making, which nobody can guess',
    exact: 'The password has to be exact,',
    'same-answer': 'answer to a wrong password and the answer to an unknown address are the same, to the word',
    timing: 'when there is no account, check the password against the hash of a password that nobody has',
    incomplete: 'When `email` or `password` is missing or is no text, the answer is 422.',
    'no-store': 'with the header `Cache-Control: no-store`',
  },
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
      const { claims } = readSigned(accessToken);
      // In a JWT it is text (RFC 7519), also where the id is a number.
      equal('The claim "sub" of the access token', claims['sub'], String(id));
      hasLifetime(claims, LIFETIME);
    }),

    check('readable', 'The access token holds nothing secret, because anyone can read it', async ({ api, unique }) => {
      const { password, accessToken } = await newLogin(api, unique);
      const { claims } = readJwt(accessToken);
      ensure(!toJson(claims)?.includes(password), 'The claims of the access token hold the password, which anyone can read there.');
      const field = secretField(claims);
      ensure(field === undefined, `The claims of the access token hold a password hash in "${field ?? ''}", which anyone can read there.`);
    }),

    check('random', 'Nobody can guess a refresh token', async ({ api, unique }) => {
      const account = newAccount(unique);
      await register(api, account);
      const [{ refreshToken: one }, { refreshToken: other }] = [await logIn(api, account), await logIn(api, account)];
      const different = Array.from(one, (character, place) => character !== other.charAt(place)).filter(Boolean).length;
      ensure(
        different >= DIFFERENT,
        `Two refresh tokens of one user, ${brief(one)} and ${brief(other)}, differ in ${different} characters, so the next one can be guessed.`,
      );
    }),

    check('exact', 'Capitals do not matter in the email address, but the password has to be exact', async ({ api, unique }) => {
      const account = { ...newAccount(unique), password: unique('Password of 72 bytes ').padEnd(72, '.') };
      const { email, password } = account;
      await register(api, account);
      await logIn(api, { email: email.toUpperCase(), password }, 'since capitals make no difference in an email address');
      await isRefused(api, { email, password: WRONG }, 'since the password is wrong');
      await isRefused(api, { email, password: password.toLowerCase() }, 'since capitals make a difference in a password');
      await isRefused(api, { email, password: password.slice(0, -1) }, 'since the last character of the password is missing');
      await isRefused(
        api,
        { email, password: `${password}.` },
        'since the password has one character too many (bcrypt ignores the 73rd byte)',
      );
      const short = newAccount(unique, 'bob');
      await register(api, short);
      await isRefused(api, { ...short, password: ` ${short.password} ` }, 'since there is a space too many before and after the password');
    }),

    check('same-answer', 'A wrong password and an unknown account get the same answer', async ({ api, unique }) => {
      const [one, other] = [newAccount(unique), newAccount(unique, 'bob')];
      for (const account of [one, other]) await register(api, account);
      const tell = async ({ email }: Account, because: string): Promise<Readonly<Record<string, unknown>>> => {
        const { headers, object } = await isRefused(api, { email, password: WRONG }, because);
        const said = Object.entries({ ...headers, ...object }).filter(([name]) => !OF_EVERY_ANSWER.includes(name));
        return parseJson(toJson(Object.fromEntries(said))?.replaceAll(email, '<email>') ?? '') as Record<string, unknown>;
      };
      const wrong = [await tell(one, 'since the password is wrong'), await tell(other, 'since the password is wrong')] as const;
      const nobody = () => tell(newAccount(unique, 'eve'), 'since there is no such account');
      const unknown = [await nobody(), await nobody()] as const;
      for (const field of new Set(Object.keys({ ...wrong[0], ...unknown[0] }))) {
        // What differs between two of the same kind as well, such as a time, tells nothing.
        const isSame = [wrong, unknown].every(([first, second]) => isDeepStrictEqual(first[field], second[field]));
        if (!isSame || isDeepStrictEqual(wrong[0][field], unknown[0][field])) continue;
        fail(
          `"${field}" is ${brief(wrong[0][field])} for a wrong password and ${brief(unknown[0][field])} for an unknown account: that tells who has an account.`,
          { expected: wrong[0], actual: unknown[0] },
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
      const logs = async (body: object, because: string) => refuses(await api.post('/auth/login', body), 422, because);
      await logs({ email }, 'since there is no password');
      await logs({ password }, 'since there is no email address');
      await logs({ email: { $ne: '' }, password }, 'since an object is no email address');
      await logs({ email, password: ['x'] }, 'since a list is no password');
    }),

    check('no-store', 'The answer with the tokens may be kept by no cache', async ({ api, unique }) => {
      const account = newAccount(unique);
      await register(api, account);
      (await api.post('/auth/login', account))
        .hasStatus(200, 'since email address and password are right')
        .hasInList('Cache-Control', 'no-store');
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
  const started = limitTime.now();
  await work();
  return limitTime.now() - started;
}
