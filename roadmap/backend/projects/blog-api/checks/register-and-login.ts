import { anyText, atOnce, check, defineStage, ensure, equal, like, otherAddresses, quickestOf, type Answer } from '#checkKit';
import { JSON_TYPE, newPerson, part, refuses, register, threeTimes, type Fields } from './support/conduit';
import { watchDatabase } from './support/database';
import { isSigned } from './support/tokens';

/** How much work a hash is where that is tried; the program itself has 4. */
const ROUNDS = 10;

export const stage = defineStage({
  countsOn: { token: ['JWT_SECRET'] },
  passages: {
    registers: 'The answer is 201.',
    'logs-in': 'answers 200 with the same fields',
    token: 'tokens are JSON Web Tokens (HS256) that expire',
    'wrong-login': 'A wrong password and an address that nobody has get the very same 401',
    secret: 'they nor the hashes are',
    'slow-hash': '`BCRYPT_ROUNDS`: how much work a hash is',
    taken: '409 when somebody else has the name or the address',
    'at-once': 'A name is given to one user only, even when several ask for it at the same',
    invalid: 'The status is 422 when a field is missing or empty',
    restart: 'Users are kept in PostgreSQL and are there after a restart.',
    'in-database': '`DATABASE_URL`: the PostgreSQL database',
    local: '`PORT`: where to listen, on 127.0.0.1, and nowhere else',
  },
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

    check('token', 'The token is a JSON Web Token, signed with JWT_SECRET, and expires', async (trial) => {
      isSigned((await register(trial)).token);
    }),

    check('wrong-login', 'A wrong password and an unknown address get the same answer, 401', async (trial) => {
      const { email, password } = await register(trial);
      const logIn = async (user: object, because: string) => {
        const answer = await trial.api.post('/api/users/login', { user });
        refuses(answer, 401, because);
        return answer;
      };
      const wrongly = () => logIn({ email, password: `${password}!` }, 'since the password is wrong');
      const unknownTo = () => logIn({ email: newPerson(trial).email, password }, 'since nobody has this address');
      const [wrong, unknown] = [await wrongly(), await unknownTo()];
      ensure(
        wrong.text === unknown.text,
        `A wrong password is answered with ${wrong.text}, and an unknown address with ${unknown.text}: the difference tells a stranger who has an account here.`,
      );
      const header = differentHeader([wrong, await wrongly()], [unknown, await unknownTo()]);
      ensure(
        header === undefined,
        `The header "${header ?? ''}" of a wrong login is another one when nobody has the address: it tells a stranger who has an account here.`,
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

    check('slow-hash', 'A hash is as much work as BCRYPT_ROUNDS says', async (trial) => {
      const slow = (await trial.startAnother({ BCRYPT_ROUNDS: String(ROUNDS) })).api;
      const [usual = 0, longer = 0] = await quickestOf(10, [() => register(trial), () => register({ ...trial, api: slow })]);
      ensure(
        longer > usual * LONGER && longer - usual > LEAST_WORK,
        `A registration takes ${longer.toFixed(0)} ms with BCRYPT_ROUNDS of ${ROUNDS}, and ${usual.toFixed(0)} ms with 4, although the hash is 64 times the work: each password has to be kept as such a hash.`,
      );
    }),

    check('taken', 'A name or an address that is taken is refused with 409', async (trial) => {
      const other = await register(trial);
      const { username, email } = other;
      for (const [field, value] of Object.entries({ username, email })) {
        const answer = await trial.api.post('/api/users', { user: { ...newPerson(trial), [field]: value } });
        refuses(answer, 409, `since somebody else has this ${field}`, [field]);
      }
      const inCapitals = await trial.api.post('/api/users', { user: { ...newPerson(trial), email: email.toUpperCase() } });
      refuses(inCapitals, 409, 'since somebody else has this address in capital letters', ['email']);
    }),

    check('at-once', 'Of several who register the same name at the same moment, one gets it', async (trial) => {
      await threeTimes(async () => {
        const { username } = newPerson(trial);
        const answers = await atOnce(trial.api, 5, () => trial.api.post('/api/users', { user: { ...newPerson(trial), username } }));
        const statuses = answers.map(({ status }) => status).sort();
        equal('The statuses of five registrations of the same name at the same moment', statuses, [201, 409, 409, 409, 409]);
      });
    }),

    check('invalid', 'Wrong fields are refused with 422, and each of them is named', async (trial) => {
      const good = newPerson(trial);
      const registered = (changes: object) => trial.api.post('/api/users', { user: { ...good, ...changes } });
      for (const field of ['username', 'email', 'password']) {
        refuses(await registered({ [field]: '' }), 422, `since the ${field} is empty`, [field]);
        refuses(await registered({ [field]: undefined }), 422, `since the ${field} is missing`, [field]);
      }
      for (const email of ['no address', `${good.username} b@@example.com`, '@example.com']) {
        refuses(await registered({ email }), 422, `since "${email}" is no e-mail address`, ['email']);
      }
      refuses(await registered({ password: 'short7c' }), 422, 'since the password has fewer than 8 characters', ['password']);
      const nothing = await trial.api.post('/api/users', { user: {} });
      refuses(nothing, 422, 'since all three are missing', ['username', 'email', 'password']);
      refuses(await trial.api.post('/api/users', good), 422, 'since the fields are not in "user"');
      const broken = await trial.api.post('/api/users', undefined, { text: '{"user": ', ...JSON_TYPE });
      refuses(broken, broken.status === 422 ? 422 : 400, 'since the body is not JSON');
      (await registered({ password: '8 signs.' })).hasStatus(201, 'since a password of 8 characters is allowed');
    }),

    check('restart', 'Whoever has registered can log in after a restart', async (trial) => {
      const { username, email, password } = await register(trial);
      await trial.program.restart();
      const answer = await trial.api.post('/api/users/login', { user: { email, password } });
      answer.hasStatus(200, 'since this user registered before the program was restarted');
      like('The user after a restart', part(answer, 'user'), { username, email });
    }),

    check('in-database', 'Users are kept in the database of DATABASE_URL', async (trial) => {
      const database = await watchDatabase(trial);
      const { api } = await trial.startAnother(database && { DATABASE_URL: database.url });
      if (!database) return;
      const { username, email, password } = await register({ ...trial, api });
      ensure(
        database.hasSeen(username),
        `The user "${username}" was registered, and nothing of it was sent to the database that DATABASE_URL names: it is kept elsewhere.`,
      );
      const answer = await trial.api.post('/api/users/login', { user: { email, password } });
      answer.hasStatus(200, 'since another instance of the program, with the same DATABASE_URL, has registered this user');
    }),

    check('local', 'Nobody reaches it from another computer', async (trial) => {
      const { email, password } = await register(trial);
      for (const host of otherAddresses()) {
        const url = `http://${host}:${trial.program.port}/api/users/login`;
        const status = await statusAt(url, { user: { email, password } }, trial.signal);
        ensure(
          status !== 200 || !trial.program.isOurs,
          `One can log in at ${url}, so others in your network can, too: the program should listen on 127.0.0.1 alone.`,
        );
      }
    }),
  ],
});

/** Of 64 times as long, what is left at least when all else that a registration does takes its time, too. */
const LONGER = 2;
/** No machine makes such a hash in so few milliseconds. */
const LEAST_WORK = 15;

/** Headers that tell of an answer, and not of who asks. */
const OF_EVERY_ANSWER = ['date', 'etag', 'content-length', 'content-encoding', 'transfer-encoding', 'connection', 'keep-alive'];

/** A header by which two kinds of answers can be told. What differs within one of them as well, such as a time, tells nothing. */
function differentHeader(one: readonly [Answer, Answer], other: readonly [Answer, Answer]): string | undefined {
  const names = Object.keys({ ...one[0].headers, ...other[0].headers }).filter((name) => !OF_EVERY_ANSWER.includes(name));
  const values = (answers: readonly Answer[], name: string) => answers.map((answer) => answer.header(name));
  return names.find((name) => {
    const [[first, second], [third, fourth]] = [values(one, name), values(other, name)];
    return first === second && third === fourth && first !== third;
  });
}

/** So many milliseconds somebody has to answer who is on this computer. */
const NEAR = 2_000;

/** The status of what is answered there; undefined when nobody does. */
async function statusAt(url: string, body: Fields, signal: AbortSignal): Promise<number | undefined> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(NEAR)]);
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body), ...JSON_TYPE, signal: limit });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    // Refused or not heard, which is how it should be.
    signal.throwIfAborted();
    return undefined;
  }
}

function holdsNoSecret(answer: Answer, password: string): void {
  const field = Object.keys(part(answer, 'user')).find((name) => /pass|hash|salt/i.test(name));
  ensure(field === undefined, `${answer.name} holds the field "${field ?? ''}": passwords and their hashes never leave the server.`);
  ensure(!answer.text.includes(password), `${answer.name} holds the password.`);
  ensure(!/\$(?:2[abxy]|argon2|scrypt|pbkdf2)/.test(answer.text), `${answer.name} holds the hash of the password.`);
}
