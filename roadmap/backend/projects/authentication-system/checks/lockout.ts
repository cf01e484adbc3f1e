import { atOnce, brief, check, defineStage, ensure, equal, that, type Answer, type Api } from '#checkKit';
import { logIn, newAccount, refresh, refuses, register, withToken, type Account } from './support/accounts';
import { LOCKOUT_MAX_FAILURES as LIMIT, LOCKOUT_SECONDS as SECONDS, QUICK_HASHES } from './support/environments';

/** A wrong password, each from another network address, as a proxy on this computer would say. */
const guess = (api: Api, email: string, number = 0): Promise<Answer> =>
  api.post(
    '/auth/login',
    { email, password: `guess number ${number}` },
    { headers: { 'x-forwarded-for': `192.0.2.${(guesses = (guesses + 1) % 250)}` } },
  );
let guesses = 0;

/** Sends so many wrong passwords that the account is closed. */
async function close(api: Api, email: string): Promise<void> {
  for (let number = 1; number <= LIMIT; number++) {
    const because = `since this is wrong password number ${number} for this account, and LOCKOUT_MAX_FAILURES is ${LIMIT}`;
    refuses(await guess(api, email, number), 401, because);
  }
}

/** A login with the right password, which the program has to refuse. */
async function isClosed(api: Api, { email, password }: Account, because: string): Promise<Answer> {
  return refuses(await api.post('/auth/login', { email, password }), 429, because);
}

const AFTER = `since there were ${LIMIT} wrong passwords in a row`;

const wholeNumber = that('a whole number of seconds', (value) => typeof value === 'string' && /^\d+$/.test(value));

/** The seconds that a 429 says one has to wait, so many at most. */
function secondsLeft(answer: Answer, most = SECONDS): number {
  answer.hasHeader('Retry-After', wholeNumber);
  const seconds = Number(answer.header('retry-after'));
  ensure(
    seconds >= 1 && seconds <= most,
    `Retry-After should be the seconds until the account opens, 1 to ${most} (LOCKOUT_SECONDS), but is ${brief(answer.header('retry-after'))}.`,
  );
  return seconds;
}

export const stage = defineStage({
  environment: QUICK_HASHES,
  passages: {
    closes: 'the first three wrong passwords are answered with 401, as before',
    'retry-after': '`Retry-After` is the number of whole seconds until the account opens, at least 1.',
    'at-once': 'Of 20 wrong passwords at the same moment, at most 3 are answered with 401',
    'starts-again': 'A right password, while the account is open, starts the count again at zero.',
    spelling: 'are one account with one count',
    unknown: '**Accounts that do not exist** are counted and closed in just the same way.',
    others: 'Other accounts are not affected.',
    opens: 'After that time a login with the right password is',
    settings: 'Two variables say how strict that is.',
  },
  checks: [
    check(
      'closes',
      'After LOCKOUT_MAX_FAILURES wrong passwords in a row, even the right one is answered with 429',
      async ({ api, unique }) => {
        const account = newAccount(unique);
        await register(api, account);
        await close(api, account.email);
        refuses(await guess(api, account.email, LIMIT + 1), 429, AFTER);
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
      for (const answer of answers) answer.hasStatus([401, 429], 'since the password is wrong');
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
          refuses(await guess(api, account.email, number), 401, round === 0 ? 'since the password is wrong' : because);
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
      const answers: Answer[] = [];
      for (let number = 0; number <= LIMIT; number++) answers.push(await guess(api, email, number));
      const statuses = answers.map(({ status }) => status);
      const expected = [...Array<number>(LIMIT).fill(401), 429];
      equal('The statuses for an account that does not exist, which must not be told from one that does,', statuses, expected);
      for (const answer of answers.slice(LIMIT)) secondsLeft(refuses(answer, 429, 'since an account that does not exist is closed, too'));
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
      async ({ api, unique, eventually, pause }) => {
        const account = newAccount(unique);
        await register(api, account);
        refuses(await guess(api, account.email), 401, 'since the password is wrong');
        // So that counting from the first one, and not from the last one, can be seen.
        await pause(BETWEEN);
        await guess(api, account.email);
        const last = performance.now();
        refuses(await guess(api, account.email), 401, `since this is wrong password number ${LIMIT}`);
        const closed: { readonly asked: number; readonly answered: number; readonly seconds: number }[] = [];
        const opened = await eventually(async () => {
          const asked = performance.now();
          const answer = await api.post('/auth/login', { email: account.email, password: account.password });
          const answered = performance.now();
          if (answer.status === 429) closed.push({ asked, answered, seconds: secondsLeft(answer) });
          answer.hasStatus(200, `since the ${closed[0]?.seconds ?? SECONDS} seconds that Retry-After named are over`);
          return answered;
        }, 2 * SECONDS_MS);
        ensure(
          opened - last > SECONDS_MS - WHOLE_SECOND,
          `The account opened ${((opened - last) / 1000).toFixed(1)} seconds after the last wrong password, although LOCKOUT_SECONDS is ${SECONDS}.`,
        );
        const stillClosed = closed.at(-1)?.asked ?? last;
        for (const { asked, answered, seconds } of closed) {
          const [least, most] = [stillClosed - answered - WHOLE_SECOND, opened - asked + WHOLE_SECOND];
          ensure(
            seconds * 1000 > least && seconds * 1000 < most,
            `Retry-After said ${seconds} when the account opened ${((opened - answered) / 1000).toFixed(1)} seconds later: it should be the whole seconds until then.`,
          );
        }
      },
    ),

    check('settings', 'LOCKOUT_MAX_FAILURES and LOCKOUT_SECONDS say how strict it is', async ({ unique, startAnother }) => {
      const [limit, seconds] = [2, 600];
      const { api } = await startAnother({ LOCKOUT_MAX_FAILURES: String(limit), LOCKOUT_SECONDS: String(seconds) });
      const { email, password } = newAccount(unique);
      const first = performance.now();
      for (let number = 1; number <= limit; number++) {
        refuses(
          await guess(api, email, number),
          401,
          `since this is wrong password number ${number}, and LOCKOUT_MAX_FAILURES is ${limit}`,
        );
      }
      const because = `since there were ${limit} wrong passwords in a row, and LOCKOUT_MAX_FAILURES is ${limit}`;
      const left = secondsLeft(refuses(await api.post('/auth/login', { email, password }), 429, because), seconds);
      const taken = (performance.now() - first) / 1000;
      ensure(
        left >= seconds - taken - 1,
        `Retry-After should be about ${seconds} just after the account was closed, since that is LOCKOUT_SECONDS, but is ${left}.`,
      );
    }),
  ],
});

/** Between the first wrong password and the others, in milliseconds. */
const BETWEEN = 1_500;
const SECONDS_MS = SECONDS * 1000;
/** Programs may count in whole seconds. */
const WHOLE_SECOND = 1_000;
