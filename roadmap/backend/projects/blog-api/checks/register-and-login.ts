import { anyText, check, defineStage, ensure, equal, like, type Answer } from '#checkKit';
import { newPerson, part, refuses, register, threeTimes } from './support/conduit';

export const stage = defineStage({
  checks: [
    check('registers', 'POST /api/users answers 201 with the new user and a token', async (trial) => {
      const user = newPerson(trial);
      const { username, email } = user;
      const answer = (await trial.api.post('/api/users', { user })).hasStatus(201);
      answer.isLike({ user: { username, email, token: anyText, bio: null, image: null } });
    }),

    check('logs-in', 'POST /api/users/login answers 200 with the user and a token', async (trial) => {
      const { username, email, password } = await register(trial);
      for (const typed of [email, email.toUpperCase()]) {
        const answer = await trial.api.post('/api/users/login', { user: { email: typed, password } });
        answer.hasStatus(200, typed === email ? undefined : 'since capital letters make no other address');
        answer.isLike({ user: { username, email, token: anyText, bio: null, image: null } });
      }
    }),

    check('wrong-login', 'A wrong password and an unknown address get the same answer, 401', async (trial) => {
      const { email, password } = await register(trial);
      const logIn = (user: object) => trial.api.post('/api/users/login', { user });
      const wrong = await logIn({ email, password: `${password}!` });
      refuses(wrong, 401, 'since the password is wrong');
      const unknown = await logIn({ email: newPerson(trial).email, password });
      refuses(unknown, 401, 'since nobody has this address');
      ensure(
        wrong.text === unknown.text,
        `A wrong password is answered with ${wrong.text}, and an unknown address with ${unknown.text}: the difference tells a stranger who has an account here.`,
      );
    }),

    check('secret', 'No answer holds the password, nor what was made of it', async (trial) => {
      const user = newPerson(trial);
      const { email, password } = user;
      for (const answer of [
        (await trial.api.post('/api/users', { user })).hasStatus(201),
        (await trial.api.post('/api/users/login', { user: { email, password } })).hasStatus(200),
      ]) {
        holdsNoSecret(answer, password);
      }
    }),

    check('taken', 'A name or an address that is taken is refused with 409', async (trial) => {
      const other = await register(trial);
      const { username, email } = other;
      for (const [field, value] of Object.entries({ username, email })) {
        const answer = await trial.api.post('/api/users', { user: { ...newPerson(trial), [field]: value } });
        refuses(answer, 409, `since somebody else has this ${field}`, [field]);
      }
    }),

    check('at-once', 'Of several who register the same name at the same moment, one gets it', async (trial) => {
      await threeTimes(async () => {
        const { username } = newPerson(trial);
        const answers = await Promise.all(
          Array.from({ length: 5 }, () => trial.api.post('/api/users', { user: { ...newPerson(trial), username } })),
        );
        const statuses = answers.map(({ status }) => status).sort();
        equal('The statuses of five registrations of the same name at the same moment', statuses, [201, 409, 409, 409, 409]);
      });
    }),

    check('invalid', 'Wrong fields are refused with 422, and each of them is named', async (trial) => {
      const good = newPerson(trial);
      const registered = (changes: object) => trial.api.post('/api/users', { user: { ...good, ...changes } });
      refuses(await registered({ username: '' }), 422, 'since the username is empty', ['username']);
      refuses(await registered({ email: 'no address' }), 422, 'since "no address" is no e-mail address', ['email']);
      refuses(await registered({ password: 'short7c' }), 422, 'since the password has fewer than 8 characters', ['password']);
      const nothing = await trial.api.post('/api/users', { user: {} });
      refuses(nothing, 422, 'since all three are missing', ['username', 'email', 'password']);
    }),

    check('restart', 'Whoever has registered can log in after a restart', async (trial) => {
      const { username, email, password } = await register(trial);
      await trial.program.restart();
      const answer = await trial.api.post('/api/users/login', { user: { email, password } });
      answer.hasStatus(200, 'since this user registered before the program was restarted');
      like('The user after a restart', part(answer, 'user'), { username, email });
    }),
  ],
});

function holdsNoSecret(answer: Answer, password: string): void {
  const field = Object.keys(part(answer, 'user')).find((name) => /pass|hash|salt/i.test(name));
  ensure(field === undefined, `${answer.name} holds the field "${field ?? ''}": passwords and their hashes never leave the server.`);
  ensure(!answer.text.includes(password), `${answer.name} holds the password.`);
  ensure(!/\$(?:2[abxy]|argon2|scrypt|pbkdf2)/.test(answer.text), `${answer.name} holds the hash of the password.`);
}
