import { atOnce, brief, check, defineStage, ensure, equal, that, type Answer, type Api } from '#checkKit';
import { logIn, newAccount, refresh, register, withToken, type Account } from './support/accounts';
import { LOCKOUT_MAX_FAILURES as LIMIT, LOCKOUT_SECONDS as SECONDS, QUICK_HASHES } from './support/environments';

const guess = (api: Api, email: string, number = 0): Promise<Answer> =>
  api.post('/auth/login', { email, password: `guess number ${number}` });

/** Sends so many wrong passwords that the account is closed. */
async function close(api: Api, email: string): Promise<void> {
  for (let number = 1; number <= LIMIT; number++) {
    const because = `since this is wrong password number ${number} for this account, and LOCKOUT_MAX_FAILURES is ${LIMIT}`;
    (await guess(api, email, number)).hasStatus(401, because);
  }
}

/** A login with the right password, which the program has to refuse. */
async function isClosed(api: Api, { email, password }: Account, because: string): Promise<Answer> {
  return (await api.post('/auth/login', { email, password })).hasStatus(429, because);
}

const AFTER = `since there were ${LIMIT} wrong passwords in a row`;

const wholeNumber = that('a whole number of seconds', (value) => typeof value === 'string' && /^\d+$/.test(value));

/** The seconds that a 429 says one has to wait. */
function secondsLeft(answer: Answer): number {
  answer.hasHeader('Retry-After', wholeNumber);
  const seconds = Number(answer.header('retry-after'));
  ensure(
    seconds >= 1 && seconds <= SECONDS,
    `Retry-After should be the seconds until the account opens, 1 to ${SECONDS} (LOCKOUT_SECONDS), but is ${brief(answer.header('retry-after'))}.`,
  );
  return seconds;
}

export const stage = defineStage({
  environment: QUICK_HASHES,
  checks: [
    check(
      'closes',
      'After LOCKOUT_MAX_FAILURES wrong passwords in a row, even the right one is answered with 429',
      async ({ api, unique }) => {
        const account = newAccount(unique);
        await register(api, account);
        await close(api, account.email);
        (await guess(api, account.email, LIMIT + 1)).hasStatus(429, AFTER);
        await isClosed(api, account, AFTER);
      },
    ),

    check('retry-after', 'The 429 says in Retry-After how many seconds are left', async ({ api, unique }) => {
      const account = newAccount(unique);
      await register(api, account);
      await close(api, account.email);
      secondsLeft(await isClosed(api, account, AFTER));
    }),

    check('at-once', 'Many guesses at the same moment are no way around it', async ({ api, unique }) => {
      const many = 20;
      const account = newAccount(unique);
      await register(api, account);
      const answers = await atOnce(api, many, (number) => guess(api, account.email, number));
      for (const answer of answers) answer.hasStatus([401, 429]);
      const tried = answers.filter(({ status }) => status === 401).length;
      ensure(
        tried <= LIMIT,
        `Of ${many} wrong passwords at the same moment, ${tried} were tried (401), although LOCKOUT_MAX_FAILURES is ${LIMIT}.`,
      );
    }),

    check('starts-again', 'A right password in between starts the count again', async ({ api, unique }) => {
      const account = newAccount(unique);
      await register(api, account);
      for (let round = 0; round < 3; round++) {
        for (let number = 1; number < LIMIT; number++) {
          const because = `since this is only wrong password number ${number} after a right one, which starts the count again`;
          (await guess(api, account.email, number)).hasStatus(401, round === 0 ? 'since the password is wrong' : because);
        }
        await logIn(api, account, `since there were never ${LIMIT} wrong passwords in a row`);
      }
    }),

    check('spelling', 'Another spelling of the email address is the same account', async ({ api, unique }) => {
      const account = newAccount(unique);
      await register(api, account);
      await close(api, account.email.toUpperCase());
      await isClosed(api, account, `since there were ${LIMIT} wrong passwords in a row for this address, in capitals`);
    }),

    check('unknown', 'An account that does not exist is closed in the same way', async ({ api, unique }) => {
      const { email } = newAccount(unique);
      const statuses: number[] = [];
      for (let number = 0; number <= LIMIT; number++) statuses.push((await guess(api, email, number)).status);
      const expected = [...Array<number>(LIMIT).fill(401), 429];
      equal('The statuses for an account that does not exist, which must not be told from one that does,', statuses, expected);
    }),

    check('others', 'Other accounts, and sessions that exist, are not affected', async ({ api, unique }) => {
      const [ada, bob] = [newAccount(unique), newAccount(unique, 'bob')];
      for (const account of [ada, bob]) await register(api, account);
      const { accessToken, refreshToken } = await logIn(api, ada, 'since there was no wrong password for this account');
      await close(api, ada.email);
      await isClosed(api, ada, AFTER);
      await logIn(api, bob, 'since another account is closed, and not this one');
      (await withToken(api, accessToken).get('/auth/me')).hasStatus(200, 'since this login is older than the wrong passwords');
      (await refresh(api, refreshToken)).hasStatus(200, 'since this login is older than the wrong passwords');
    }),

    check(
      'opens',
      'The account opens again when the time is over, also for who knocks in the meantime',
      async ({ api, unique, eventually }) => {
        const account = newAccount(unique);
        await register(api, account);
        await close(api, account.email);
        const left = secondsLeft(await isClosed(api, account, AFTER));
        const because = `since the ${left} seconds that Retry-After named are over`;
        await eventually(() => logIn(api, account, because), (left + SECONDS) * 1000);
      },
    ),
  ],
});
