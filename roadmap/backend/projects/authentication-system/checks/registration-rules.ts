import { anyText, atOnce, brief, check, defineStage, ensure, fail, like, type Answer, type Api } from '#checkKit';
import { newAccount, refuses, register } from './support/accounts';
import { SLOW_HASHES } from './support/environments';

/** The same text with a letter in the place of each digit: so many letters, and nothing else. */
const lettersOf = (text: string): string => text.replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)));

/** Sends a registration that has to be refused because of one field, and has to name it and no other. */
async function isWrong(api: Api, body: object, field: string, because: string): Promise<void> {
  const fields = wrongFields(refuses(await api.post('/auth/register', body), 422, because));
  ensure(
    fields.join() === field,
    `The answer to POST /auth/register should name "${field}" in its errors and nothing else, ${because}, but it names ${fields.join(', ') || 'nothing'}.`,
  );
}

/** The fields that a 422 names, each once. */
function wrongFields(answer: Answer): string[] {
  const { errors } = answer.object;
  if (!Array.isArray(errors)) {
    return fail(
      `The answer to POST /auth/register should list what is wrong as "errors": [{"field", "message"}], but its "errors" is ${brief(errors)}.`,
      { expected: { errors: [{ field: '…', message: '…' }] }, actual: answer.object },
    );
  }
  return [
    ...new Set(
      errors.map((error) => {
        like(`An error in ${answer.name.replace('The', 'the')}`, error, { field: anyText, message: anyText });
        return String((error as { field: unknown }).field);
      }),
    ),
  ];
}

export const stage = defineStage({
  environment: SLOW_HASHES,
  countsOn: {},
  passages: {
    email: 'The `email` has to be text in the form of an email address.',
    'short-password': 'The `password` has to be text with at least',
    'long-password': 'at most 72 bytes in UTF-8',
    'names-all': 'names each wrong field under `errors`, and no other',
    'leaves-nothing': 'A registration that was refused leaves nothing',
    duplicate: 'An email address that has an account already.',
    spelling: 'Upper and lower case make no difference, and neither do',
    race: 'one of them gets 201 and all others get 409',
  },
  checks: [
    check('email', 'A registration without a proper email address is refused with 422', async ({ api, unique }) => {
      const { password } = newAccount(unique);
      await isWrong(api, { password }, 'email', 'since there is no email address');
      const name = unique('ada');
      const texts = ['', name, `${name}@`, '@example.com', `${name} b@@example.com`, `${name}@b@example.com`, `${name} b@example.com`];
      for (const email of [...texts, 42, null, [`${name}@example.com`]]) {
        await isWrong(api, { email, password }, 'email', `since ${JSON.stringify(email)} is no email address`);
      }
    }),

    check('short-password', 'A password of less than 8 characters is refused with 422', async ({ api, unique }) => {
      const { email } = newAccount(unique);
      const eight = lettersOf(unique(''));
      await isWrong(api, { email }, 'password', 'since there is no password');
      for (const password of [12_345_678, [eight], null]) {
        await isWrong(api, { email, password }, 'password', `since ${JSON.stringify(password)} is no text`);
      }
      await isWrong(api, { email, password: eight.slice(1) }, 'password', 'since the password has 7 characters');
      await isWrong(api, { email, password: 'é'.repeat(7) }, 'password', 'since the password has 7 characters (7 times "é")');
      const answer = await api.post('/auth/register', { email, password: eight });
      answer.hasStatus(201, 'since a password of 8 characters is allowed, and there are no more rules');
    }),

    check('long-password', 'A password of more than 72 bytes is refused with 422', async ({ api, unique }) => {
      const { email } = newAccount(unique);
      const long = unique('').repeat(9);
      await isWrong(api, { email, password: `${long}x` }, 'password', 'since the password has 73 bytes');
      await isWrong(api, { email, password: 'é'.repeat(37) }, 'password', 'since the password has 74 bytes (37 times "é")');
      (await api.post('/auth/register', { email, password: long })).hasStatus(201, 'since a password of 72 bytes is allowed');
    }),

    check('names-all', 'All fields that are wrong are named at once', async ({ api, unique }) => {
      const answer = await api.post('/auth/register', { email: unique('ada'), password: 'short' });
      const fields = wrongFields(refuses(answer, 422, 'since both email address and password are wrong'));
      for (const field of ['email', 'password']) {
        ensure(
          fields.includes(field),
          `Both email address and password are wrong, but the errors of the answer do not name "${field}": whoever fills in a form wants to know everything at once.`,
        );
      }
    }),

    check('leaves-nothing', 'A refused registration leaves nothing behind', async ({ api, unique }) => {
      const account = newAccount(unique);
      await isWrong(api, { ...account, password: 'short' }, 'password', 'since the password is too short');
      (await api.post('/auth/register', account)).hasStatus(201, 'since the registration before was refused and must not take the address');
    }),

    check('duplicate', 'An email address that is taken is refused with 409', async ({ api, unique }) => {
      const account = newAccount(unique);
      await register(api, account);
      const again = await api.post('/auth/register', { ...account, password: 'another password' });
      refuses(again, 409, 'since there is an account with this email address');
    }),

    check('spelling', 'Capitals, and spaces around it, do not make another email address', async ({ api, unique }) => {
      const account = newAccount(unique);
      const sent = await api.post('/auth/register', { ...account, email: `  ${account.email.replace('ada', 'Ada')} ` });
      sent.hasStatus(201, 'since capitals and spaces around an email address are taken away').isLike({ email: account.email });
      for (const email of [account.email, account.email.toUpperCase(), ` ${account.email}`]) {
        const again = await api.post('/auth/register', { ...account, email });
        refuses(again, 409, `since "${email}" is the address of an account, written in another way`);
      }
    }),

    check('race', 'Of many registrations of one address at the same moment, exactly one succeeds', async ({ api, unique }) => {
      const many = 12;
      const account = newAccount(unique);
      const answers = await atOnce(api, many, () => api.post('/auth/register', account));
      const created = answers.filter(({ status }) => status === 201).length;
      ensure(created === 1, `Of ${many} registrations of one address at the same moment, ${created} were answered with 201, and not one.`);
      for (const answer of answers) answer.hasStatus([201, 409], 'since the address is taken by one of them');
    }),
  ],
});
