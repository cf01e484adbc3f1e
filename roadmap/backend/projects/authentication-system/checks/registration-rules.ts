import { atOnce, brief, check, defineStage, ensure, fail, type Answer, type Api } from '#checkKit';
import { newAccount, register } from './support/accounts';
import { SLOW_HASHES } from './support/environments';

/** Sends a registration that has to be refused because of one field, and has to say so. */
async function refuses(api: Api, body: object, field: string, because: string): Promise<void> {
  const answer = await api.post('/auth/register', body);
  answer.hasStatus(422, because);
  const fields = wrongFields(answer);
  ensure(
    fields.includes(field),
    `The answer to POST /auth/register should name "${field}" in its errors, ${because}, but it names ${fields.join(', ') || 'nothing'}.`,
  );
}

/** The fields that a 422 names. */
function wrongFields(answer: Answer): string[] {
  const { errors } = answer.object;
  if (!Array.isArray(errors)) {
    return fail(
      `The answer to POST /auth/register should list what is wrong as "errors": [{"field", "message"}], but its "errors" is ${brief(errors)}.`,
      { expected: { errors: [{ field: '…', message: '…' }] }, actual: answer.object },
    );
  }
  return errors.map((error) => String((error as { field?: unknown } | null)?.field));
}

export const stage = defineStage({
  environment: SLOW_HASHES,
  checks: [
    check('email', 'A registration without a proper email address is refused with 422', async ({ api, unique }) => {
      const { password } = newAccount(unique);
      await refuses(api, { password }, 'email', 'since there is no email address');
      for (const email of ['', unique('ada'), `${unique('ada')}@`, '@example.com', 42]) {
        await refuses(api, { email, password }, 'email', `since ${JSON.stringify(email)} is no email address`);
      }
    }),

    check('short-password', 'A password of less than 8 characters is refused with 422', async ({ api, unique }) => {
      const { email } = newAccount(unique);
      const eight = unique('');
      await refuses(api, { email }, 'password', 'since there is no password');
      await refuses(api, { email, password: 12_345_678 }, 'password', 'since a number is no password');
      await refuses(api, { email, password: eight.slice(1) }, 'password', 'since the password has 7 characters');
      (await api.post('/auth/register', { email, password: eight })).hasStatus(201, 'since a password of 8 characters is allowed');
    }),

    check('long-password', 'A password of more than 72 bytes is refused with 422', async ({ api, unique }) => {
      const { email } = newAccount(unique);
      const long = unique('').repeat(9);
      await refuses(api, { email, password: `${long}x` }, 'password', 'since the password has 73 bytes');
      await refuses(api, { email, password: 'é'.repeat(37) }, 'password', 'since the password has 74 bytes (37 times "é")');
      (await api.post('/auth/register', { email, password: long })).hasStatus(201, 'since a password of 72 bytes is allowed');
    }),

    check('names-all', 'All fields that are wrong are named at once', async ({ api, unique }) => {
      const answer = await api.post('/auth/register', { email: unique('ada'), password: 'short' });
      answer.hasStatus(422).hasMediaType('application/problem+json');
      const fields = wrongFields(answer);
      for (const field of ['email', 'password']) {
        ensure(
          fields.includes(field),
          `Both email address and password are wrong, but the errors of the answer do not name "${field}": whoever fills in a form wants to know everything at once.`,
        );
      }
    }),

    check('leaves-nothing', 'A refused registration leaves nothing behind', async ({ api, unique }) => {
      const account = newAccount(unique);
      (await api.post('/auth/register', { ...account, password: 'short' })).hasStatus(422, 'since the password is too short');
      (await api.post('/auth/register', account)).hasStatus(201, 'since the registration before was refused and must not take the address');
    }),

    check('duplicate', 'An email address that is taken is refused with 409', async ({ api, unique }) => {
      const account = newAccount(unique);
      await register(api, account);
      const again = await api.post('/auth/register', { ...account, password: 'another password' });
      again.hasStatus(409, 'since there is an account with this email address').hasMediaType('application/problem+json');
    }),

    check('spelling', 'Capitals, and spaces around it, do not make another email address', async ({ api, unique }) => {
      const account = newAccount(unique);
      const sent = await api.post('/auth/register', { ...account, email: `  ${account.email.replace('ada', 'Ada')} ` });
      sent.hasStatus(201).isLike({ email: account.email });
      for (const email of [account.email, account.email.toUpperCase(), ` ${account.email}`]) {
        const again = await api.post('/auth/register', { ...account, email });
        again.hasStatus(409, `since "${email}" is the address of an account, written in another way`);
      }
    }),

    check('race', 'Of many registrations of one address at the same moment, exactly one succeeds', async ({ api, unique }) => {
      const many = 12;
      const account = newAccount(unique);
      const answers = await atOnce(api, many, () => api.post('/auth/register', account));
      const created = answers.filter(({ status }) => status === 201).length;
      ensure(created === 1, `Of ${many} registrations of one address at the same moment, ${created} were answered with 201, and not one.`);
      for (const answer of answers) answer.hasStatus([201, 409]);
    }),
  ],
});
